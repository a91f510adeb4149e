package io.tickwire.engine.event;

/** Offsets of {@link EventType#FRAME}. */
public final class FrameFields {
    public static final int FORMAT = EventType.FRAME.offset("format");
    public static final int SENT = EventType.FRAME.offset("sent");

    private FrameFields() {
    }
}
