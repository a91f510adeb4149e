package io.tickwire.transport.venue;

import io.tickwire.engine.event.WindowKind;
import java.util.concurrent.TimeUnit;

/**
 * One limit of a venue: how much calls may cost in a span of time. A venue may have several at
 * once, such as so many calls a second and so many an hour; a call is made if all of them allow it.
 * What a call costs in each is stated by {@link CallTerms}.
 *
 * @param kind     how the venue counts it
 * @param limit    most that the costs of all calls in it may add up to
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
     * @param limit most that the costs of all calls in it may add up to
     * @return the window
     */
    public static BudgetWindow ofMinute(long limit) {
        return new BudgetWindow(WindowKind.FIXED, limit, MINUTE_NS);
    }
}
