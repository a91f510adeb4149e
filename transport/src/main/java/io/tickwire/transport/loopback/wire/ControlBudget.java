package io.tickwire.transport.loopback.wire;

/** How many frames a client may send: a burst, refilled at a steady rate (protocols A2). */
public final class ControlBudget {
    /** Most at once. */
    public static final int BURST = 15;
    /** One more is allowed after so long. */
    public static final long REFILL_NS = 100_000_000L;
    /** As measured (protocols A2). */
    public static final Limit USUAL = new Limit(BURST, REFILL_NS);

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
    boolean take(long nowNs, Limit limit) {
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

    /**
     * How much may be sent.
     *
     * @param burst    most at once, never above {@link #BURST}
     * @param refillNs one more is allowed after so long
     */
    public record Limit(int burst, long refillNs) {
    }
}
