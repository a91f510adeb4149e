package io.tickwire.transport.venue;

import io.tickwire.engine.event.WindowKind;
import java.util.concurrent.TimeUnit;

/**
 * How much may be asked of a venue in a span of time.
 *
 * @param kind     how the venue counts it
 * @param limit    sum of the costs of all calls in it
 * @param lengthNs of the span
 */
public record BudgetWindow(WindowKind kind, long limit, long lengthNs) {
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    /** Checks the window. */
    public BudgetWindow {
        if (limit < 1 || lengthNs < 1) {
            throw new IllegalArgumentException(
                "limit and length must be positive: limit=" + limit + ", lengthNs=" + lengthNs);
        }
    }

    /**
     * A window of one minute of the venue's clock.
     *
     * @param limit sum of the costs of all calls in it
     * @return the window
     */
    public static BudgetWindow ofMinute(long limit) {
        return new BudgetWindow(WindowKind.FIXED, limit, MINUTE_NS);
    }
}
