package io.tickwire.engine.event;

/** Offsets of {@link EventType#CANCEL_INTENT}. */
public final class CancelIntentFields {
    public static final int CAUSE = EventType.CANCEL_INTENT.offset("cause");
    public static final int CAUSE_ORDINAL = EventType.CANCEL_INTENT.offset("cause_ordinal");
    public static final int HANDLE = EventType.CANCEL_INTENT.offset("handle");

    private CancelIntentFields() {
    }
}
