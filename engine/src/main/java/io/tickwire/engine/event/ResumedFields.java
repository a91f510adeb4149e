package io.tickwire.engine.event;

/** Offsets of {@link EventType#RESUMED}. */
public final class ResumedFields {
    public static final int INCARNATION = EventType.RESUMED.offset("incarnation");

    private ResumedFields() {
    }
}
