package io.tickwire.transport.venue;

/** How many frames a client may send: a burst, refilled at a steady rate (protocols A2). */
final class ControlBudget {
    /** Most at once. */
    static final int BURST = 15;
    /** One more is allowed after so long. */
    static final long REFILL_NS = 100_000_000L;

    private long left = BURST;
    private long refilledNs;

    ControlBudget(long nowNs) {
        refilledNs = nowNs;
    }

    /**
     * Takes one.
     *
     * @param nowNs any monotonic time
     * @return false where none is left
     */
    boolean take(long nowNs) {
        long earned = (nowNs - refilledNs) / REFILL_NS;
        if (earned > 0) {
            refilledNs += earned * REFILL_NS;
            left = Math.min(BURST, left + earned);
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
