package io.tickwire.perf.faults;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.StatsFields;
import io.tickwire.engine.event.TradeFields;

/**
 * Which ticks of one stream by one socket are good: newer than all before, with the venue's time
 * moved, and not later than the limit of silence. Judges one tick after the other.
 */
final class SocketTicks {
    private static final long MS = 1_000_000L;

    private long lastKey = -1;
    private long lastMs = -1;

    boolean isGood(Event tick, long clockOffsetNs, long silenceNs) {
        long ms;
        long key;
        switch (tick.type()) {
            case QUOTE -> {
                ms = tick.get(QuoteFields.TRANSACT_MS) == Event.ABSENT
                    ? tick.get(QuoteFields.EVENT_MS) : tick.get(QuoteFields.TRANSACT_MS);
                key = tick.get(QuoteFields.UPDATE_ID);
            }
            case TRADE -> {
                ms = tick.get(TradeFields.TRANSACT_MS);
                key = tick.get(TradeFields.ID);
            }
            case STATS -> {
                ms = tick.get(StatsFields.EVENT_MS);
                key = ms;
            }
            default -> {
                ms = tick.get(MarkFields.EVENT_MS);
                key = ms;
            }
        }
        boolean isNew = key > lastKey;
        boolean moved = ms > lastMs;
        boolean late = (tick.receiveNs() + clockOffsetNs) / MS - ms > silenceNs / MS;
        if (isNew) {
            lastKey = key;
            lastMs = Math.max(lastMs, ms);
        }
        return isNew && moved && !late;
    }
}
