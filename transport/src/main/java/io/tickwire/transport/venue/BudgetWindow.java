package io.tickwire.transport.venue;

import java.util.concurrent.TimeUnit;

/**
 * How much may be asked of a venue in a span of time.
 *
 * @param limit    sum of the costs of all calls in it
 * @param lengthNs of the span
 */
public record BudgetWindow(long limit, long lengthNs) {
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    /** Checks the window. */
    public BudgetWindow {
        if (limit < 1 || lengthNs < 1) {
            throw new IllegalArgumentException(
                "limit and length must be positive: limit=" + limit + ", lengthNs=" + lengthNs);
        }
    }

    /**
     * A window of one minute.
     *
     * @param limit sum of the costs of all calls in it
     * @return the window
     */
    public static BudgetWindow ofMinute(long limit) {
        return new BudgetWindow(limit, MINUTE_NS);
    }

    /** @return what it allows in the long run, costs a minute, at least 1 */
    public long perMinute() {
        return lengthNs == MINUTE_NS ? limit
            : Math.max(1, (long) ((double) limit * MINUTE_NS / lengthNs));
    }
}
