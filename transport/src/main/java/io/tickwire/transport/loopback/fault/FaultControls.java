package io.tickwire.transport.loopback.fault;

import io.netty.channel.Channel;
import io.tickwire.engine.ring.EngineClock;
import io.tickwire.transport.loopback.account.AccountApi;
import io.tickwire.transport.loopback.rest.RequestWeightMeter;
import io.tickwire.transport.loopback.rest.SymbolStatuses;
import io.tickwire.transport.loopback.wire.HttpGate;
import io.tickwire.transport.loopback.wire.Hub;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The parts of a venue that faults may act on.
 *
 * @param hub         the open sockets
 * @param gate        in front of REST calls and handshakes
 * @param meter       of weight
 * @param statuses    which symbols are traded
 * @param clock       of the venue
 * @param loop        the event loop, for what a fault does later
 * @param listener    accepts connections; null where there is none
 * @param certificate that is presented; null without TLS
 * @param hosts       where clients find the venue's name; null where there is none
 * @param accounts    those who have keys; null where nobody has
 */
public record FaultControls(Hub hub, HttpGate gate, RequestWeightMeter meter,
    SymbolStatuses statuses, EngineClock clock, ScheduledExecutorService loop, Channel listener,
    CertificateSwitch certificate, NameSwitch hosts, AccountApi accounts) {
}
