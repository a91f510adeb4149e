package io.tickwire.engine.event;

/**
 * What happened to a link. A link is the number of a connection to the venue; over time it is one
 * socket after another.
 */
public enum LinkFact implements Label {
    /**
     * The link exists; the words name the part of the venue that it leads to. Links of one
     * {@code group} carry the same streams and stand in for each other; the group is named by the
     * lowest id among them. The venue wants to hear from us each {@code keep_alive_ns}, if at all.
     */
    PLANNED,
    /** The group whose lowest link this is carries the stream (instrument, {@code kind}). */
    CARRIES,
    /** The handshake is done. */
    OPENED,
    /**
     * The venue replied to a subscription, {@code error_code} 0 where it took it, which proves
     * nothing; where it refused it, with what it says.
     */
    SUBSCRIBED,
    /** The link is gone; {@code close_code} as in RFC 6455, 1006 without a close frame. */
    CLOSED,
    /**
     * The venue refused the upgrade with {@code http_status}; {@code wait_ns} is how long it wants
     * to be left alone.
     */
    REFUSED,
    /** No connection came about; the words say why. */
    FAILED,
    /** The venue announced that it will close the link soon. */
    CLOSE_ANNOUNCED,
    /** What the engine asked for has been sent, so that the venue does not close the link. */
    KEPT_ALIVE;

    private static final LinkFact[] VALUES = values();

    /**
     * The constant of a journaled value, without allocating.
     *
     * @param value its ordinal
     * @return the constant
     */
    public static LinkFact of(long value) {
        return VALUES[(int) value];
    }
}
