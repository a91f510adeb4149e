package io.tickwire.engine.event;

/** Offsets of {@link EventType#RESUMED}. */
public final class Resumed {
    public static final int INCARNATION = EventType.RESUMED.offset("incarnation");

    private Resumed() {
    }
}
