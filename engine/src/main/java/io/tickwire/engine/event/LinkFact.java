package io.tickwire.engine.event;

/** What happened to a link. */
public enum LinkFact implements Label {
    /** The link exists; the words name its route. */
    PLANNED,
    /** The link carries the stream (instrument, kind). */
    CARRIES,
    /** The handshake is done. */
    OPENED,
    /** The venue acknowledged a subscription; proves nothing. */
    SUBSCRIBED,
    /** The link is gone; code as in RFC 6455, 1006 without a close frame. */
    CLOSED,
    /** The venue refused the upgrade; code is the HTTP status. */
    REFUSED,
    /** No connection came about; the words say why. */
    FAILED,
    /** A REST call was answered; code is the HTTP status, value its duration. */
    ANSWERED,
    /** Venue clock minus ours, estimated. */
    CLOCK,
    /** The engine made no progress for the value. */
    STALLED;

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
