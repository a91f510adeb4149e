package io.tickwire.transport.binance;

import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.transport.venue.DecoderCounters;
import java.util.List;

/** Counts of decoded and rejected messages and rows. Written and read on the I/O thread. */
final class BinanceCounters implements DecoderCounters {
    long frames;
    long ticks;
    long instruments;
    long rejected;
    long depth;
    long klines;
    long acks;
    long notAvailable;
    long unlisted;
    long others;
    final MarketWatch markets;

    /**
     * Nothing seen yet.
     *
     * @param table names the instruments
     */
    BinanceCounters(InstrumentTable table) {
        this.markets = new MarketWatch(table);
    }

    /** @return messages of any kind */
    long frames() {
        return frames;
    }

    @Override
    public long ticks() {
        return ticks;
    }

    /** @return symbols that became instruments */
    long instruments() {
        return instruments;
    }

    @Override
    public long rejected() {
        return rejected;
    }

    /** @return depth updates and depth snapshots */
    long depth() {
        return depth;
    }

    /** @return klines */
    long klines() {
        return klines;
    }

    /** @return replies to control messages */
    long acks() {
        return acks;
    }

    /** @return trades that are marked as none */
    long notAvailable() {
        return notAvailable;
    }

    /** @return rows of symbols and kinds that nobody asked for */
    long unlisted() {
        return unlisted;
    }

    /** @return well-formed messages and rows of any other kind */
    long others() {
        return others;
    }

    @Override
    public List<String> warnings() {
        return markets.warnings();
    }

    @Override
    public String summary() {
        return "symbols " + instruments + ", depth " + depth + ", klines " + klines + ", acks "
            + acks + ", trades without a print " + notAvailable + ", other frames " + others
            + (unlisted == 0 ? "" : ", rows not asked for " + unlisted);
    }
}
