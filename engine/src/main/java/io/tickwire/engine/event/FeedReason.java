package io.tickwire.engine.event;

/** Why the feed supervision said or asked something. */
public enum FeedReason implements Label {
    /** Nothing to say. */
    NONE,
    /** Before the first tick, within its deadline. */
    STARTING,
    /** Ticks come as they should. */
    FRESH,
    /** No ticks, and a REST call has shown that there are none; as good as fresh. */
    QUIET,
    /** Subscribed and silent from the start. */
    NO_FIRST_TICK,
    /** Ticks stopped. */
    SILENT,
    /** Ticks come, but the venue's time in them stands still. */
    FROZEN,
    /** Ticks come, but late. */
    LAGGING,
    /** Contiguous ids have a hole. */
    HOLE,
    /** Seen before; not shown to strategies. */
    DUPLICATE,
    /** Older than one seen; not shown to strategies. */
    OLDER,
    /** The link under the stream is down. */
    LINK_DOWN,
    /** The socket delivers again but has not yet proved itself. */
    PROVING,
    /** The venue has begun its numbering anew, so its older ticks are new ones. */
    RENUMBERED,
    /** The venue has banned us. */
    BANNED,
    /** The session begins. */
    START,
    /** The link was lost. */
    RECONNECT,
    /** The link has come of age and is replaced before the venue cuts it. */
    ROTATE,
    /** The venue announced that it will close the link. */
    SHUTDOWN,
    /** Another link has taken over. */
    REPLACED,
    /** A regular poll of what no socket brings. */
    POLL,
    /** A question whether a silent stream is quiet or dead. */
    PROBE,
    /** The venue's clock is compared with ours. */
    CLOCK,
    /** Missing ids have been fetched and were given to strategies as backfill. */
    FILLED,
    /** Missing ids cannot be had any more. */
    LOST,
    /** Missing ids are being fetched. */
    FILLING,
    /** A call that fetches missing ids. */
    FILL;

    /** @return whether rows with it are news about single ticks and change no flag */
    public boolean isAboutTicks() {
        return this == HOLE || this == FILLED || this == LOST || this == DUPLICATE
            || this == OLDER || this == RENUMBERED;
    }

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
