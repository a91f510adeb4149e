package io.tickwire.transport.binance;

import io.tickwire.engine.instrument.InstrumentTable;
import java.util.List;

/**
 * Notes which symbols have rows of both the spot and the futures markets, which have the same
 * names there (protocols/binance.md A3, B). They are one instrument to us, so rows of one market
 * make those of the other look old. I/O thread only; does not allocate per row.
 */
final class MarketWatch {
    private static final byte SPOT = 1;
    private static final byte FUTURES = 2;
    private static final byte BOTH = SPOT | FUTURES;

    private static final int E = RowFields.slot('e');
    /** A member of spot trades that nobody uses. */
    private static final int BEST_MATCH = RowFields.slot('M');
    /** The first trade before the 24 hours, in spot tickers alone. */
    private static final int PREVIOUS_CLOSE = RowFields.slot('x');

    private final InstrumentTable table;
    private final byte[] markets = new byte[InstrumentTable.MAX_INSTRUMENTS + 1];

    MarketWatch(InstrumentTable table) {
        this.table = table;
    }

    /**
     * A tick was made of a row.
     *
     * @param row  members of an object
     * @param kind what it is
     * @param id   of its instrument
     */
    void saw(RowFields row, TickKind kind, int id) {
        saw(market(row, kind), id);
    }

    /**
     * A tick was made of a row.
     *
     * @param market which has such rows
     * @param id     of its instrument
     */
    void saw(byte market, int id) {
        markets[id] = (byte) (markets[id] | market);
    }

    /** Which market has such rows, as bits; none where both have. */
    static byte market(RowFields row, TickKind kind) {
        return switch (kind) {
            case BOOK_TICKER -> row.has(E) ? FUTURES : SPOT;
            case AGG_TRADE, TRADE -> row.has(BEST_MATCH) ? SPOT : FUTURES;
            case TICKER -> row.has(PREVIOUS_CLOSE) ? SPOT : FUTURES;
            case MARK_PRICE -> FUTURES;
            case MINI_TICKER -> 0;
        };
    }

    /** @return what to do about symbols of both, empty if there are none */
    List<String> warnings() {
        int count = 0;
        int first = 0;
        for (int id = markets.length - 1; id > 0; id--) {
            if (markets[id] == BOTH) {
                count++;
                first = id;
            }
        }
        return count == 0 ? List.of() : List.of(table.symbol(first)
            + (count == 1 ? " has" : " and " + (count - 1) + " more have")
            + " rows of both spot and futures, taken for one instrument, so that many count as"
            + " older: import each market by itself");
    }
}
