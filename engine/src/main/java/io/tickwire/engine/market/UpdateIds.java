package io.tickwire.engine.market;

import io.tickwire.engine.random.SplitMix64;

/** Update ids, which all books of a market share; levels that nobody sees use most of them up. */
final class UpdateIds {
    private static final int MOST_UNSEEN = 130;

    private long last;

    UpdateIds(long last) {
        this.last = last;
    }

    long next(SplitMix64 random) {
        last += 1 + random.below(MOST_UNSEEN);
        return last;
    }
}
