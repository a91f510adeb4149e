package io.tickwire.engine.event;

/** Offsets of {@link EventType#PAPER_EXPIRY}. */
public final class PaperExpiryFields {
    public static final int CAUSE = EventType.PAPER_EXPIRY.offset("cause");
    public static final int CAUSE_ORDINAL = EventType.PAPER_EXPIRY.offset("cause_ordinal");
    public static final int REASON = EventType.PAPER_EXPIRY.offset("reason");
    public static final int SIDE = EventType.PAPER_EXPIRY.offset("side");
    public static final int QTY = EventType.PAPER_EXPIRY.offset("qty");
    public static final int HANDLE = EventType.PAPER_EXPIRY.offset("handle");

    private PaperExpiryFields() {
    }
}
