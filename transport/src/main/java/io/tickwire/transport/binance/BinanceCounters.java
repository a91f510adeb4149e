package io.tickwire.transport.binance;

/** What a decoder has seen so far. Written and read on the I/O thread. */
public final class BinanceCounters {
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

    BinanceCounters() {
    }

    /** @return messages of any kind */
    public long frames() {
        return frames;
    }

    /** @return ticks published */
    public long ticks() {
        return ticks;
    }

    /** @return symbols that became instruments */
    public long instruments() {
        return instruments;
    }

    /** @return messages and rows that could not be taken */
    public long rejected() {
        return rejected;
    }

    /** @return depth updates and depth snapshots */
    public long depth() {
        return depth;
    }

    /** @return klines */
    public long klines() {
        return klines;
    }

    /** @return replies to control messages */
    public long acks() {
        return acks;
    }

    /** @return trades that are marked as none */
    public long notAvailable() {
        return notAvailable;
    }

    /** @return rows of symbols that are not listed */
    public long unlisted() {
        return unlisted;
    }

    /** @return well-formed messages and rows of any other kind */
    public long others() {
        return others;
    }
}
