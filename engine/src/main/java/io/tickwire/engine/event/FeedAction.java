package io.tickwire.engine.event;

/** What the engine asks the I/O thread to do. */
public enum FeedAction implements Label {
    /** Open the link. */
    CONNECT,
    /** Ask for the link's streams. */
    SUBSCRIBE,
    /** Close the link at once. */
    CLOSE,
    /** Make a REST call. */
    POLL,
    /** Send what the venue wants to hear from us lest it close the link. */
    KEEP_ALIVE;

    private static final FeedAction[] VALUES = values();

    /**
     * The constant of a journaled value, without allocating.
     *
     * @param value its ordinal
     * @return the constant
     */
    public static FeedAction of(long value) {
        return VALUES[(int) value];
    }
}
