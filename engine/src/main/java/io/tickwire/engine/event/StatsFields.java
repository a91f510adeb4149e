package io.tickwire.engine.event;

/** Offsets of {@link EventType#STATS}. */
public final class StatsFields {
    public static final int LAST = EventType.STATS.offset("last");
    public static final int OPEN = EventType.STATS.offset("open");
    public static final int HIGH = EventType.STATS.offset("high");
    public static final int LOW = EventType.STATS.offset("low");
    public static final int VOLUME = EventType.STATS.offset("volume");
    public static final int QUOTE_VOLUME = EventType.STATS.offset("quote_volume");
    public static final int CHANGE_PCT = EventType.STATS.offset("change_pct");
    public static final int COUNT = EventType.STATS.offset("count");
    public static final int EVENT_MS = EventType.STATS.offset("event_ms");

    private StatsFields() {
    }
}
