package io.tickwire.engine.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.core.Stages;
import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.feed.StreamView;
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
    /** Which instrument signals and orders are about; the tick's own where nobody says. */
    private int about = Integer.MIN_VALUE;
    private Error thrown;
    private int reasonsLength = 7;
    private boolean swallows;

    private final class Listening implements Strategy {
        @Override
        public void onTick(Event tick, StrategyContext decisions) {
            calls.add("tick " + tick.type() + " " + tick.sequence());
            throwIfTold();
            int instrument = about == Integer.MIN_VALUE ? tick.instrument() : about;
            byte[] reasons = "because".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < signals; i++) {
                try {
                    boolean taken = decisions.signal(
                        instrument, Side.SELL, 250_000 + i, reasons, reasonsLength);
                    assertThat(taken).isEqualTo(i < Outputs.MAX_PER_INPUT);
                } catch (RuntimeException refused) {
                    if (!swallows) {
                        throw refused;
                    }
                }
            }
            if (order) {
                decisions.order(instrument, Side.BUY, OrderType.MARKET, TimeInForce.IOC,
                    0, 1_000, false);
                calls.add("position " + decisions.position(tick.instrument()));
            }
        }

        @Override
        public void onFeedStatus(StreamView stream, StrategyContext decisions) {
            calls.add("status " + stream.instrumentId() + " " + stream.kind() + " "
                + stream.reason() + " "
                + decisions.isFresh(stream.instrumentId(), stream.kind()));
        }

        @Override
        public void onTimer(long nowNs, StrategyContext decisions) {
            calls.add("timer " + (nowNs - Given.START_NS));
            throwIfTold();
        }

        private void throwIfTold() {
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
    void whatAStrategyThrowsNamesItAndWhere() {
        Error cause = new NoClassDefFoundError("mine/Dep");
        thrown = cause;
        String name = Listening.class.getName();
        assertThatThrownBy(() -> decided(given.quote(LINK, 1, 1)))
            .isInstanceOf(StrategyException.class).hasCause(cause)
            .hasMessage("strategy " + name + " threw java.lang.NoClassDefFoundError: mine/Dep"
                + " in onTick at sequence 2");
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
    void aStateThatIsTooLongIsTheStrategysMistake() {
        Strategy endless = new Strategy() {
            @Override
            public void onTick(Event tick, StrategyContext decisions) {
            }

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
