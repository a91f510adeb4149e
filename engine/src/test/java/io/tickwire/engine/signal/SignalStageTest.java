package io.tickwire.engine.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.account.Account;
import io.tickwire.engine.budget.Budget;
import io.tickwire.engine.core.Stages;
import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.feed.FeedStage;
import io.tickwire.engine.feed.StreamView;
import io.tickwire.engine.feed.Visibility;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.order.OrderRequests;
import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.RecordedOutputs;
import io.tickwire.engine.stage.StateWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a strategy is called with, and what becomes of its signals and orders. */
final class SignalStageTest {
    private static final int LINK = 7;

    private final Given given = new Given();
    private final RecordedOutputs outputs = new RecordedOutputs();
    private final List<String> calls = new ArrayList<>();
    private Stages stages;
    private int signals;
    private boolean order;
    private long handle;
    /** Which instrument signals and orders are about; the tick's own where nobody says. */
    private int about = Integer.MIN_VALUE;
    private Error thrown;
    private byte[] reasons = "because".getBytes(StandardCharsets.UTF_8);
    private int reasonsLength = reasons.length;
    private boolean swallows;

    private final class Listening implements Strategy {
        @Override
        public void onQuote(Quote quote, StrategyContext context) {
            onTick(quote, context);
        }

        @Override
        public void onTrade(Trade trade, StrategyContext context) {
            onTick(trade, context);
        }

        @Override
        public void onStats(Stats stats, StrategyContext context) {
            onTick(stats, context);
        }

        @Override
        public void onMark(Mark mark, StrategyContext context) {
            onTick(mark, context);
        }

        private void onTick(Tick tick, StrategyContext context) {
            calls.add("tick " + tick.kind() + " " + tick.sequence());
            throwIfRequested();
            int instrument = about == Integer.MIN_VALUE ? tick.instrumentId() : about;
            for (int i = 0; i < signals; i++) {
                try {
                    boolean taken = context.signal(
                        instrument, Side.SELL, 250_000 + i, reasons, reasonsLength);
                    assertThat(taken).isEqualTo(i < Outputs.MAX_PER_INPUT);
                } catch (RuntimeException refused) {
                    if (!swallows) {
                        throw refused;
                    }
                }
            }
            if (order) {
                handle = context.placeOrder(instrument, Side.BUY, OrderType.MARKET,
                    TimeInForce.IOC, 0, 1_000, false);
                calls.add("position " + context.position(tick.instrumentId()));
            }
        }

        @Override
        public void onFeedStatus(StreamView stream, StrategyContext context) {
            calls.add("status " + stream.instrumentId() + " " + stream.kind() + " "
                + stream.reason() + " "
                + context.isFresh(stream.instrumentId(), stream.kind()));
        }

        @Override
        public void onTimer(long nowNs, StrategyContext context) {
            calls.add("timer " + (nowNs - Given.START_NS));
            throwIfRequested();
        }

        private void throwIfRequested() {
            if (thrown != null) {
                throw thrown;
            }
        }
    }

    @BeforeEach
    void begin() {
        stages = Stages.create(TestConfigs.counting(), "s", new Listening());
        decided(given.instrument(1, "AAAUSDT", -3, 1));
    }

    private List<String> decided(Event event) {
        outputs.begin(event);
        stages.onEvent(event, outputs);
        return outputs.take();
    }

    @Test
    void duplicatesAreNotShown() {
        decided(given.quote(LINK, 1, 5));
        decided(given.quote(LINK, 1, 6));
        decided(given.quote(LINK, 1, 6));
        decided(given.quote(LINK, 1, 5));
        assertThat(calls).containsExactly("tick QUOTE 2", "tick QUOTE 3");
    }

    @Test
    void statusesComeBeforeTheTimerWhenTheyChangeAndEverySecond() {
        decided(given.quote(LINK, 1, 5));
        decided(given.timer(0));
        decided(given.after(999_999_999L).timer(0));
        decided(given.after(1L).timer(0));
        decided(given.after(5_000_000_000L).timer(0));
        assertThat(calls).containsExactly("tick QUOTE 2", "status 1 QUOTE FRESH true", "timer 0",
            "timer 999999999", "status 1 QUOTE FRESH true", "timer 1000000000",
            "status 1 QUOTE SILENT false", "timer 6000000000");
    }

