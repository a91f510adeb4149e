package io.tickwire.transport.venue;

import java.util.List;

/**
 * What a kind of call costs in each budget window of the venue, and how many symbols it can name.
 *
 * @param costs in the order of the windows in {@link VenueTerms}; it costs nothing in those behind
 *              the last one
 * @param batch most symbols that one call names, at least 1
 */
public record CallTerms(List<Cost> costs, int batch) {
    /** Of a call that the venue does not have: what costs nothing anywhere is never made. */
    public static final CallTerms NONE = new CallTerms(List.of(), 1);

    /**
     * What a call adds to the count of one window.
     *
     * @param symbols where it names its symbols, however many; 0 = it does not count
     * @param all     where it asks for all symbols of the venue at once; 0 in every window = there
     *                is no such call
     */
    public record Cost(long symbols, long all) {
        private static final Cost FREE = new Cost(0, 0);

        /** Checks both. */
        public Cost {
            if (symbols < 0 || all < 0) {
                throw new IllegalArgumentException(
                    "no cost is negative: symbols=" + symbols + ", all=" + all);
            }
        }
    }

    /** Copies the costs. */
    public CallTerms {
        costs = List.copyOf(costs);
        if (batch < 1) {
            throw new IllegalArgumentException("batch must be at least 1: " + batch);
        }
    }

    /**
     * Terms of a call that names one symbol at a time, at a venue with one window.
     *
     * @param symbol cost of a call for one symbol
     * @param all    cost of the call for all symbols at once, 0 = there is none
     * @return terms
     */
    public static CallTerms single(long symbol, long all) {
        return new CallTerms(List.of(new Cost(symbol, all)), 1);
    }

    /**
     * What it costs in a window.
     *
     * @param window number of the window, from 0
     * @return its cost there
     */
    public Cost in(int window) {
        return window < costs.size() ? costs.get(window) : Cost.FREE;
    }
}
