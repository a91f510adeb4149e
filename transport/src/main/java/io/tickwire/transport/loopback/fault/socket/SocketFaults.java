package io.tickwire.transport.loopback.fault.socket;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import java.util.Map;
import java.util.function.Function;

/** What can happen to connections and sockets. */
public final class SocketFaults {
    /** By name, each with the reader of its own keys. */
    public static final Map<String, Function<FaultEntry, FaultAction>> READERS = Map.ofEntries(
        Map.entry(AcceptStalled.NAME, AcceptStalled::read),
        Map.entry(ControlLimit.NAME, ControlLimit::read),
        Map.entry(DnsFailure.NAME, DnsFailure::read),
        Map.entry(HalfOpen.NAME, HalfOpen::read),
        Map.entry(Lifetime.NAME, Lifetime::read),
        Map.entry(Pings.NAME, Pings::read),
        Map.entry(SocketsClosed.NAME, SocketsClosed::read),
        Map.entry(SocketsCut.NAME, SocketsCut::read),
        Map.entry(SubscribeErrorNullId.NAME, SubscribeErrorNullId::read),
        Map.entry(TlsCertificate.NAME, TlsCertificate::read));

    private SocketFaults() {
    }
}