    @Test
    void factsAboutLinksAreNotShown() {
        decided(given.link(LINK, LinkFact.OPENED));
        decided(given.resumed(2));
        assertThat(calls).isEmpty();
    }

    @Test
    void aSignalNamesItsCause() {
        decided(given.quote(LINK, 1, 1));
        signals = 1;
        assertThat(decided(given.quote(LINK, 1, 2))).containsExactly(
            "SIGNAL #1 @7 cause=3 side=SELL confidence=250000 'because'");
    }

    @Test
    void anOrderIsCausedByTheLastSignalOrElseByTheInput() {
        decided(given.quote(LINK, 1, 1));
        order = true;
        signals = 2;
        List<String> both = decided(given.quote(LINK, 1, 2));
        assertThat(both).hasSize(4);
        assertThat(both.get(2)).startsWith("ORDER_INTENT #1 @7 cause=3 cause_ordinal=2 side=BUY");
        assertThat(both.get(3)).startsWith("PAPER_FILL #1 @7 cause=3 cause_ordinal=3 side=BUY");
        signals = 0;
        assertThat(decided(given.quote(LINK, 1, 3)).get(0))
            .startsWith("ORDER_INTENT #1 @7 cause=4 cause_ordinal=0 side=BUY");
        assertThat(calls).contains("position 0", "position 1000");
    }

    @Test
    void theHandleIsInWhatBecomesOfTheOrder() {
        decided(given.quote(LINK, 1, 1));
        order = true;
        List<String> both = decided(given.quote(LINK, 1, 2));
        assertThat(handle & (1L << 55) - 1).as("incarnation 1, sequence 3, ordinal 0")
            .isEqualTo(1L << 45 | 3 << 5);
        assertThat(both).allMatch(text -> text.contains(" handle=" + handle + " '"));
        decided(given.resumed(2));
        decided(given.quote(LINK, 1, 3));
        assertThat(handle & (1L << 55) - 1).isEqualTo(2L << 45 | 5 << 5);
    }

    @Test
    void anIncarnationTooManyStopsTheEngineAndIsNotTheStrategys() {
        decided(given.quote(LINK, 1, 1));
        order = true;
        decided(given.resumed(1023));
        decided(given.quote(LINK, 1, 2));
        assertThat(handle).isPositive();
        decided(given.resumed(1024));
        assertThatThrownBy(() -> decided(given.quote(LINK, 1, 3)))
            .isExactlyInstanceOf(IllegalStateException.class)
            .hasMessageContaining("incarnation=1024, limit=1023");
    }

    @Test
    void anOrderTooManyIsNotTaken() {
        List<Long> handles = new ArrayList<>();
        Strategy greedy = new Strategy() {
            @Override
            public void onTimer(long nowNs, StrategyContext context) {
                for (int i = 0; i <= OrderRequests.MAX; i++) {
                    handles.add(context.placeOrder(1, Side.BUY, OrderType.MARKET,
                        TimeInForce.IOC, Tick.ABSENT, 1, false));
                }
                // Two are told of by the first.
                context.placeOrder(1, Side.SELL, OrderType.MARKET, TimeInForce.IOC, Tick.ABSENT,
                    2, false);
            }
        };
        stages = Stages.create(TestConfigs.counting(), "s", greedy);
        decided(given.instrument(1, "AAAUSDT", -3, 1));
        List<String> refused = decided(given.timer(0)).stream()
            .filter(text -> text.startsWith("RISK_REFUSAL")).toList();
        assertThat(refused).hasSize(OrderRequests.MAX + 1)
            .filteredOn(text -> text.contains("rule=no quote")).hasSize(OrderRequests.MAX);
        assertThat(refused).last().asString()
            .contains("rule=too many side=BUY qty=0.001").contains("handle=0");
        assertThat(handles).hasSize(OrderRequests.MAX + 1).doesNotHaveDuplicates()
            .last().isEqualTo(StrategyContext.NOT_TAKEN);
    }

