package io.tickwire.engine.event;

/** Why an order ended without a fill or with less than all of it, or was refused at the market. */
public enum ExecutionReason implements Label {
    /** There is nothing to say. */
    NONE,
    /** The last quote is not known to stand: polled, late, or older than its limit. */
    STALE_QUOTE,
    /** There is no quote, or it is crossed, one-sided or without a size. */
    NO_QUOTE,
    /** Of what the best price shows nothing is left: our own orders have had it. */
    NOTHING_SHOWN,
    /** The best price is worse than its limit. */
    LIMIT_NOT_REACHED,
    /** Less is shown than all of it. */
    CANNOT_BE_FILLED_WHOLE,
    /** Post-only, and it would meet the other side at once. */
    WOULD_CROSS,
    /** What could not be filled at once. */
    REMAINDER,
    /** Reduce-only, and there is nothing left that it would make smaller. */
    REDUCE_ONLY,
    /** Nobody knows the order that the request names. */
    UNKNOWN_ORDER,
    /** The order that the request names ended while the request was on its way. */
    ALREADY_DONE,
    /** There are as many orders as there may be. */
    TOO_MANY_ORDERS,
    /** Without a price or quantity above zero, or they do not fit. */
    INVALID,
    /** The venue does not trade the symbol. */
    NOT_TRADING;

    private static final ExecutionReason[] VALUES = values();

    @Override
    public String label() {
        return this == NONE ? "" : Label.super.label();
    }

    /**
     * The constant of a journaled value, without allocating.
     *
     * @param value its ordinal
     * @return the constant
     */
    public static ExecutionReason of(long value) {
        return VALUES[(int) value];
    }
}
