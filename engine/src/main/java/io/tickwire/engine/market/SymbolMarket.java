package io.tickwire.engine.market;

import io.tickwire.engine.event.Side;
import io.tickwire.engine.random.SplitMix64;

/**
 * The market of one symbol: a random walk of the best bid in ticks, with calm and burst regimes.
 * Only {@link Market} changes it.
 */
public final class SymbolMarket {
    /** Mean number of events that an action makes, over both moods and their shares of time. */
    static final double EVENTS_PER_ACTION = 1.95;

    private static final int SKIPPED_ID_ONE_IN = 200;
    private static final int MAX_SPREAD_TICKS = 4;
    /** A burst moves the price by about this share of it, in parts of a million. */
    private static final double BURST_MOVE_PPM = 2500;

    private final MarketSymbol symbol;
    private final SplitMix64 random;
    private final UpdateIds updateIds;
    private final DayStatistics statistics;
    private final MarkState mark;
    private final double meanGapNs;
    private final long startTicks;

    private MarketRegime regime = MarketRegime.CALM;
    private long regimeEndsNs;
    private int direction = 1;
    private double pendingTicks;
    private long nextActionNs;

    private long bidTicks;
    private long spreadTicks = 1;
    private long bidQuantity;
    private long askQuantity;
    /** What was quoted before accounts took from it. */
    private long bidQuoted;
    private long askQuoted;
    /** How far accounts have pushed the best prices since the last quote. */
    private long bidTakenTicks;
    private long askTakenTicks;
    private long updateId;
    private long quoteTimeNs;
    private long lastTradeId;
    private long lastAggregateId;

    SymbolMarket(MarketSymbol symbol, SplitMix64 random, UpdateIds updateIds, double meanGapNs,
        long nowNs) {
        this.symbol = symbol;
        this.random = random;
        this.updateIds = updateIds;
        this.meanGapNs = meanGapNs;
        startTicks = symbol.startPrice() / symbol.tick();
        bidTicks = startTicks;
        quote(lots(1), lots(1));
        updateId = updateIds.next(random);
        quoteTimeNs = nowNs;
        lastTradeId = 1_000_000 + nowNs / 1_000 + random.below(1_000_000);
        lastAggregateId = lastTradeId / 2;
        statistics = new DayStatistics(nowNs, symbol.startPrice(), lastTradeId + 1);
        mark = new MarkState(symbol, nowNs);
        regimeEndsNs = nowNs + random.exponential(MarketRegime.CALM.meanSeconds * 1e9);
        nextActionNs = nowNs + random.exponential(meanGapNs / regime.rateFactor);
    }

    long nextActionNs() {
        return nextActionNs;
    }

    /** Lets time pass without actions. */
    void skipTo(long nowNs) {
        nextActionNs = Math.max(nextActionNs, nowNs);
    }

    void act(MarketListener listener) {
        long nowNs = nextActionNs;
        if (nowNs >= regimeEndsNs) {
            changeRegime(nowNs);
        }
        if (random.below(100) < regime.tradePercent) {
            trade(listener, nowNs);
        }
        requote(listener, nowNs);
        nextActionNs = nowNs + random.exponential(meanGapNs / regime.rateFactor);
    }

    void onSecond(long nowNs) {
        // Of the walk: what accounts took from a quote moves no mark.
        mark.onSecond(bidTicks * symbol.tick(), (bidTicks + spreadTicks) * symbol.tick(), nowNs,
            random);
    }

    /** Bursts lean towards the start price, so that a market of days stays in its region. */
    private void changeRegime(long nowNs) {
        regime = regime == MarketRegime.CALM ? MarketRegime.BURST : MarketRegime.CALM;
        regimeEndsNs = nowNs + random.exponential(regime.meanSeconds * 1e9);
        double away = (bidTicks - startTicks) / (double) startTicks;
        direction = random.fraction() < 0.5 + away * 8 ? -1 : 1;
    }

    private void trade(MarketListener listener, long nowNs) {
        if (random.below(SKIPPED_ID_ONE_IN) == 0) {
            listener.onSkippedId(this, ++lastTradeId, nowNs);
        }
        boolean aggressorSells = regime == MarketRegime.BURST && random.below(10) < 8
            ? direction < 0 : random.below(2) == 0;
        long price = aggressorSells ? bid() : ask();
        long firstId = lastTradeId + 1;
        long sum = 0;
        for (int fills = 1 + random.below(2); fills > 0; fills--) {
            long quantity = lots(regime.sizeFactor);
            sum += quantity;
            MarketTrade trade =
                new MarketTrade(++lastTradeId, price, quantity, aggressorSells, nowNs);
            statistics.onTrade(trade);
            listener.onTrade(this, trade);
        }
        listener.onAggregate(this, new AggregateTrade(++lastAggregateId, price, sum, firstId,
            lastTradeId, aggressorSells, nowNs));
    }

