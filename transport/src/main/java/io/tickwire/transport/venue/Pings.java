package io.tickwire.transport.venue;

import io.tickwire.engine.config.Durations;
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
        return new Pings(entry.durationNs("every", "10ms", FaultFile.LONGEST),
            entry.durationNs("within", VenueOptions.PONG_WITHIN_NS, "10ms", FaultFile.LONGEST));
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