    @Test
    void signalsLeaveRoomForTheEndOfEachOrder() {
        List<Long> handles = new ArrayList<>();
        Strategy talkative = new Strategy() {
            @Override
            public void onTimer(long nowNs, StrategyContext context) {
                handles.add(order(context));
                while (context.signal(1, Side.BUY, 1, new byte[0], 0)) {
                    // As many as there is room for.
                }
                handles.add(order(context));
            }

            private long order(StrategyContext context) {
                return context.placeOrder(1, Side.BUY, OrderType.MARKET, TimeInForce.IOC,
                    Tick.ABSENT, 1, false);
            }
        };
        stages = Stages.create(TestConfigs.counting(), "s", talkative);
        decided(given.instrument(1, "AAAUSDT", -3, 1));
        decided(given.quote(LINK, 1, 1));
        List<String> decided = decided(given.timer(0));
        assertThat(handles).hasSize(2).last().isEqualTo(StrategyContext.NOT_TAKEN);
        assertThat(decided).filteredOn(text -> text.contains(" handle=" + handles.get(0)))
            .hasSizeBetween(1, 2);
        assertThat(decided).hasSizeLessThanOrEqualTo(Outputs.MAX_PER_INPUT);
        assertThat(decided).filteredOn(text -> text.startsWith("SIGNAL"))
            .hasSizeGreaterThan(Outputs.MAX_PER_INPUT - 20);
    }

    @Test
    void aFinerScaleIsTakenInBeforeTheStrategyAsks() {
        decided(given.quote(LINK, 1, 1));
        order = true;
        decided(given.quote(LINK, 1, 2));
        decided(given.instrument(1, "AAAUSDT", -5, 1));
        decided(given.quote(LINK, 1, 3));
        assertThat(calls).contains("position 100000");
    }

    /** As EXECUTION will: taken in by the heartbeat stage, before the strategy is called. */
    @Test
    void aFillThatIsAFactIsSeenByTheCallBehindIt() {
        InstrumentTable instruments = new InstrumentTable();
        instruments.apply(given.instrument(1, "AAAUSDT", -3, 1));
        Account account = new Account(instruments);
        List<Long> seen = new ArrayList<>();
        SignalStage stage = new SignalStage(new Strategy() {
            @Override
            public void onTimer(long nowNs, StrategyContext context) {
                seen.add(context.position(1));
            }
        }, instruments, new FeedStage(TestConfigs.counting(), 0, new Budget(1)), account,
            new OrderRequests(0));
        Event event = given.timer(0);
        account.filled(1, Side.SELL, 10_000, -2, 250, 0);
        stage.onEvent(event, Visibility.LIVE, outputs);
        assertThat(seen).containsExactly(-250L);
    }

    @Test
    void doublesAreConvertedAtTheEdge() {
        StrategyContext[] kept = new StrategyContext[1];
        stages = Stages.create(TestConfigs.counting(), "s", new Strategy() {
            @Override
            public void onTimer(long nowNs, StrategyContext context) {
                kept[0] = context;
            }
        });
        decided(given.instrument(1, "AAAUSDT", -3, 1));
        decided(given.timer(0));
        StrategyContext context = kept[0];
        assertThat(context.priceToDouble(1, 6_512_345)).isEqualTo(65_123.45);
        assertThat(context.quantityToDouble(1, -1_500)).isEqualTo(-1.5);
        assertThat(context.priceToDouble(1, Tick.ABSENT)).isNaN();
        assertThat(context.priceOf(1, 65_123.45)).isEqualTo(6_512_345);
        assertThat(context.quantityOf(1, 0.57)).as("0.57 x 1000 is 569.99...").isEqualTo(570);
        // An eighth and its like are exact in binary, so these are halves.
        assertThat(context.priceOf(1, 0.125)).isEqualTo(13);
        assertThat(context.priceOf(1, -0.125)).isEqualTo(-13);
        assertThat(context.priceOf(1, 0.1249)).isEqualTo(12);
        assertThat(context.quantityOf(1, Double.NaN)).isEqualTo(Tick.ABSENT);
        assertThat(context.quantityOf(1, 1e16)).isEqualTo(Tick.ABSENT);
    }

