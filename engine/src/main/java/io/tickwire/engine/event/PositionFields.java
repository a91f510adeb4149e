package io.tickwire.engine.event;

/** Offsets of {@link EventType#POSITION}. */
public final class PositionFields {
    public static final int REASON = EventType.POSITION.offset("reason");
    public static final int POSITION = EventType.POSITION.offset("position");
    public static final int COST = EventType.POSITION.offset("cost");
    public static final int REALISED = EventType.POSITION.offset("realised");
    public static final int FEES = EventType.POSITION.offset("fees");
    public static final int FUNDING = EventType.POSITION.offset("funding");
    public static final int CASH = EventType.POSITION.offset("cash");
    public static final int HANDLE = EventType.POSITION.offset("handle");

    private PositionFields() {
    }
}
