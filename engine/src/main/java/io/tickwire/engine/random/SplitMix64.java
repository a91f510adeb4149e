package io.tickwire.engine.random;

/**
 * The random number generator SplitMix64, implemented here so that a seed gives the same numbers on
 * any JVM: recorded sessions replay by them. Its state is one number, which a snapshot holds. For
 * jitter and simulations, not for secrets. Not thread-safe.
 */
public final class SplitMix64 {
    private long state;

    /**
     * Begins a sequence.
     *
     * @param seed same seed, same sequence
     */
    public SplitMix64(long seed) {
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

    /**
     * A whole number; takes one step.
     *
     * @param bound above 0
     * @return 0 to one below the bound
     */
    public int below(int bound) {
        return (int) ((next() >>> 33) % bound);
    }

    /** @return from 0 inclusive to 1 exclusive, in steps of 2^-53; takes one step */
    public double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /**
     * A waiting time of a memoryless process; takes one step.
     *
     * @param mean above 0
     * @return at least 1
     */
    public long exponential(double mean) {
        return 1 + (long) (-StrictMath.log(1 - fraction()) * mean);
    }

    /** @return what {@link #restore} takes */
    public long state() {
        return state;
    }

    /**
     * Goes on where another generator was.
     *
     * @param before its {@link #state}
     */
    public void restore(long before) {
        state = before;
    }
}