    @Test
    void whatAStrategyThrowsNamesItAndWhere() {
        Error cause = new NoClassDefFoundError("mine/Dep");
        thrown = cause;
        String name = Listening.class.getName();
        assertThatThrownBy(() -> decided(given.quote(LINK, 1, 1)))
            .isInstanceOf(StrategyException.class).hasCause(cause)
            .hasMessage("strategy " + name + " threw java.lang.NoClassDefFoundError: mine/Dep"
                + " in onQuote at sequence 2");
        assertThatThrownBy(() -> decided(given.timer(0)))
            .hasMessageContaining(" in onTimer at sequence 3");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 99})
    void anInstrumentThatIsNotThereIsTheStrategysMistake(int instrument) {
        decided(given.quote(LINK, 1, 1));
        about = instrument;
        order = true;
        assertThatThrownBy(() -> decided(given.quote(LINK, 1, 2)))
            .isInstanceOf(StrategyException.class)
            .hasMessageContaining("no such instrument: " + instrument);
        order = false;
        signals = 1;
        assertThatThrownBy(() -> decided(given.quote(LINK, 1, 3)))
            .hasMessageContaining("no such instrument: " + instrument);
    }

    @Test
    void whatTheEngineThrowsIsNotTheStrategys() {
        Outputs full = new Outputs() {
            @Override
            public int room() {
                return MAX_PER_INPUT;
            }

            @Override
            public Event claim(EventType type, int instrumentId) {
                throw new IllegalStateException("disk full");
            }

            @Override
            public int ordinal() {
                return 0;
            }

            @Override
            public void commit() {
            }
        };
        signals = 1;
        for (boolean swallow : new boolean[] {false, true}) {
            swallows = swallow;
            assertThatThrownBy(() -> stages.onEvent(given.quote(LINK, 1, 1), full))
                .isExactlyInstanceOf(IllegalStateException.class).hasMessage("disk full");
        }
    }

    @Test
    void aBadArgumentLeavesNothingHalfDone() {
        decided(given.quote(LINK, 1, 1));
        signals = 1;
        reasonsLength = 8;
        assertThatThrownBy(() -> decided(given.quote(LINK, 1, 2)))
            .isInstanceOf(StrategyException.class)
            .hasCauseInstanceOf(IndexOutOfBoundsException.class);
        swallows = true;
        order = true;
        assertThat(decided(given.quote(LINK, 1, 3)).get(0)).startsWith("ORDER_INTENT #1 @7");
    }

    @Test
    void reasonsAreCutBetweenTwoCharacters() {
        signals = 1;
        for (String character : List.of("x", "\u00e9", "\u20b9", "\ud83d\ude00")) {
            int size = character.getBytes(StandardCharsets.UTF_8).length;
            for (int before = 256 - size; before <= 256; before++) {
                String kept = "x".repeat(before) + (before == 256 - size ? character : "");
                reasons = ("x".repeat(before) + character).getBytes(StandardCharsets.UTF_8);
                reasonsLength = reasons.length;
                assertThat(decided(given.quote(LINK, 1, 1 + calls.size()))).last().asString()
                    .as(before + " bytes before it").endsWith(" '" + kept + "'");
            }
        }
    }

    @Test
    void aStateThatIsTooLongIsTheStrategysMistake() {
        Strategy endless = new Strategy() {
            @Override
            public void writeState(StateWriter out) {
                for (int i = 0; i <= SignalStage.MAX_STATE_LENGTH / Long.BYTES; i++) {
                    out.put("filler", i);
                }
            }
        };
        Stages one = Stages.create(TestConfigs.counting(), "s", endless);
        StateWriter out = new StateWriter(
            new UnsafeBuffer(ByteBuffer.allocate(2 * SignalStage.MAX_STATE_LENGTH)));
        assertThatThrownBy(() -> one.writeState(out)).isInstanceOf(StrategyException.class)
            .hasMessageContaining("state too long: ").hasMessageContaining(" in writeState at ");
    }

    @Test
    void thereIsNoRoomBehindTheLimitOfOneInput() {
        decided(given.quote(LINK, 1, 1));
        signals = Outputs.MAX_PER_INPUT + 1;
        order = true;
        assertThat(decided(given.quote(LINK, 1, 2))).hasSize(Outputs.MAX_PER_INPUT)
            .allMatch(text -> text.startsWith(EventType.SIGNAL.name()));
        signals = 0;
        order = false;
        assertThat(decided(given.quote(LINK, 1, 3)))
            .as("an order without room is not placed later").isEmpty();
    }

    @Test
    void aStrategyWithoutStateSaysSo() {
        assertThat(stages.hasStateSupport()).isFalse();
    }
}
