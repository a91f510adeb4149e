package io.tickwire.engine.event;

/** What happens to an order of ours: what the market reports, and what we ask of it meanwhile. */
public enum OrderEvent implements Label {
    /** The market has it. */
    ACCEPTED,
    /** The market does not take it. */
    REJECTED,
    /** Some of it was filled, and some is left. */
    PART_FILLED,
    /** What was left of it was filled. */
    FILLED,
    /** It was cancelled. */
    CANCELLED,
    /** It was to be cancelled, and is not. */
    CANCEL_REJECTED,
    /** It has the price and quantity that were asked for. */
    REPLACED,
    /** It was to have another price or quantity, and has not. */
    REPLACE_REJECTED,
    /** Its time in force, or the market, has ended it. */
    EXPIRED,
    /** We ask for its cancellation; journaled as CANCEL_INTENT. */
    CANCEL_REQUESTED,
    /** We ask for another price or quantity; journaled as REPLACE_INTENT. */
    REPLACE_REQUESTED;

    private static final OrderEvent[] VALUES = values();

    /**
     * The constant of a journaled code, without allocating.
     *
     * @param code its ordinal
     * @return the constant
     */
    public static OrderEvent of(long code) {
        return VALUES[(int) code];
    }
}
