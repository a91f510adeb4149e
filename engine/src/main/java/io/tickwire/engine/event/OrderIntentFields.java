package io.tickwire.engine.event;

/** Offsets of {@link EventType#ORDER_INTENT}. */
public final class OrderIntentFields {
    public static final int CAUSE = EventType.ORDER_INTENT.offset("cause");
    public static final int CAUSE_ORDINAL = EventType.ORDER_INTENT.offset("cause_ordinal");
    public static final int SIDE = EventType.ORDER_INTENT.offset("side");
    public static final int TYPE = EventType.ORDER_INTENT.offset("type");
    public static final int TIF = EventType.ORDER_INTENT.offset("tif");
    public static final int PRICE = EventType.ORDER_INTENT.offset("price");
    public static final int QTY = EventType.ORDER_INTENT.offset("qty");
    public static final int REDUCE_ONLY = EventType.ORDER_INTENT.offset("reduce_only");
    public static final int HANDLE = EventType.ORDER_INTENT.offset("handle");

    private OrderIntentFields() {
    }
}
