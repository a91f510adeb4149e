package io.tickwire.engine.event;

/** Why a message, or a row of one, was rejected. */
public enum RejectReason implements Label {
    /** Not well-formed. */
    NOT_JSON,
    /** Nested deeper than the limit. */
    TOO_DEEP,
    /** Longer than the limit. */
    TOO_LONG,
    /** A required field is absent. */
    MISSING_FIELD,
    /** A field has another JSON type than the venue documents. */
    WRONG_TYPE,
    /** A tradable price, quantity or id does not fit. */
    OUT_OF_RANGE,
    /** The symbol is empty or longer than the limit. */
    BAD_SYMBOL,
    /** The instrument table is full. */
    TOO_MANY_SYMBOLS,
    /** A line of a recording has no known form. */
    BAD_LINE,
    /** A time, the venue's or of a recording, is not a number or one that no clock can show. */
    BAD_TIME;

    private static final RejectReason[] VALUES = values();

    /**
     * The constant of a journaled value, without allocating.
     *
     * @param value its ordinal
     * @return the constant
     */
    public static RejectReason of(long value) {
        return VALUES[(int) value];
    }
}
