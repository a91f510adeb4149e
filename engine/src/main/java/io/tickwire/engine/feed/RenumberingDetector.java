package io.tickwire.engine.feed;

import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * Finds out that the venue has begun its numbering anew, so that ticks that look old are new:
 * nothing but older ones, for so long and so many. Engine thread only.
 */
final class RenumberingDetector implements State {
    private static final long AFTER_NS = 60_000_000_000L;
    private static final int AFTER_TICKS = 10;

    /** Since when nothing but older ticks come, ns; 0 = others do. */
    private long sinceNs;
    private long count;

    /** An older tick, numbered back although the venue's time went on. */
    boolean isCertainAfter(long nowNs) {
        if (sinceNs == 0) {
            sinceNs = nowNs;
        }
        count++;
        return count >= AFTER_TICKS && nowNs - sinceNs > AFTER_NS;
    }

    /** Something new has come. */
    void reset() {
        sinceNs = 0;
        count = 0;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("sinceNs", sinceNs).put("count", count);
    }

    @Override
    public void readState(StateReader in) {
        sinceNs = in.getLong();
        count = in.getLong();
    }
}
