package io.tickwire.engine.event;

/** Offsets of {@link EventType#FEED_REQUEST}. */
public final class FeedRequestFields {
    public static final int ACTION = EventType.FEED_REQUEST.offset("action");
    public static final int ATTEMPT = EventType.FEED_REQUEST.offset("attempt");
    public static final int REASON = EventType.FEED_REQUEST.offset("reason");
    public static final int REQUEST = EventType.FEED_REQUEST.offset("request");
    public static final int CALL = EventType.FEED_REQUEST.offset("call");
    public static final int INSTRUMENTS = EventType.FEED_REQUEST.offset("instruments");
    public static final int FROM_ID = EventType.FEED_REQUEST.offset("from_id");
    public static final int ROWS = EventType.FEED_REQUEST.offset("rows");

    private FeedRequestFields() {
    }
}
