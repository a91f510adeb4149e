package io.tickwire.engine.market;

import io.tickwire.engine.random.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/**
 * A synthetic market of several symbols. Symbols, seed, rate and start determine all its future;
 * the caller sets the time, and the size of its steps changes nothing. No I/O, no clock, no thread.
 * Not thread-safe.
 */
public final class Market {
    /** Events per second over all symbols where nobody says otherwise. */
    public static final int DEFAULT_RATE = 200;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long FIRST_UPDATE_ID = 11_000_000_000L;

    private final List<SymbolMarket> markets;
    private long nextSecondNs;

    private Market(List<SymbolMarket> markets, long nextSecondNs) {
        this.markets = markets;
        this.nextSecondNs = nextSecondNs;
    }

    /**
     * Opens a market.
     *
     * @param symbols         at least one
     * @param seed            same seed, same market
     * @param eventsPerSecond quotes, trades and aggregates wanted over all symbols, above 0; kept
     *                        on average over calm and burst phases
     * @param startNs         its begin, since the epoch
     * @return the market, with no event yet
     */
    public static Market open(
        List<MarketSymbol> symbols, long seed, int eventsPerSecond, long startNs) {
        if (symbols.isEmpty() || eventsPerSecond <= 0) {
            throw new IllegalArgumentException("needs a symbol and a rate above 0: "
                + symbols.size() + " symbols, " + eventsPerSecond + " events per second");
        }
        SplitMix64 seeds = new SplitMix64(seed);
        // From the time, a million a second: a market begun later never repeats an older one's.
        UpdateIds updateIds = new UpdateIds(FIRST_UPDATE_ID + startNs / 1_000);
        double meanGapNs = symbols.size() * SymbolMarket.EVENTS_PER_ACTION * SECOND_NS
            / eventsPerSecond;
        List<SymbolMarket> markets = new ArrayList<>();
        for (MarketSymbol symbol : symbols) {
            markets.add(new SymbolMarket(symbol, new SplitMix64(seeds.next()), updateIds,
                meanGapNs, startNs));
        }
        return new Market(List.copyOf(markets), nextSecond(startNs));
    }

    /** @return one per symbol, in the order they were given */
    public List<SymbolMarket> markets() {
        return markets;
    }

    /** @return when the next event is due, since the epoch */
    public long nextEventNs() {
        return Math.min(nextSecondNs, soonest().nextActionNs());
    }

    /**
     * Makes everything happen that is due.
     *
     * @param nowNs    since the epoch; earlier than before does nothing
     * @param listener hears of it
     */
    public void advanceTo(long nowNs, MarketListener listener) {
        for (;;) {
            SymbolMarket market = soonest();
            if (nextSecondNs <= market.nextActionNs()) {
                if (nextSecondNs > nowNs) {
                    return;
                }
                passSecond(listener);
            } else if (market.nextActionNs() <= nowNs) {
                market.act(listener);
            } else {
                return;
            }
        }
    }

    /**
     * Lets time pass in which nothing happens, for a driver that has fallen behind.
     *
     * @param nowNs since the epoch; earlier than before does nothing
     */
    public void skipTo(long nowNs) {
        restTo(nowNs);
        nextSecondNs = Math.max(nextSecondNs, nextSecond(nowNs));
    }

    /**
     * Nobody quotes or trades for a while; marks move on.
     *
     * @param untilNs since the epoch; earlier than now does nothing
     */
    public void restTo(long untilNs) {
        for (SymbolMarket market : markets) {
            market.skipTo(untilNs);
        }
    }

    private void passSecond(MarketListener listener) {
        for (SymbolMarket market : markets) {
            market.onSecond(nextSecondNs);
        }
        long secondNs = nextSecondNs;
        nextSecondNs += SECOND_NS;
        listener.onSecond(secondNs);
    }

    private SymbolMarket soonest() {
        SymbolMarket soonest = markets.get(0);
        for (int i = 1; i < markets.size(); i++) {
            if (markets.get(i).nextActionNs() < soonest.nextActionNs()) {
                soonest = markets.get(i);
            }
        }
        return soonest;
    }

    private static long nextSecond(long nowNs) {
        return Math.floorDiv(nowNs, SECOND_NS) * SECOND_NS + SECOND_NS;
    }
}
