package io.tickwire.engine.event;

/** Offsets of {@link EventType#TRADE}. */
public final class TradeFields {
    public static final int ID = EventType.TRADE.offset("id");
    public static final int PRICE = EventType.TRADE.offset("price");
    public static final int QTY = EventType.TRADE.offset("qty");
    public static final int FIRST_ID = EventType.TRADE.offset("first_id");
    public static final int LAST_ID = EventType.TRADE.offset("last_id");
    public static final int BUYER_MAKER = EventType.TRADE.offset("buyer_maker");
    public static final int AGGREGATE = EventType.TRADE.offset("aggregate");
    public static final int TRANSACT_MS = EventType.TRADE.offset("transact_ms");
    public static final int EVENT_MS = EventType.TRADE.offset("event_ms");

    private TradeFields() {
    }
}
