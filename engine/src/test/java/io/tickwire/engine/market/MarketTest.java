package io.tickwire.engine.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MarketTest {
    private static final long START_NS = 1_791_400_000_123_456_789L;
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void sameSeedSameEventsHoweverTimeIsCut() {
        List<String> whole = new ArrayList<>();
        open(7).advanceTo(START_NS + 30 * SECOND_NS, new Recorder(whole));

        List<String> cut = new ArrayList<>();
        Market stepped = open(7);
        for (long nowNs = START_NS; nowNs < START_NS + 30 * SECOND_NS; nowNs += 1_234_567) {
            stepped.advanceTo(nowNs, new Recorder(cut));
        }
        stepped.advanceTo(START_NS + 30 * SECOND_NS, new Recorder(cut));

        assertThat(whole).hasSizeGreaterThan(1000).isEqualTo(cut);
    }

    @Test
    void otherSeedOtherEvents() {
        List<String> one = new ArrayList<>();
        List<String> other = new ArrayList<>();
        open(7).advanceTo(START_NS + SECOND_NS, new Recorder(one));
        open(8).advanceTo(START_NS + SECOND_NS, new Recorder(other));

        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void anHourKeepsEveryInvariant() {
        long seed = System.nanoTime();
        System.out.println("MarketTest seed " + seed);
        Invariants invariants = new Invariants();
        Market.open(MarketSymbol.DEFAULT, seed, Market.DEFAULT_RATE, START_NS)
            .advanceTo(START_NS + 3600 * SECOND_NS, invariants);

        assertThat(invariants.seconds).isEqualTo(3600);
        assertThat(invariants.events / 3600.0)
            .isCloseTo(Market.DEFAULT_RATE, within(Market.DEFAULT_RATE * 0.3));
        assertThat(invariants.skipped).isPositive();
    }

    @Test
    void burstsMovePriceAndVolumeWithinSeconds() {
        long seed = System.nanoTime();
        System.out.println("MarketTest seed " + seed);
        Market market = Market.open(MarketSymbol.DEFAULT, seed, Market.DEFAULT_RATE, START_NS);
        List<Long> prices = new ArrayList<>();
        List<Long> volumes = new ArrayList<>();
        long before = 0;
        for (int second = 1; second <= 300; second++) {
            market.advanceTo(START_NS + second * SECOND_NS, new Recorder(new ArrayList<>()));
            DayStatistics statistics = market.markets().get(0).statistics();
            prices.add(statistics.last());
            volumes.add(statistics.volume() - before);
            before = statistics.volume();
        }

        long calm = volumes.stream().sorted().toList().get(volumes.size() / 3);
        assertThat(volumes).filteredOn(volume -> volume > 5 * calm).hasSizeGreaterThan(20);
        long moves = 0;
        for (int i = 1; i < prices.size(); i++) {
            moves += Math.abs(prices.get(i) - prices.get(i - 1)) * 1000 > prices.get(i) ? 1 : 0;
        }
        assertThat(moves).as("moves of 0.1 % within a second").isGreaterThan(10);
    }

    @Test
    void fundingIsDueAtTheNextFullEightHours() {
        long dueNs = 1_791_417_600_000_000_000L;
        Market market = Market.open(MarketSymbol.DEFAULT, 1, 1, dueNs - SECOND_NS);
        MarkState mark = market.markets().get(0).mark();

        assertThat(mark.nextFundingNs()).isEqualTo(dueNs);
        market.advanceTo(dueNs, new Recorder(new ArrayList<>()));
        assertThat(mark.nextFundingNs()).isEqualTo(dueNs + MarkState.FUNDING_NS);
    }

    @Test
    void statisticsStartAgainAfterADay() {
        DayStatistics statistics = new DayStatistics(START_NS, 100, 1);
        statistics.onTrade(new MarketTrade(1, 300, 2, true, START_NS));
        statistics.onTrade(new MarketTrade(2, 200, 1, true,
            START_NS + DayStatistics.WINDOW_NS - 1));
        assertThat(statistics.volume()).isEqualTo(3);
        assertThat(statistics.quoteVolume()).isEqualTo(800);
        assertThat(statistics.high()).isEqualTo(300);

        statistics.onTrade(new MarketTrade(5, 250, 4, true, START_NS + DayStatistics.WINDOW_NS));
        assertThat(statistics.volume()).isEqualTo(4);
        assertThat(statistics.open()).isEqualTo(200);
        assertThat(statistics.firstId()).isEqualTo(5);
        assertThat(statistics.count()).isEqualTo(1);
    }

    @Test
    void whatChangedKnowsWhen() {
        Market market = open(7);
        SymbolMarket one = market.markets().get(0);
        assertThat(List.of(one.quoteTimeNs(), one.statistics().lastTimeNs(),
            one.mark().timeNs())).containsOnly(START_NS);

        long[] last = new long[2];
        market.advanceTo(START_NS + 30 * SECOND_NS, new Recorder(new ArrayList<>()) {
            @Override
            public void onQuote(SymbolMarket symbol, long timeNs) {
                last[0] = symbol == one ? timeNs : last[0];
            }

            @Override
            public void onTrade(SymbolMarket symbol, MarketTrade trade) {
                last[1] = symbol == one ? trade.timeNs() : last[1];
            }
        });

        assertThat(List.of(one.quoteTimeNs(), one.statistics().lastTimeNs(),
            one.mark().timeNs())).containsExactly(last[0], last[1],
                (START_NS + 30 * SECOND_NS) / SECOND_NS * SECOND_NS);
    }

    @Test
    void nothingHappensInSkippedTime() {
        Market market = open(7);
        List<String> events = new ArrayList<>();
        market.skipTo(START_NS + 3600 * SECOND_NS);
        market.advanceTo(START_NS + 3600 * SECOND_NS - 1, new Recorder(events));

        assertThat(events).isEmpty();
        assertThat(market.nextEventNs()).isGreaterThanOrEqualTo(START_NS + 3600 * SECOND_NS);
    }

    @Test
    void marksMoveOnWhileNobodyTrades() {
        Market market = open(7);
        List<String> events = new ArrayList<>();
        market.restTo(START_NS + 60 * SECOND_NS);
        market.advanceTo(START_NS + 60 * SECOND_NS - 1, new Recorder(events));

        assertThat(events).hasSize(60).allMatch(event -> event.startsWith("second"));
    }

    @Test
    void refusesWhatTheModelCannotKeep() {
        assertThatThrownBy(() -> Market.open(List.of(), 1, 1, 0))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Market.open(MarketSymbol.DEFAULT, 1, 0, 0))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MarketSymbol("X", 9, 0, 1, 1, 1))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MarketSymbol("X", 2, 0, 15, 10, 1))
            .isInstanceOf(IllegalArgumentException.class);
    }

    private static Market open(long seed) {
        return Market.open(MarketSymbol.DEFAULT, seed, Market.DEFAULT_RATE, START_NS);
    }

    /** Every event as text. */
    private static class Recorder implements MarketListener {
        private final List<String> events;

        Recorder(List<String> events) {
            this.events = events;
        }

        @Override
        public void onQuote(SymbolMarket market, long timeNs) {
            events.add("quote " + timeNs + ' ' + market.symbol().name() + ' ' + market.updateId()
                + ' ' + market.bid() + 'x' + market.bidQuantity() + ' ' + market.ask() + 'x'
                + market.askQuantity());
        }

        @Override
        public void onTrade(SymbolMarket market, MarketTrade trade) {
            events.add(market.symbol().name() + ' ' + trade);
        }

        @Override
        public void onAggregate(SymbolMarket market, AggregateTrade trade) {
            events.add(market.symbol().name() + ' ' + trade);
        }

        @Override
        public void onSkippedId(SymbolMarket market, long id, long timeNs) {
            events.add("skipped " + timeNs + ' ' + id);
        }

        @Override
        public void onSecond(long timeNs) {
            events.add("second " + timeNs);
        }
    }

    /** Checks each event against those before it. */
    private static final class Invariants implements MarketListener {
        private final Map<String, Long> tradeIds = new HashMap<>();
        private final Map<String, Long> aggregateIds = new HashMap<>();
        private final List<MarketTrade> fills = new ArrayList<>();
        private long updateId;
        private long timeNs;
        private long events;
        private long seconds;
        private long skipped;

        @Override
        public void onQuote(SymbolMarket market, long timeNs) {
            passTime(timeNs);
            assertThat(market.bid()).isPositive().isLessThan(market.ask());
            checkSteps(market, market.bid(), market.bidQuantity());
            checkSteps(market, market.ask(), market.askQuantity());
            assertThat(market.updateId()).isGreaterThan(updateId);
            updateId = market.updateId();
            events++;
        }

        @Override
        public void onTrade(SymbolMarket market, MarketTrade trade) {
            passTime(trade.timeNs());
            checkSteps(market, trade.price(), trade.quantity());
            assertThat(trade.price()).isEqualTo(trade.buyerMaker() ? market.bid() : market.ask());
            Long before = tradeIds.put(market.symbol().name(), trade.id());
            assertThat(before == null || before + 1 == trade.id()).isTrue();
            assertThat(market.statistics().last()).isEqualTo(trade.price())
                .isBetween(market.statistics().low(), market.statistics().high());
            fills.add(trade);
            events++;
        }

        @Override
        public void onAggregate(SymbolMarket market, AggregateTrade trade) {
            Long before = aggregateIds.put(market.symbol().name(), trade.id());
            assertThat(before == null || before + 1 == trade.id()).isTrue();
            assertThat(trade.firstId()).isEqualTo(fills.get(0).id());
            assertThat(trade.lastId()).isEqualTo(fills.get(fills.size() - 1).id());
            assertThat(trade.quantity())
                .isEqualTo(fills.stream().mapToLong(MarketTrade::quantity).sum());
            fills.clear();
            events++;
        }

        @Override
        public void onSkippedId(SymbolMarket market, long id, long timeNs) {
            tradeIds.put(market.symbol().name(), id);
            skipped++;
        }

        @Override
        public void onSecond(long timeNs) {
            passTime(timeNs);
            assertThat(timeNs % SECOND_NS).isZero();
            seconds++;
        }

        private void passTime(long timeNs) {
            assertThat(timeNs).isGreaterThanOrEqualTo(this.timeNs);
            this.timeNs = timeNs;
        }

        private static void checkSteps(SymbolMarket market, long price, long quantity) {
            assertThat(price % market.symbol().tick()).isZero();
            assertThat(quantity).isPositive();
            assertThat(quantity % market.symbol().lot()).isZero();
        }
    }
}
