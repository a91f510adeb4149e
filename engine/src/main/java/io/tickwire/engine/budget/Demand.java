package io.tickwire.engine.budget;

/** What some calls would cost together, by window. Engine thread only; does not allocate. */
public final class Demand {
    final long[] costs = new long[Budget.MAX_WINDOWS];

    /** Nothing is asked for yet. */
    public void clear() {
        for (int i = 0; i < costs.length; i++) {
            costs[i] = 0;
        }
    }
}