    private void requote(MarketListener listener, long nowNs) {
        move();
        quote(lots(10), lots(10));
        updateId = updateIds.next(random);
        quoteTimeNs = nowNs;
        listener.onQuote(this, nowNs);
    }

    private void quote(long bid, long ask) {
        bidQuantity = bid;
        askQuantity = ask;
        bidQuoted = bid;
        askQuoted = ask;
        bidTakenTicks = 0;
        askTakenTicks = 0;
    }

    /**
     * An order of an account takes from the best bid or ask. Where that is used up, the same
     * quantity as was quoted stands one tick behind it; the next quote forgets all that. The random
     * walk goes on as if nothing had been taken, so the same seed has the same prices.
     *
     * @param side     of what is taken: BUY takes from the bid
     * @param quantity at most what is displayed there
     * @param nowNs    since the epoch
     */
    public void take(Side side, long quantity, long nowNs) {
        if (side == Side.BUY) {
            bidQuantity -= quantity;
            if (bidQuantity == 0) {
                bidQuantity = bidQuoted;
                // Never to a price of 0.
                bidTakenTicks += bidTicks - bidTakenTicks > 1 ? 1 : 0;
            }
        } else {
            askQuantity -= quantity;
            if (askQuantity == 0) {
                askQuantity = askQuoted;
                askTakenTicks++;
            }
        }
        updateId = updateIds.next();
        quoteTimeNs = nowNs;
    }

    /**
     * A fill of accounts becomes a trade of the market, with ids of its own.
     *
     * @param price      on tick
     * @param quantity   on lot
     * @param buyerMaker whether the aggressor sold
     * @param nowNs      since the epoch, not before the last trade
     * @param listener   hears of it as of any trade
     * @return id of the trade
     */
    public long print(long price, long quantity, boolean buyerMaker, long nowNs,
        MarketListener listener) {
        MarketTrade trade = new MarketTrade(++lastTradeId, price, quantity, buyerMaker, nowNs);
        statistics.onTrade(trade);
        listener.onTrade(this, trade);
        listener.onAggregate(this, new AggregateTrade(++lastAggregateId, price, quantity,
            trade.id(), trade.id(), buyerMaker, nowNs));
        return trade.id();
    }

    private void move() {
        if (regime == MarketRegime.BURST) {
            double actions = regime.meanSeconds * 1e9 * regime.rateFactor / meanGapNs;
            pendingTicks += direction * random.fraction() * 2 * startTicks * BURST_MOVE_PPM * 1e-6
                / actions;
        } else {
            pendingTicks += random.fraction() - 0.5;
        }
        long whole = (long) pendingTicks;
        pendingTicks -= whole;
        bidTicks = Math.max(1, bidTicks + whole);
        spreadTicks = random.below(8) == 0 ? 1 + random.below(MAX_SPREAD_TICKS) : 1;
    }

    private long lots(int factor) {
        long units = 1 + random.below(100) + (random.below(20) == 0 ? random.below(2000) : 0);
        return symbol.lot() * units * factor;
    }

    /** @return what it started with, scales and steps */
    public MarketSymbol symbol() {
        return symbol;
    }

    /** @return best bid */
    public long bid() {
        return (bidTicks - bidTakenTicks) * symbol.tick();
    }

    /** @return quantity at the best bid */
    public long bidQuantity() {
        return bidQuantity;
    }

    /** @return best ask, above the best bid */
    public long ask() {
        return (bidTicks + spreadTicks + askTakenTicks) * symbol.tick();
    }

    /** @return quantity at the best ask */
    public long askQuantity() {
        return askQuantity;
    }

    /** @return quantity at each price behind the best bid, for an order larger than that */
    public long bidQuantityBehind() {
        return bidQuoted;
    }

    /** @return quantity at each price behind the best ask, for an order larger than that */
    public long askQuantityBehind() {
        return askQuoted;
    }

    /** @return id of the book's state, rising over all symbols together, with holes */
    public long updateId() {
        return updateId;
    }

    /** @return when the book last changed, since the epoch; at first the market's begin */
    public long quoteTimeNs() {
        return quoteTimeNs;
    }

    /** @return statistics of the day */
    public DayStatistics statistics() {
        return statistics;
    }

    /** @return mark price and funding */
    public MarkState mark() {
        return mark;
    }
}
