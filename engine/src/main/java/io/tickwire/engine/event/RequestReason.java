package io.tickwire.engine.event;

/** Why the feed supervision made a request. */
public enum RequestReason implements Label {
    /** It follows from what was asked before. */
    NONE,
    /** The session begins. */
    START,
    /** The link was lost. */
    RECONNECT,
    /** The link has come of age and is replaced before the venue cuts it. */
    ROTATE,
    /** The venue announced that it will close the link. */
    CLOSE_ANNOUNCED,
    /** A stream of the link was subscribed and is silent from the start. */
    NO_FIRST_TICK,
    /** Ticks of one of its streams stopped. */
    SILENT,
    /** Ticks of one of its streams come, but the venue's time in them stands still. */
    FROZEN,
    /** Ticks of one of its streams come, but late. */
    LAGGING,
    /** Another link has taken over. */
    REPLACED,
    /** A regular poll of what no socket brings. */
    POLL,
    /** A question whether a silent stream is quiet or dead. */
    PROBE,
    /** A call that fetches missing ids. */
    FILL,
    /** The venue's clock is compared with ours. */
    CLOCK,
    /** Ticks of one of its streams come, but their ids are older than those before. */
    OLDER_IDS,
    /** Messages come by the link, but cannot be understood. */
    NOT_UNDERSTOOD,
    /** The venue's list of symbols has not said yet, or not lately, which of them it trades. */
    LISTING;

    private static final RequestReason[] VALUES = values();

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
    public static RequestReason of(long value) {
        return VALUES[(int) value];
    }
}
