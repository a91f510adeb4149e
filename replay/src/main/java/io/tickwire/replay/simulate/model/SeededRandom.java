package io.tickwire.replay.simulate.model;

import io.tickwire.engine.random.SplitMix64;

/**
 * Random numbers determined by a seed, the same on any JVM. Each part of the world has a sequence
 * of its own, so that another draw in one part changes no other.
 */
public final class SeededRandom {
    private final SplitMix64 random;

    /**
     * Begins a row of numbers.
     *
     * @param seed same seed, same row
     */
    public SeededRandom(long seed) {
        random = new SplitMix64(seed);
    }

    /** @return 64 random bits */
    public long next() {
        return random.next();
    }

    /** @return a row that depends on this one's next number alone */
    public SeededRandom split() {
        return new SeededRandom(next());
    }

    /**
     * A whole number.
     *
     * @param bound above 0
     * @return 0 to one below the bound
     */
    public int below(int bound) {
        return random.below(bound);
    }

    /**
     * A number of a range.
     *
     * @param low  smallest
     * @param high largest, not below the smallest
     * @return any of them
     */
    public long between(long low, long high) {
        return low + (next() >>> 1) % (high - low + 1);
    }

    /**
     * A number of a range in which each order of magnitude is as likely as any other.
     *
     * @param low  smallest, above 0
     * @param high largest
     * @return any of them
     */
    public long spread(long low, long high) {
        return (long) (low
            * StrictMath.exp(random.fraction() * StrictMath.log((double) high / low)));
    }

    /**
     * Whether something happens.
     *
     * @param percent how likely
     * @return whether it does
     */
    public boolean percent(int percent) {
        return below(100) < percent;
    }
}
