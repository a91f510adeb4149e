package io.tickwire.transport.venue;

import io.tickwire.engine.market.MarketSymbol;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Faults as scenario files write them, begun and ended when a test says so. */
final class Scenarios {
    private static final long WITHIN_S = 30;

    private Scenarios() {
    }

    /**
     * Reads one.
     *
     * @param keys of the entry behind its time: {@code fault: mute, stream: aggTrade}
     */
    static FaultAction fault(String keys) {
        return fault("1h", keys);
    }

    static FaultAction fault(String lasts, String keys) {
        try {
            return FaultFile.read("faults: [{at: 0s, for: " + lasts + ", " + keys + "}]").faults()
                .get(0).action();
        } catch (FaultFileException e) {
            throw new AssertionError(e);
        }
    }

    static VenueServer launch() throws Exception {
        return VenueServer.launch(new VenueOptions(0, false, MarketSymbol.DEFAULT, 2000, 42,
            List.of(), 1, VenueOptions.PING_EVERY_NS, VenueOptions.PONG_WITHIN_NS),
            notice -> { });
    }

    /** Once this returns, the fault is on. */
    static String begin(VenueServer venue, FaultAction fault) throws Exception {
        return venue.begin(fault).get(WITHIN_S, TimeUnit.SECONDS);
    }

    static void end(VenueServer venue, FaultAction fault) throws Exception {
        venue.end(fault).get(WITHIN_S, TimeUnit.SECONDS);
    }
}
