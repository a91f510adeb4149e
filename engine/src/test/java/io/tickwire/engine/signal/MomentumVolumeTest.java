package io.tickwire.engine.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.order.Order;
import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example strategy: when it speaks, with which reasons, how sure and how often. */
final class MomentumVolumeTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;

    private final Given given = new Given();
    private final InstrumentTable instruments = new InstrumentTable();
    private final List<String> decisions = new ArrayList<>();
    private final List<Double> confidences = new ArrayList<>();
    private boolean fresh = true;
    private boolean room = true;
    private MomentumVolume strategy = new MomentumVolume(Map.of());
    private long id;

    private final StrategyContext context = new StrategyContext() {
        @Override
        public InstrumentTable instruments() {
            return instruments;
        }

        @Override
        public boolean isFresh(int instrumentId, StreamKind kind) {
            return fresh && kind == StreamKind.QUOTE;
        }

        @Override
        public long position(int instrumentId) {
            return 0;
        }

        @Override
        public boolean signal(
            int instrumentId, Side side, long confidenceMicro, byte[] reasons, int length) {
            decisions.add(side + " " + new String(reasons, 0, length, StandardCharsets.UTF_8));
            confidences.add(confidenceMicro / 1e6);
            return room;
        }

        @Override
        public long placeOrder(
            int instrumentId, Side side, OrderType type, TimeInForce timeInForce, long price,
            long quantity, boolean reduceOnly) {
            decisions.add(side + " " + type + " " + timeInForce + " " + quantity);
            return decisions.size();
        }

        @Override
        public long averagePrice(int instrumentId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long realisedProfit(int instrumentId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long fees(int instrumentId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long funding(int instrumentId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean cancelOrder(long handle) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean replaceOrder(long handle, long price, long quantity) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int openOrderCount() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int openOrderCount(int instrumentId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Order openOrder(int index) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Order order(long handle) {
            throw new UnsupportedOperationException();
        }
    };

    @BeforeEach
    void instrument() {
        instruments.apply(given.instrument(1, "AAAUSDT", -3, 1));
        instruments.apply(given.instrument(2, "BBBUSDT", -3, 1));
    }

    private void trade(long price, long quantity) {
        trade(given.aggregate(7, 1, ++id, price, quantity));
    }

    private void trade(Event event) {
        strategy.onTrade(Trade.of(event, instruments), context);
    }

    /** Sixty trades at one price, ten a second, each of one unit. */
    private void warmUp() {
        for (int i = 0; i < 60; i++) {
            trade(10_000, 1_000);
            given.after(100 * MS);
        }
        assertThat(decisions).isEmpty();
    }

    @Test
    void aMoveAfterTheWarmUpIsASignalAndAnOrder() {
        warmUp();
        // fast = 100 + 2/21 and slow = 100 + 2/201 for a step of one: 8.5 bps apart.
        trade(10_100, 1_000);
        assertThat(decisions).containsExactly(
            "BUY Positive momentum", "BUY MARKET IOC " + 100 * 1_000 / 101);
        // Strength over 3 thresholds counts as 3; a tenth of the average second is 0.05 thresholds.
        assertThat(confidences.get(0)).isCloseTo(0.6 + 0.4 * 0.05 / 2, within(0.001));
    }

    @Test
    void downwardsWithASpikeOfVolume() {
        warmUp();
        trade(9_900, 20_000);
        assertThat(decisions.get(0)).isEqualTo("SELL Negative momentum, Volume spike");
        // 20 units against ten a second is just the threshold of 2.
        assertThat(confidences.get(0)).isCloseTo(0.6 + 0.4 * 1.0 / 2, within(0.001));
    }

    @Test
    void smallMovesAndWeakOnesAreNothing() {
        warmUp();
        // 0.1 of 100 is 0.85 bps apart: under the threshold of 2.
        trade(10_010, 1_000);
        assertThat(decisions).isEmpty();
        strategy = new MomentumVolume(Map.of("minConfidence", "0.62"));
        id = 0;
        warmUp();
        trade(10_100, 1_000);
        assertThat(decisions).as("0.61 is less than asked for").isEmpty();
    }

    @Test
    void behindAHoleItMeasuresAnew() {
        warmUp();
        // The first trade behind an outage, far from where the market was: no move that it saw.
        strategy.onTrade(Trade.of(given.aggregate(7, 1, id += 100, 12_000, 20_000), instruments,
            true), context);
        assertThat(decisions).isEmpty();
        for (int i = 0; i < 49; i++) {
            trade(12_000, 1_000);
        }
        trade(12_120, 1_000);
        assertThat(decisions).as("a move that it did see").isNotEmpty();
    }

    @Test
    void whatComesAfterwardsIsNoMoveEither() {
        warmUp();
        strategy.onBackfill(
            Trade.of(given.aggregate(7, 1, ++id, 12_000, 1_000), instruments), context);
        trade(12_000, 1_000);
        assertThat(decisions).isEmpty();
    }

    @Test
    void aHoleOfOneSymbolIsNoneOfAnother() {
        warmUp();
        strategy.onTrade(
            Trade.of(given.aggregate(7, 2, 5, 12_000, 1_000), instruments, true), context);
        trade(10_100, 1_000);
        assertThat(decisions).hasSize(2);
    }

    @Test
    void fiftyTradesAreNeededBefore() {
        for (int i = 0; i < 49; i++) {
            trade(10_000 + i * 100, 1_000);
        }
        assertThat(decisions).isEmpty();
        trade(14_900, 1_000);
        assertThat(decisions).isEmpty();
        trade(15_000, 1_000);
        assertThat(decisions).hasSize(2);
    }

    @Test
    void quietForTheCooldownAndEachSymbolForItself() {
        warmUp();
        trade(10_100, 1_000);
        decisions.clear();
        given.after(5 * SECOND - 1);
        trade(10_200, 1_000);
        assertThat(decisions).isEmpty();
        given.after(1);
        trade(10_300, 1_000);
        assertThat(decisions).isNotEmpty();
        decisions.clear();
        for (int i = 0; i < 60; i++) {
            trade(given.aggregate(7, 2, i, 10_000 + i * 100, 1_000));
        }
        assertThat(decisions).isNotEmpty();
    }

    @Test
    void noOrderWithoutAFreshQuoteOrRoomForTheSignal() {
        warmUp();
        fresh = false;
        trade(10_100, 1_000);
        assertThat(decisions).containsExactly("BUY Positive momentum");
        fresh = true;
        room = false;
        given.after(6 * SECOND);
        trade(10_300, 1_000);
        assertThat(decisions).hasSize(2).allMatch(text -> text.contains("Positive momentum"));
    }

    @Test
    void aTickFinerThanTheInstrumentCountsAsItWasSent() {
        warmUp();
        trade(given.aggregate(7, 1, ++id, 1_010_000, 1_000_000).exponents(-4, -6));
        assertThat(decisions).containsExactly(
            "BUY Positive momentum", "BUY MARKET IOC " + 100 * 1_000 / 101);
    }

    @Test
    void itsStateIsAllThereIs() {
        warmUp();
        trade(10_100, 1_000);
        trade(given.aggregate(7, 2, 1, 5, 5));
        StateWriter before = state();
        MomentumVolume first = strategy;
        strategy = new MomentumVolume(Map.of());
        strategy.readState(new StateReader(before.buffer(), 0, before.length()));
        StateWriter after = state();
        assertThat(bytes(after)).isEqualTo(bytes(before));
        decisions.clear();
        List<List<String>> both = new ArrayList<>();
        for (MomentumVolume one : List.of(first, strategy)) {
            strategy = one;
            Given later = new Given().after(60 * SECOND);
            for (int i = 0; i < 500; i++) {
                trade(later.after(37 * MS)
                    .aggregate(7, 1, i, 10_000 + i * 37L % 900, 1 + i * 7919L % 5_000));
            }
            both.add(List.copyOf(decisions));
            decisions.clear();
        }
        assertThat(both.get(0)).isNotEmpty();
        assertThat(both.get(1)).isEqualTo(both.get(0));
    }

    private StateWriter state() {
        StateWriter out = new StateWriter(new UnsafeBuffer(ByteBuffer.allocate(4096)));
        strategy.writeState(out);
        return out;
    }

    private static byte[] bytes(StateWriter out) {
        byte[] bytes = new byte[out.length()];
        out.buffer().getBytes(0, bytes);
        return bytes;
    }

    @Test
    void settingsThatAreNoNumbersAreRefused() {
        assertThatThrownBy(() -> new MomentumVolume(Map.of("spike", "much")))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("strategy.settings.spike").hasMessageContaining("much");
    }
}
