package io.tickwire.engine.feed;

import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.StatusReason;

/** How the socket of a stream delivers. Journaled in snapshots as its ordinal: add at the end. */
enum StreamHealth {
    /** Subscribed, before its first tick and within the deadline of that. */
    STARTING(StatusReason.STARTING, RequestReason.NONE, 0),
    /** It brings ticks as it should. */
    FRESH(StatusReason.FRESH, RequestReason.NONE, 0),
    /** It brings nothing, and REST has shown that there is nothing to bring. */
    QUIET(StatusReason.QUIET, RequestReason.NONE, 0),
    /** It has brought nothing since it was subscribed. */
    NO_FIRST_TICK(StatusReason.NO_FIRST_TICK, RequestReason.NO_FIRST_TICK, 1),
    /** It has stopped to bring ticks. */
    SILENT(StatusReason.SILENT, RequestReason.SILENT, 2),
    /** It brings ticks in which the venue's time stands still. */
    FROZEN(StatusReason.FROZEN, RequestReason.FROZEN, 3),
    /** It brings ticks too late. */
    LAGGING(StatusReason.LAGGING, RequestReason.LAGGING, 4),
    /** Its connection is gone. */
    LINK_DOWN(StatusReason.LINK_DOWN, RequestReason.RECONNECT, 5),
    /** It brings ticks with ids older than those before. */
    OLDER_IDS(StatusReason.OLDER_IDS, RequestReason.OLDER_IDS, 3),
    /** It brings no ticks, and its connection brings messages that nobody understands. */
    NOT_UNDERSTOOD(StatusReason.NOT_UNDERSTOOD, RequestReason.NOT_UNDERSTOOD, 1);

    private static final StreamHealth[] VALUES = values();

    private final StatusReason statusReason;
    private final RequestReason replaceReason;
    private final int rank;

    StreamHealth(StatusReason statusReason, RequestReason replaceReason, int rank) {
        this.statusReason = statusReason;
        this.replaceReason = replaceReason;
        this.rank = rank;
    }

    /** What a FEED_STATUS row says of it. */
    StatusReason statusReason() {
        return statusReason;
    }

    /** What the request says by which its connection is replaced. */
    RequestReason replaceReason() {
        return replaceReason;
    }

    /** Whether this is named before another, where streams of one connection differ. */
    boolean isNamedBefore(StreamHealth other) {
        return rank < other.rank;
    }

    /** Whether the socket delivers as it should, or is known to have nothing to deliver. */
    boolean isWell() {
        return this == FRESH || this == QUIET;
    }

    /** Whether the socket is known to be no good. */
    boolean isDead() {
        return rank > 0;
    }

    /** Whether nothing comes by a connection that looks open, which others of it may share. */
    boolean isSilence() {
        return this == SILENT || this == NO_FIRST_TICK;
    }

    static StreamHealth of(long ordinal) {
        return VALUES[(int) ordinal];
    }
}
