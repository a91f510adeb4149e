package io.tickwire.engine.event;

/** What happened to a link. Link 0 is the REST side of the venue. */
public enum LinkFact implements Label {
    /**
     * The link exists; the words name its group. Links of one group carry the same streams and
     * stand in for each other; {@code code} is the lowest id among them.
     */
    PLANNED,
    /** The group whose lowest link this is carries the stream (instrument, kind). */
    CARRIES,
    /** The handshake is done. */
    OPENED,
    /** The venue acknowledged a subscription; proves nothing. */
    SUBSCRIBED,
    /** The link is gone; code as in RFC 6455, 1006 without a close frame. */
    CLOSED,
    /** The venue refused the upgrade; code is the HTTP status, {@code wait_ns} what it asks. */
    REFUSED,
    /**
     * No connection came about, or a REST call ({@code attempt}, {@code call}) had no answer; the
     * words say why.
     */
    FAILED,
    /**
     * A REST call was answered: {@code attempt} and {@code call} as asked, code is the HTTP
     * status, value its duration, {@code weight} what the venue says is used in this minute,
     * {@code wait_ns} how long it wants to be left alone.
     */
    ANSWERED,
    /** Venue clock minus ours, estimated: the value. */
    CLOCK,
    /** REST weight that the venue allows in one minute of its clock: {@code weight}. */
    LIMIT,
    /**
     * What a call costs: {@code weight} for one symbol, {@code code} for all symbols at once, 0
     * where there is no such call.
     */
    COST,
    /** The venue announced that it will close the link soon. */
    SHUTDOWN;

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
