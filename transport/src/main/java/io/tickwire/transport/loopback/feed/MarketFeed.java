package io.tickwire.transport.loopback.feed;

import io.netty.channel.EventLoop;
import io.tickwire.engine.market.AggregateTrade;
import io.tickwire.engine.market.Market;
import io.tickwire.engine.market.MarketListener;
import io.tickwire.engine.market.MarketTrade;
import io.tickwire.engine.market.SymbolMarket;
import io.tickwire.engine.ring.EngineClock;
import io.tickwire.transport.loopback.message.Audience;
import io.tickwire.transport.loopback.message.JsonBuilder;
import io.tickwire.transport.loopback.message.Payload;
import io.tickwire.transport.loopback.rest.RestRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Publishes the seeded market, each stream at its cadence. */
public final class MarketFeed implements Feed, MarketListener {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long SHORTEST_PAUSE_NS = 500_000L;
    /** Further behind than this, the market loses time instead of the event loop its breath. */
    private static final long MAX_LAG_NS = 250_000_000L;
    /** Behind each step the sockets are written, so that what waits for them stays small. */
    private static final long LONGEST_STEP_NS = 10_000_000L;
    private static final int COIN_ROW_EVERY_S = 5;

    private final Market market;
    private final Audience audience;
    private final EngineClock clock;
    private final MarketRows rows;
    private final Map<SymbolMarket, String> prefixes = new HashMap<>();
    private final Map<SymbolMarket, Long> countsSent = new HashMap<>();
    /** Hears of the market: this, or accounts in front of it. */
    private MarketListener listener = this;
    private EventLoop loop;
    private long advancedNs;
    private boolean stopped;

    /**
     * A feed that has not started.
     *
     * @param market   what happens
     * @param audience gets it
     * @param clock    of the venue
     */
    public MarketFeed(Market market, Audience audience, EngineClock clock) {
        this.market = market;
        this.audience = audience;
        this.clock = clock;
        rows = new MarketRows(market, clock);
        for (SymbolMarket one : market.markets()) {
            prefixes.put(one, one.symbol().name().toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public void start(EventLoop eventLoop) {
        loop = eventLoop;
        run();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public RestRows rows() {
        return rows;
    }

    /**
     * Puts accounts in front of the feed, which then hears through them.
     *
     * @param accounts trade on the market
     */
    public void listenThrough(MarketListener accounts) {
        listener = accounts;
    }

    /**
     * Moves the market on to now, so that what happens at this time is not older than its events,
     * and those that come later are not older than that.
     *
     * @return now, since the epoch
     */
    public long catchUp() {
        advancedNs = Math.max(advancedNs, clock.nowNs());
        market.advanceTo(advancedNs, listener);
        return advancedNs;
    }

    private void run() {
        if (stopped) {
            return;
        }
        long nowNs = clock.nowNs();
        advancedNs = Math.max(advancedNs, nowNs - MAX_LAG_NS);
        market.skipTo(advancedNs);
        advancedNs = Math.min(nowNs, advancedNs + LONGEST_STEP_NS);
        market.advanceTo(advancedNs, listener);
        audience.flush();
        if (advancedNs < nowNs) {
            loop.execute(this::run);
        } else {
            loop.schedule(this::run,
                Math.max(SHORTEST_PAUSE_NS, market.nextEventNs() - clock.nowNs()),
                TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void onQuote(SymbolMarket one, long timeNs) {
        publish(prefixes.get(one) + "@bookTicker", () -> MarketPayloads.bookTicker(one, timeNs));
    }

    @Override
    public void onTrade(SymbolMarket one, MarketTrade trade) {
        publish(prefixes.get(one) + "@trade", () -> MarketPayloads.trade(one.symbol(), trade));
    }

    @Override
    public void onAggregate(SymbolMarket one, AggregateTrade trade) {
        rows.onAggregate(one.symbol().name(), trade);
        publish(prefixes.get(one) + "@aggTrade",
            () -> MarketPayloads.aggTrade(one.symbol(), trade));
    }

    @Override
    public void onSkippedId(SymbolMarket one, long id, long timeNs) {
        publish(prefixes.get(one) + "@trade",
            () -> MarketPayloads.statusTrade(one.symbol(), id, timeNs));
    }

    @Override
    public void onSecond(long timeNs) {
        long second = timeNs / SECOND_NS;
        boolean coinRow = second % COIN_ROW_EVERY_S == 0;
        marks("@markPrice@1s", "!markPrice@arr@1s", coinRow, timeNs);
        if (second % 3 == 0) {
            marks("@markPrice", "!markPrice@arr", coinRow, timeNs);
        }
        if (second % 2 == 0) {
            each("@ticker", one -> MarketPayloads.ticker(one, timeNs));
            each("@miniTicker", one -> MarketPayloads.miniTicker(one, timeNs));
        }
        changedTickers(coinRow, timeNs);
        if (second % 5 == 0) {
            for (SymbolMarket one : market.markets()) {
                publish("!bookTicker", () -> MarketPayloads.bookTicker(one, timeNs));
            }
        }
    }

    private void marks(String suffix, String array, boolean coinRow, long timeNs) {
        each(suffix, one -> MarketPayloads.markPrice(one, timeNs));
        publish(array, () -> {
            List<String> texts = new ArrayList<>();
            market.markets().forEach(one -> texts.add(MarketPayloads.markPrice(one, timeNs)));
            if (coinRow) {
                SymbolMarket first = market.markets().get(0);
                texts.add(MarketPayloads.markPrice(first, coinPair(first) + "_PERP",
                    MarketPayloads.COIN_M, timeNs));
            }
            return JsonBuilder.array(texts);
        });
    }

    /** Symbols without a trade since the last time have no row; without any row, no message. */
    private void changedTickers(boolean coinRow, long timeNs) {
        List<String> tickers = new ArrayList<>();
        List<String> miniTickers = new ArrayList<>();
        for (SymbolMarket one : market.markets()) {
            Long count = one.statistics().count();
            if (!count.equals(countsSent.put(one, count))) {
                tickers.add(MarketPayloads.ticker(one, timeNs));
                miniTickers.add(MarketPayloads.miniTicker(one, timeNs));
            }
        }
        if (tickers.isEmpty()) {
            return;
        }
        if (coinRow) {
            SymbolMarket first = market.markets().get(0);
            String pair = coinPair(first);
            tickers.add(MarketPayloads.ticker(first, pair + "_PERP", pair, MarketPayloads.COIN_M,
                timeNs));
        }
        publish("!ticker@arr", () -> JsonBuilder.array(tickers));
        publish("!miniTicker@arr", () -> JsonBuilder.array(miniTickers));
    }

    private void each(String suffix, Function<SymbolMarket, String> payload) {
        for (SymbolMarket one : market.markets()) {
            publish(prefixes.get(one) + suffix, () -> payload.apply(one));
        }
    }

    private void publish(String stream, Supplier<String> payload) {
        if (audience.wants(stream)) {
            audience.publish(Payload.of(stream, payload.get()));
        }
    }

    private static String coinPair(SymbolMarket one) {
        return one.symbol().name().replaceAll("USD[TC]$", "") + "USD";
    }
}
