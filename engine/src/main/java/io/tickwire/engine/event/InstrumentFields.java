package io.tickwire.engine.event;

/** Offsets of {@link EventType#INSTRUMENT}. */
public final class InstrumentFields {
    public static final int TICK_SIZE = EventType.INSTRUMENT.offset("tick_size");
    public static final int LOT_SIZE = EventType.INSTRUMENT.offset("lot_size");
    public static final int MIN_QTY = EventType.INSTRUMENT.offset("min_qty");
    public static final int MAX_QTY = EventType.INSTRUMENT.offset("max_qty");
    public static final int MIN_NOTIONAL = EventType.INSTRUMENT.offset("min_notional");

    private InstrumentFields() {
    }
}
