package io.tickwire.engine.event;

/** Offsets of {@link EventType#PAPER_FILL}. */
public final class PaperFillFields {
    public static final int CAUSE = EventType.PAPER_FILL.offset("cause");
    public static final int CAUSE_ORDINAL = EventType.PAPER_FILL.offset("cause_ordinal");
    public static final int SIDE = EventType.PAPER_FILL.offset("side");
    public static final int PRICE = EventType.PAPER_FILL.offset("price");
    public static final int QTY = EventType.PAPER_FILL.offset("qty");
    public static final int LEAVES_QTY = EventType.PAPER_FILL.offset("leaves_qty");
    public static final int POSITION = EventType.PAPER_FILL.offset("position");
    public static final int HANDLE = EventType.PAPER_FILL.offset("handle");

    private PaperFillFields() {
    }
}
