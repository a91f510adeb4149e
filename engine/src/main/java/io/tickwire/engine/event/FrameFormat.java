package io.tickwire.engine.event;

/** What kind of traffic a frame is. */
public enum FrameFormat implements Label {
    /** WebSocket text message. */
    TEXT,
    /** WebSocket binary message. */
    BINARY,
    /** Body of a REST reply. */
    REST,
    /** A line of somebody else's recording that is no frame. */
    LINE;

    private static final FrameFormat[] VALUES = values();

    /**
     * The constant of a journaled value, without allocating.
     *
     * @param value its ordinal
     * @return the constant
     */
    public static FrameFormat of(long value) {
        return VALUES[(int) value];
    }
}
