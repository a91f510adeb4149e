package io.tickwire.engine.paper;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;

/** Comparison of prices of different scales, without rounding. Pure; does not allocate. */
final class PaperPrices {
    private PaperPrices() {
    }

    /** Below, at or above 0 for a lower, the same, a higher price; none is absent or negative. */
    static int compare(long a, int aExponent, long b, int bExponent) {
        int finer = Math.min(aExponent, bExponent);
        long x = Decimals.rescale(a, aExponent, finer);
        long y = Decimals.rescale(b, bExponent, finer);
        // Only the coarser one is made longer, and what does not fit then is the larger.
        if (x == Event.ABSENT || y == Event.ABSENT) {
            return x == Event.ABSENT ? 1 : -1;
        }
        return Long.compare(x, y);
    }
}
