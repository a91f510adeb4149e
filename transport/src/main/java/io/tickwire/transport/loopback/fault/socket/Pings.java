package io.tickwire.transport.loopback.fault.socket;

import io.tickwire.engine.config.Durations;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.wire.Keepalive;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** More pings than usual, whose pongs are awaited less long. */
final class Pings implements FaultAction {
    /** Name in scenario files. */
    static final String NAME = "pings";

    private final long everyNs;
    private final long withinNs;
    private Future<?> pings;

    Pings(long everyNs, long withinNs) {
        this.everyNs = everyNs;
        this.withinNs = withinNs;
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        return new Pings(entry.durationNs("every", "10ms", FaultEntry.LONGEST),
            entry.durationNs("within", Keepalive.USUAL.pongWithinNs(), "10ms", FaultEntry.LONGEST));
    }

    @Override
    public String begin(FaultControls controls) {
        pings = controls.loop().scheduleAtFixedRate(
            () -> controls.hub().sockets().forEach(socket -> socket.ping(withinNs)), 0, everyNs,
            TimeUnit.NANOSECONDS);
        return "a ping every " + Durations.format(everyNs) + ", cut without a pong within "
            + Durations.format(withinNs);
    }

    @Override
    public void end(FaultControls controls) {
        pings.cancel(false);
    }
}
