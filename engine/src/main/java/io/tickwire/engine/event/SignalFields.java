package io.tickwire.engine.event;

/** Offsets of {@link EventType#SIGNAL}. */
public final class SignalFields {
    public static final int CAUSE = EventType.SIGNAL.offset("cause");
    public static final int SIDE = EventType.SIGNAL.offset("side");
    public static final int CONFIDENCE = EventType.SIGNAL.offset("confidence");

    private SignalFields() {
    }
}
