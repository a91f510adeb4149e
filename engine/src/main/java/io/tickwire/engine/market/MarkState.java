package io.tickwire.engine.market;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.random.SplitMix64;

/**
 * Mark price, index price and funding of one symbol, updated once a second. Prices and the rate are
 * mantissas with {@link #DECIMALS} decimals. Funding is due every eight hours of the epoch.
 */
public final class MarkState {
    /** Decimals of everything here. */
    public static final int DECIMALS = 8;
    /** Time between two fundings. */
    public static final long FUNDING_NS = 28_800_000_000_000L;

    private static final long MAX_RATE = 300_000;

    private final long scale;
    private long mark;
    private long average;
    private long index;
    private long fundingRate;
    private long nextFundingNs;
    private long timeNs;

    MarkState(MarketSymbol symbol, long nowNs) {
        scale = Decimals.powerOfTen(DECIMALS - symbol.priceDecimals());
        mark = symbol.startPrice() * scale;
        average = mark;
        index = mark;
        fundingRate = 10_000;
        nextFundingNs = fundingAfter(nowNs);
        timeNs = nowNs;
    }

    /** The index follows the book within seconds, the mark the index within less. */
    void onSecond(long bid, long ask, long nowNs, SplitMix64 random) {
        long mid = (bid + ask) * scale / 2;
        index += (mid - index) / 4 + random.below(2001) - 1000;
        mark += (mid - mark) / 2;
        average += (mark - average) / 8;
        fundingRate = Math.max(-MAX_RATE,
            Math.min(MAX_RATE, fundingRate + random.below(41) - 20));
        nextFundingNs = fundingAfter(nowNs);
        timeNs = nowNs;
    }

    private static long fundingAfter(long nowNs) {
        return Math.floorDiv(nowNs, FUNDING_NS) * FUNDING_NS + FUNDING_NS;
    }

    /** @return mark price */
    public long mark() {
        return mark;
    }

    /** @return moving average of the mark price */
    public long average() {
        return average;
    }

    /** @return price a settlement now would have */
    public long settle() {
        return index + (mark - index) / 2;
    }

    /** @return price of the underlying */
    public long index() {
        return index;
    }

    /** @return share of the position's value due at the next funding, negative paid by shorts */
    public long fundingRate() {
        return fundingRate;
    }

    /** @return second of the last move, since the epoch; before the first the market's begin */
    public long timeNs() {
        return timeNs;
    }

    /** @return next funding, since the epoch */
    public long nextFundingNs() {
        return nextFundingNs;
    }
}
