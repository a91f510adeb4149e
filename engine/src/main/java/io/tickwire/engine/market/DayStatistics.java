package io.tickwire.engine.market;

/**
 * The 24-hour statistics of a symbol. They start with the session and start again after 24 hours.
 * Mantissas with the symbol's decimals; the quote volume has the decimals of price and quantity
 * together.
 */
public final class DayStatistics {
    /** Length of the window. */
    public static final long WINDOW_NS = 86_400_000_000_000L;

    private long openTimeNs;
    private long open;
    private long high;
    private long low;
    private long last;
    private long lastQuantity;
    private long lastTimeNs;
    private long volume;
    private long quoteVolume;
    private long firstId;
    private long lastId;
    private long count;

    DayStatistics(long openTimeNs, long price, long firstId) {
        restart(openTimeNs, price, firstId);
        lastTimeNs = openTimeNs;
    }

    void onTrade(MarketTrade trade) {
        long turnover = Math.multiplyExact(trade.price(), trade.quantity());
        if (trade.timeNs() - openTimeNs >= WINDOW_NS || quoteVolume > Long.MAX_VALUE - turnover) {
            restart(trade.timeNs(), last, trade.id());
        }
        high = Math.max(high, trade.price());
        low = Math.min(low, trade.price());
        last = trade.price();
        lastQuantity = trade.quantity();
        lastTimeNs = trade.timeNs();
        volume += trade.quantity();
        quoteVolume += turnover;
        lastId = trade.id();
        count++;
    }

    private void restart(long timeNs, long price, long id) {
        openTimeNs = timeNs;
        open = price;
        high = price;
        low = price;
        last = price;
        volume = 0;
        quoteVolume = 0;
        firstId = id;
        lastId = id;
        count = 0;
    }

    /** @return begin of the window, since the epoch */
    public long openTimeNs() {
        return openTimeNs;
    }

    /** @return price at its begin */
    public long open() {
        return open;
    }

    /** @return highest price */
    public long high() {
        return high;
    }

    /** @return lowest price */
    public long low() {
        return low;
    }

    /** @return last price */
    public long last() {
        return last;
    }

    /** @return quantity of the last trade, 0 before the first */
    public long lastQuantity() {
        return lastQuantity;
    }

    /** @return when the last trade was, since the epoch; before the first the window's begin */
    public long lastTimeNs() {
        return lastTimeNs;
    }

    /** @return sum of quantities */
    public long volume() {
        return volume;
    }

    /** @return sum of price times quantity */
    public long quoteVolume() {
        return quoteVolume;
    }

    /** @return id of the first trade in the window */
    public long firstId() {
        return firstId;
    }

    /** @return id of the last trade */
    public long lastId() {
        return lastId;
    }

    /** @return number of trades; ids have holes, so less than their distance */
    public long count() {
        return count;
    }
}
