package io.tickwire.engine.event;

/** Offsets of {@link EventType#FEED_STATUS}. */
public final class FeedStatusFields {
    public static final int KIND = EventType.FEED_STATUS.offset("kind");
    public static final int FLAG = EventType.FEED_STATUS.offset("flag");
    public static final int REASON = EventType.FEED_STATUS.offset("reason");
    public static final int SILENCE_MS = EventType.FEED_STATUS.offset("silence_ms");
    public static final int GAP_MESSAGES = EventType.FEED_STATUS.offset("gap_messages");
    public static final int GAP_MS = EventType.FEED_STATUS.offset("gap_ms");
    public static final int FIRST_MISSING_ID = EventType.FEED_STATUS.offset("first_missing_id");
    public static final int LAST_MISSING_ID = EventType.FEED_STATUS.offset("last_missing_id");
    public static final int FED_BY = EventType.FEED_STATUS.offset("fed_by");
    public static final int STATE = EventType.FEED_STATUS.offset("state");
    public static final int SINCE_NS = EventType.FEED_STATUS.offset("since_ns");
    public static final int LAG_MS = EventType.FEED_STATUS.offset("lag_ms");

    private FeedStatusFields() {
    }
}
