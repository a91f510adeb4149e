package io.tickwire.engine.event;

/** Offsets of {@link EventType#REPLACE_INTENT}. */
public final class ReplaceIntentFields {
    public static final int CAUSE = EventType.REPLACE_INTENT.offset("cause");
    public static final int CAUSE_ORDINAL = EventType.REPLACE_INTENT.offset("cause_ordinal");
    public static final int SIDE = EventType.REPLACE_INTENT.offset("side");
    public static final int PRICE = EventType.REPLACE_INTENT.offset("price");
    public static final int QTY = EventType.REPLACE_INTENT.offset("qty");
    public static final int HANDLE = EventType.REPLACE_INTENT.offset("handle");

    private ReplaceIntentFields() {
    }
}
