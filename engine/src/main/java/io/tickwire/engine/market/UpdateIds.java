package io.tickwire.engine.market;

import io.tickwire.engine.random.SplitMix64;

/**
 * Update ids, shared by all order books of a market. Most are used up by levels below the best,
 * which are not modelled, so that the ids of the quotes have gaps.
 */
final class UpdateIds {
    private static final int MOST_UNSEEN = 130;

    private long last;

    UpdateIds(long last) {
        this.last = last;
    }

    /** Without a random number, which would change what comes after. */
    long next() {
        return ++last;
    }

    long next(SplitMix64 random) {
        last += 1 + random.below(MOST_UNSEEN);
        return last;
    }
}
