package io.tickwire.engine.event;

/** Offsets of {@link EventType#QUOTE}. */
public final class QuoteFields {
    public static final int UPDATE_ID = EventType.QUOTE.offset("update_id");
    public static final int BID = EventType.QUOTE.offset("bid");
    public static final int BID_QTY = EventType.QUOTE.offset("bid_qty");
    public static final int ASK = EventType.QUOTE.offset("ask");
    public static final int ASK_QTY = EventType.QUOTE.offset("ask_qty");
    public static final int TRANSACT_MS = EventType.QUOTE.offset("transact_ms");
    public static final int EVENT_MS = EventType.QUOTE.offset("event_ms");

    private QuoteFields() {
    }
}
