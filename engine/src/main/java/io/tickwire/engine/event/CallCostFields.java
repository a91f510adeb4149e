package io.tickwire.engine.event;

/** Offsets of {@link EventType#CALL_COST}. */
public final class CallCostFields {
    public static final int CALL = EventType.CALL_COST.offset("call");
    public static final int WINDOW = EventType.CALL_COST.offset("window");
    public static final int SYMBOL_COST = EventType.CALL_COST.offset("symbol_cost");
    public static final int ALL_COST = EventType.CALL_COST.offset("all_cost");
    public static final int BATCH = EventType.CALL_COST.offset("batch");

    private CallCostFields() {
    }
}
