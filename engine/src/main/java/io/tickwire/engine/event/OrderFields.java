package io.tickwire.engine.event;

/** Offsets of {@link EventType#ORDER}. */
public final class OrderFields {
    public static final int EVENT = EventType.ORDER.offset("event");
    public static final int STATE = EventType.ORDER.offset("state");
    public static final int REASON = EventType.ORDER.offset("reason");
    public static final int SIDE = EventType.ORDER.offset("side");
    public static final int PRICE = EventType.ORDER.offset("price");
    public static final int QTY = EventType.ORDER.offset("qty");
    public static final int FILLED_QTY = EventType.ORDER.offset("filled_qty");
    public static final int FILLED_VALUE = EventType.ORDER.offset("filled_value");
    public static final int LAST_PRICE = EventType.ORDER.offset("last_price");
    public static final int LAST_QTY = EventType.ORDER.offset("last_qty");
    public static final int FEE = EventType.ORDER.offset("fee");
    public static final int MAKER = EventType.ORDER.offset("maker");
    public static final int HANDLE = EventType.ORDER.offset("handle");

    private OrderFields() {
    }
}
