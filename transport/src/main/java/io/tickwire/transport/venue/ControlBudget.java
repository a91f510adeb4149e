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
     * @param limit in force just now
     * @return false where none is left
     */
    boolean take(long nowNs, ControlLimit limit) {
        long earned = (nowNs - refilledNs) / limit.refillNs();
        if (earned > 0) {
            refilledNs += earned * limit.refillNs();
            left += earned;
        }
        left = Math.min(limit.burst(), left);
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
