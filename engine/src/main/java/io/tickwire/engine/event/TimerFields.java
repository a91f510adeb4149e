package io.tickwire.engine.event;

/** Offsets of {@link EventType#TIMER}. */
public final class TimerFields {
    public static final int LATE_NS = EventType.TIMER.offset("late_ns");

    private TimerFields() {
    }
}
