package io.tickwire.engine.event;

/** Offsets of {@link EventType#TRADING_STATUS}. */
public final class TradingStatusFields {
    public static final int STATUS = EventType.TRADING_STATUS.offset("status");

    private TradingStatusFields() {
    }
}
