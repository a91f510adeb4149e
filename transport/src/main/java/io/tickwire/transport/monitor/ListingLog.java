package io.tickwire.transport.monitor;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.TradingStatus;
import io.tickwire.engine.event.TradingStatusFields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Logs what changes in the venue's list of symbols: that a symbol is not traded, or is again, and
 * that a scale which was unknown is known. One thread uses it.
 */
final class ListingLog {
    private final MonitorLog log;
    /** What was told last of symbols that are not traded, by id. */
    private final Map<Integer, String> notTraded = new HashMap<>();
    private final Set<Integer> provisional = new HashSet<>();

    ListingLog(MonitorLog log) {
        this.log = log;
    }

    /** INSTRUMENT and TRADING_STATUS; others say nothing here. */
    void onRecord(Event record, String symbol) {
        if (record.type() == EventType.TRADING_STATUS) {
            onStatus(record, symbol);
        } else if (record.type() == EventType.INSTRUMENT
            && (record.flags() & Flags.HEAD) == 0) {
            if ((record.flags() & Flags.PROVISIONAL) != 0) {
                provisional.add(record.instrument());
            } else if (provisional.remove(record.instrument())) {
                log.info().accept(symbol + ": scale and limits known");
            }
        }
    }

    private void onStatus(Event record, String symbol) {
        String words = words(record);
        if (words.isEmpty()) {
            if (notTraded.remove(record.instrument()) != null) {
                log.info().accept(symbol + ": traded by the venue");
            }
        } else if (!words.equals(notTraded.put(record.instrument(), words))) {
            log.warn().accept(symbol + ": " + words + "; left out until it is");
        }
    }

    /** What is to be said of a symbol's status, empty where it is traded. */
    static String words(Event status) {
        String name = status.varText();
        return switch (TradingStatus.values()[(int) status.get(TradingStatusFields.STATUS)]) {
            case TRADING -> "";
            case NOT_TRADING -> "not traded by the venue" + (name.isEmpty() ? "" : ": " + name);
            case NOT_LISTED -> "not listed by the venue";
        };
    }
}
