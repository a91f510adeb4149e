package io.tickwire.engine.event;

/** Offsets of {@link EventType#RISK_REFUSAL}. */
public final class RiskRefusalFields {
    public static final int CAUSE = EventType.RISK_REFUSAL.offset("cause");
    public static final int CAUSE_ORDINAL = EventType.RISK_REFUSAL.offset("cause_ordinal");
    public static final int RULE = EventType.RISK_REFUSAL.offset("rule");
    public static final int SIDE = EventType.RISK_REFUSAL.offset("side");
    public static final int QTY = EventType.RISK_REFUSAL.offset("qty");
    public static final int LIMIT = EventType.RISK_REFUSAL.offset("limit");
    public static final int HANDLE = EventType.RISK_REFUSAL.offset("handle");

    private RiskRefusalFields() {
    }
}
