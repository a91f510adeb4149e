package io.tickwire.engine.event;

/** Offsets of {@link EventType#FEED_REQUEST}. */
public final class FeedRequestFields {
    public static final int ACTION = EventType.FEED_REQUEST.offset("action");
    public static final int ATTEMPT = EventType.FEED_REQUEST.offset("attempt");
    public static final int REASON = EventType.FEED_REQUEST.offset("reason");
    public static final int CALL = EventType.FEED_REQUEST.offset("call");
    public static final int FROM_ID = EventType.FEED_REQUEST.offset("from_id");
    public static final int COUNT = EventType.FEED_REQUEST.offset("count");

    private FeedRequestFields() {
    }
}
