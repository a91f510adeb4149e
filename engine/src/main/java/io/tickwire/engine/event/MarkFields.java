package io.tickwire.engine.event;

/** Offsets of {@link EventType#MARK}. */
public final class MarkFields {
    public static final int MARK = EventType.MARK.offset("mark");
    public static final int INDEX = EventType.MARK.offset("index");
    public static final int FUNDING_RATE = EventType.MARK.offset("funding_rate");
    public static final int NEXT_FUNDING_MS = EventType.MARK.offset("next_funding_ms");
    public static final int EVENT_MS = EventType.MARK.offset("event_ms");

    private MarkFields() {
    }
}
