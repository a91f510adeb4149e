package io.tickwire.engine.event;

/** Where an order of ours stands. */
public enum OrderState implements Label {
    /** Asked for; the market has not said anything yet. */
    PENDING_NEW,
    /** In the market, filled in part or not at all. */
    OPEN,
    /** In the market, and its cancellation was asked for. */
    PENDING_CANCEL,
    /** In the market, and another price or quantity was asked for. */
    PENDING_REPLACE,
    /** Over: all of it was filled. */
    FILLED,
    /** Over: cancelled; what was filled before stands. */
    CANCELLED,
    /** Over: the market did not take it. */
    REJECTED,
    /** Over: its time in force ended it; what was filled before stands. */
    EXPIRED;

    private static final OrderState[] VALUES = values();

    /**
     * The constant of a journaled code, without allocating.
     *
     * @param code its ordinal
     * @return the constant
     */
    public static OrderState of(long code) {
        return VALUES[(int) code];
    }

    /** @return whether nothing more can become of the order */
    public boolean isOver() {
        return compareTo(FILLED) >= 0;
    }
}
