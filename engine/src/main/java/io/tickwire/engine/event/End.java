package io.tickwire.engine.event;

/** Offsets of {@link EventType#END}. */
public final class End {
    public static final int EVENTS = EventType.END.offset("events");

    private End() {
    }
}
