package io.tickwire.engine.event;

/** How a REST call ended. */
public enum CallOutcome implements Label {
    /** The venue answered, well or not. */
    ANSWERED,
    /** Nothing of it has left us, so the venue cannot have acted on it. */
    NOT_SENT,
    /** It was sent, or may have been, and no whole answer came: the venue may have acted on it. */
    NO_ANSWER,
    /** The venue answered, but not with what was asked for. */
    UNUSABLE,
    /** The venue answered that it knows no such symbol. */
    UNKNOWN_SYMBOL;

    private static final CallOutcome[] VALUES = values();

    /**
     * The constant of a journaled value, without allocating.
     *
     * @param value its ordinal
     * @return the constant
     */
    public static CallOutcome of(long value) {
        return VALUES[(int) value];
    }
}
