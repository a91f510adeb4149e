package io.tickwire.engine.event;

/** Offsets of {@link EventType#REJECTED}. */
public final class RejectedFields {
    public static final int REASON = EventType.REJECTED.offset("reason");
    public static final int LENGTH = EventType.REJECTED.offset("length");
    public static final int FRAME_OFFSET = EventType.REJECTED.offset("frame_offset");

    private RejectedFields() {
    }
}
