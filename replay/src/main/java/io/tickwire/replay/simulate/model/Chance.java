package io.tickwire.replay.simulate.model;

/**
 * Random numbers written out here (splitmix64), so that a seed means the same run in any JVM for
 * ever. Each part of the world has one of its own, so that a draw more in one part changes no
 * other.
 */
public final class Chance {
    private long state;

    /**
     * Begins a row of numbers.
     *
     * @param seed same seed, same row
     */
    public Chance(long seed) {
        state = seed;
    }

    /** @return 64 random bits */
    public long next() {
        state += 0x9e3779b97f4a7c15L;
        long mixed = state;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    /** @return a row that depends on this one's next number alone */
    public Chance split() {
        return new Chance(next());
    }

    /**
     * A whole number.
     *
     * @param bound above 0
     * @return 0 to one below the bound
     */
    public int below(int bound) {
        return (int) ((next() >>> 33) % bound);
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
        double fraction = (next() >>> 11) * 0x1.0p-53;
        return (long) (low * StrictMath.exp(fraction * StrictMath.log((double) high / low)));
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
