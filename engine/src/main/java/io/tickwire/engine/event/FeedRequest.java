package io.tickwire.engine.event;

/** Offsets of {@link EventType#FEED_REQUEST}. */
public final class FeedRequest {
    public static final int ACTION = EventType.FEED_REQUEST.offset("action");
    public static final int ATTEMPT = EventType.FEED_REQUEST.offset("attempt");
    public static final int DELAY_NS = EventType.FEED_REQUEST.offset("delay_ns");
    public static final int REASON = EventType.FEED_REQUEST.offset("reason");

    private FeedRequest() {
    }
}
