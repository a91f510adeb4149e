package io.tickwire.engine.event;

/** Why the feed supervision said or asked something. */
public enum FeedReason implements Label {
    /** Nothing to say. */
    NONE,
    /** Before the first tick, within its deadline. */
    STARTING,
    /** Ticks come as they should. */
    FRESH,
    /** Subscribed and silent from the start. */
    NO_FIRST_TICK,
    /** Ticks stopped. */
    SILENT,
    /** Contiguous ids have a hole. */
    HOLE,
    /** Seen before; not shown to strategies. */
    DUPLICATE,
    /** Older than one seen; not shown to strategies. */
    OLDER,
    /** The link under the stream is down. */
    LINK_DOWN,
    /** The session begins. */
    START,
    /** The link was lost. */
    LOST,
    /** A new incarnation began. */
    RESUMED;

    @Override
    public String label() {
        return this == NONE ? "" : Label.super.label();
    }

    private static final FeedReason[] VALUES = values();

    /**
     * The constant of a journaled value, without allocating.
     *
     * @param value its ordinal
     * @return the constant
     */
    public static FeedReason of(long value) {
        return VALUES[(int) value];
    }
}
