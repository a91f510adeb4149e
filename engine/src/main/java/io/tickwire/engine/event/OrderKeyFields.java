package io.tickwire.engine.event;

/** Offsets of {@link EventType#ORDER_KEY}. */
public final class OrderKeyFields {
    public static final int ORDER_KEY = EventType.ORDER_KEY.offset("order_key");

    private OrderKeyFields() {
    }
}
