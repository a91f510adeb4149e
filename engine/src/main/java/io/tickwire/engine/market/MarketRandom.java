package io.tickwire.engine.market;

/**
 * A generator written out here, so that a seed means the same numbers in any JVM for ever.
 * The step is a Weyl sequence, the output its SplitMix64 mix.
 */
final class MarketRandom {
    private long state;

    MarketRandom(long seed) {
        state = seed;
    }

    /** @return 64 random bits */
    long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = state;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /**
     * A whole number.
     *
     * @param bound above 0
     * @return 0 to one below the bound
     */
    int below(int bound) {
        return (int) ((next() >>> 33) % bound);
    }

    /** @return from 0 inclusive to 1 exclusive, in steps of 2^-53 */
    double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /**
     * A waiting time of a memoryless process.
     *
     * @param mean above 0
     * @return at least 1
     */
    long exponential(double mean) {
        return 1 + (long) (-StrictMath.log(1 - fraction()) * mean);
    }
}
