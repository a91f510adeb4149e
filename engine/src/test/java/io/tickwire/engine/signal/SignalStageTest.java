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
import io.tickwire.engine.order.Execution;
import io.tickwire.engine.order.Executions;
import io.tickwire.engine.order.OrderRequests;
import io.tickwire.engine.order.OrderTable;
import io.tickwire.engine.order.Refusal;
import io.tickwire.engine.order.Refusals;
import io.tickwire.engine.session.OrderKey;
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
        public void onExecution(Execution execution, StrategyContext context) {
            assertThat(execution.handle()).isEqualTo(handle);
            calls.add(execution.event() + " " + execution.state() + " " + execution.filled()
                + " left " + execution.leaves() + " at " + execution.lastPrice() + " position "
                + context.position(execution.instrumentId()));
        }

        @Override
        public void onRefusal(Refusal refusal, StrategyContext context) {
            calls.add("refused " + refusal.rule() + " " + (refusal.handle() == handle));
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
        List<String> made = decided(given.quote(LINK, 1, 2));
        assertThat(made).hasSize(3);
        assertThat(made.get(2)).startsWith("ORDER_INTENT #1 @7 cause=3 cause_ordinal=2 side=BUY");
        signals = 0;
        assertThat(decided(given.quote(LINK, 1, 3)).get(0))
            .startsWith("ORDER_INTENT #1 @7 cause=4 cause_ordinal=0 side=BUY");
    }

    @Test
    void whatBecomesOfAnOrderIsToldWithThePositionBehindIt() {
        decided(given.quote(LINK, 1, 1));
        order = true;
        String intent = decided(given.quote(LINK, 1, 2)).get(0);
        order = false;
        assertThat(handle).isEqualTo((OrderKey.of("s") & 0x3ffff) << 45 | 3 << 5);
        assertThat(intent).contains(" handle=" + handle + " '");
        calls.clear();
        List<String> filled = decided(given.after(20_000_000L).timer(0)).stream()
            .filter(text -> !text.startsWith("FEED_STATUS")).toList();
        assertThat(filled).hasSize(3);
        assertThat(filled.get(0)).startsWith("ORDER #1 event=accepted state=open ")
            .contains(" handle=" + handle + " '");
        assertThat(filled.get(1)).startsWith("ORDER #1 event=filled state=filled ")
            .contains("side=BUY qty=1.000 filled_qty=1.000 filled_value=10010000000 ",
                "last_price=100.10 last_qty=1.000 fee=5005000 maker=0 handle=" + handle + " '");
        // 0.05 % of 100.10, from 10,000.
        assertThat(filled.get(2)).isEqualTo("POSITION #1 reason=fill position=1.000 "
            + "cost=10010000000 realised=0 fees=5005000 funding=0 cash=999994995000 handle="
            + handle);
        calls.removeIf(call -> call.startsWith("status"));
        assertThat(calls).containsExactly(
            "ACCEPTED OPEN 0 left 1000 at " + Event.ABSENT + " position 1000",
            "FILLED FILLED 1000 left 0 at 10010 position 1000", "timer 20000000");
        calls.clear();
        decided(given.timer(0));
        assertThat(calls).as("told once").containsExactly("timer 20000000");
    }

    @Test
    void whatWasRefusedIsToldAtTheNextInput() {
        order = true;
        decided(given.stats(LINK, 1, 1));
        order = false;
        assertThat(calls).noneMatch(call -> call.startsWith("refused"));
        calls.clear();
        decided(given.timer(0));
        assertThat(calls).filteredOn(call -> !call.startsWith("status"))
            .containsExactly("refused NO_QUOTE true", "timer 0");
        calls.clear();
        decided(given.timer(0));
        assertThat(calls).as("told once").containsExactly("timer 0");
    }

    /** The quote is six seconds old when the next event comes, one more than its limit. */
    @Test
    void whatArrivesIsJudgedByTheTimeItIsAndNotByThatOfTheLastEvent() {
        decided(given.quote(LINK, 1, 1));
        order = true;
        decided(given.quote(LINK, 1, 2));
        order = false;
        assertThat(decided(given.after(6_000_000_000L).timer(0)))
            .filteredOn(text -> text.startsWith("ORDER ")).last().asString()
            .contains("event=expired", "reason=stale quote");
    }

    /** It meets the market in the scale that it was asked for in. */
    @Test
    void aFinerScaleOvertakesNoOrderThatHasArrived() {
        decided(given.quote(LINK, 1, 1));
        order = true;
        decided(given.quote(LINK, 1, 2));
        order = false;
        List<String> made = decided(given.after(20_000_000L).instrument(1, "AAAUSDT", -5, 1));
        assertThat(made).filteredOn(text -> text.startsWith("ORDER ")).last().asString()
            .contains("event=filled state=filled", " qty=1.000 filled_qty=1.000 ");
        calls.clear();
        order = true;
        decided(given.quote(LINK, 1, 3));
        assertThat(calls).contains("position 100000");
    }

    /** The foot of a journal stands right behind its END. */
    @Test
    void nothingIsDecidedAtTheEnd() {
        decided(given.quote(LINK, 1, 1));
        order = true;
        decided(given.quote(LINK, 1, 2));
        calls.clear();
        assertThat(decided(given.after(20_000_000L).end())).isEmpty();
        assertThat(calls).isEmpty();
    }

    @Test
    void aRunThatGoesOnHasHandlesOfItsOwn() {
        decided(given.quote(LINK, 1, 1));
        order = true;
        decided(given.orderKey(5));
        decided(given.quote(LINK, 1, 2));
        assertThat(handle).isEqualTo(5L << 45 | 4 << 5);
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
        order = false;
        decided(given.after(20_000_000L).timer(0));
        decided(given.instrument(1, "AAAUSDT", -5, 1));
        order = true;
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
            new OrderTable(instruments), new OrderRequests(0), new Executions(),
            new Refusals());
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
