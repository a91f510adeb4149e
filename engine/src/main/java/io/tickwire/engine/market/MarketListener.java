package io.tickwire.engine.market;

/**
 * Receives every change of the market, in order of time. Called from {@link Market#advanceTo}, on
 * its thread; the {@link SymbolMarket} then has the state after the change.
 */
public interface MarketListener {
    /**
     * Best bid, best ask or their sizes changed.
     *
     * @param market state of the symbol
     * @param timeNs when, since the epoch
     */
    void onQuote(SymbolMarket market, long timeNs);

    /**
     * A fill.
     *
     * @param market state of the symbol
     * @param trade  the fill
     */
    void onTrade(SymbolMarket market, MarketTrade trade);

    /**
     * The fills just heard of, as one.
     *
     * @param market state of the symbol
     * @param trade  their sum
     */
    void onAggregate(SymbolMarket market, AggregateTrade trade);

    /**
     * A trade id was used up by something that is no trade of this market.
     *
     * @param market state of the symbol
     * @param id     the id, which no trade will have
     * @param timeNs when, since the epoch
     */
    void onSkippedId(SymbolMarket market, long id, long timeNs);

    /**
     * A second of the epoch is full: marks and funding have moved, statistics may be read.
     *
     * @param timeNs the full second
     */
    void onSecond(long timeNs);
}
