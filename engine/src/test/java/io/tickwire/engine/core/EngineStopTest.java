package io.tickwire.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lmax.disruptor.BlockingWaitStrategy;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.InstrumentFields;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.journal.JournalWriter;
import io.tickwire.engine.latency.LatencyRecorder;
import io.tickwire.engine.ring.EngineStoppedException;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.VirtualClock;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.StrategyException;
import io.tickwire.engine.signal.Trade;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the engine ends when it cannot go on: visibly, with its journal whole. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class EngineStopTest {
    private static final int FATAL_TRADE = 100;

    @TempDir
    Path directory;

    /** Says something about each trade and fails at one of them. */
    private static final class Failing implements Strategy {
        private final RuntimeException failure;

        Failing(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public void onTrade(Trade trade, StrategyContext context) {
            context.signal(trade.instrumentId(), Side.BUY, 1, new byte[] {'x'}, 1);
            if (trade.id() == FATAL_TRADE) {
                throw failure;
            }
        }
    }

    private JournalWriter writer() {
        return JournalWriter.open(new JournalWriter.Settings(directory, "s", 1, 1, "config",
            TestSession.SHORT_SEGMENT, 0, 10_000_000_000L));
    }

    private static void instrument(EventSink sink) {
        byte[] symbol = "AAAUSDT".getBytes(StandardCharsets.UTF_8);
        int position = sink.arena().claim(symbol.length);
        sink.arena().buffer().putBytes(position, symbol);
        sink.claim(EventType.INSTRUMENT, Source.REST, 0, 1).exponents(-2, -3)
            .set(InstrumentFields.LOT_SIZE, 1).varInArena(position, symbol.length);
        sink.publish();
    }

    private static void trade(EventSink sink, long id) {
        sink.claim(EventType.TRADE, Source.SOCKET, 1, 1).exponents(-2, -3).set(TradeFields.ID, id)
            .set(TradeFields.PRICE, 1).set(TradeFields.QTY, 1).set(TradeFields.AGGREGATE, 1);
        sink.publish();
    }

    private long lastWholeTrade() throws IOException {
        JournalReader reader = JournalReader.open(directory);
        long last = 0;
        Event event;
        while ((event = reader.next()) != null) {
            last = event.type() == EventType.TRADE ? event.get(TradeFields.ID) : last;
        }
        assertThat(reader.damages()).isEmpty();
        assertThat(reader.tears()).isEmpty();
        return last;
    }

    @Test
    void aStrategyThatThrowsStopsTheEngineVisibly() throws IOException {
        RuntimeException failure = new IllegalStateException("the strategy's own");
        Config config = TestConfigs.counting();
        VirtualClock clock = new VirtualClock();
        TickRing ring = new TickRing(64, 1 << 16, new BlockingWaitStrategy(), clock, 1, true);
        JournalWriter writer = writer();
        Stages stages = Stages.create(config, "s", new Failing(failure));
        JournalStage journal = new JournalStage(writer, stages, null);
        journal.writeHead(0);
        Engine engine =
            Engine.start(ring, writer, journal, stages, () -> 0L, new LatencyRecorder());
        instrument(ring);
        assertThatThrownBy(() -> {
            for (int id = 1; id <= 10_000; id++) {
                trade(ring, id);
            }
        }).isInstanceOf(EngineStoppedException.class);
        assertThatThrownBy(() -> engine.ended().join())
            .isInstanceOf(CompletionException.class).hasRootCause(failure)
            .hasMessageContaining(Failing.class.getName() + " threw " + failure + " in onTrade");
        assertThat(engine.events()).as("the instrument and the trades before")
            .isEqualTo(FATAL_TRADE);
        assertThat(lastWholeTrade()).isEqualTo(FATAL_TRADE);
    }

    @Test
    void anInlineEngineWhoseStrategyThrewRunsNothingMore() throws IOException {
        RuntimeException failure = new IllegalStateException("the strategy's own");
        try (JournalWriter writer = writer()) {
            Stages stages = Stages.create(TestConfigs.counting(), "s", new Failing(failure));
            JournalStage journal = new JournalStage(writer, stages, null);
            journal.writeHead(0);
            InlineEngine engine =
                new InlineEngine(stages, journal, new VirtualClock(), 1 << 16, true);
            instrument(engine);
            for (int id = 1; id < FATAL_TRADE; id++) {
                trade(engine, id);
            }
            assertThatThrownBy(() -> trade(engine, FATAL_TRADE))
                .isInstanceOf(StrategyException.class).hasCause(failure);
            assertThatThrownBy(() -> trade(engine, FATAL_TRADE + 1))
                .isInstanceOf(EngineStoppedException.class);
            assertThat(engine.events()).isEqualTo(FATAL_TRADE);
        }
        assertThat(lastWholeTrade()).isEqualTo(FATAL_TRADE);
    }

    @Test
    void aFullOutboundRingStops() {
        int[] wakeUps = new int[1];
        OutboundRing outbound = new OutboundRing(() -> wakeUps[0]++);
        Event request = new Event().wrapRecord(
            new UnsafeBuffer(ByteBuffer.allocateDirect(Header.SLOT_LENGTH)), 0);
        request.header(EventType.FEED_REQUEST, 0, 1, 0, 1, 1, 1, 1);
        int[] taken = new int[1];
        // One request in flight for each link there can be.
        for (int i = 0; i < 1_000; i++) {
            outbound.offer(request);
        }
        assertThat(outbound.poll(taking -> taken[0] += taking.link())).isEqualTo(1_000);
        assertThat(taken[0]).isEqualTo(1_000);
        assertThatThrownBy(() -> {
            for (int i = 0; i < 10_000; i++) {
                outbound.offer(request);
            }
        }).isInstanceOf(IllegalStateException.class).hasMessageContaining("outbound ring full");
        int before = wakeUps[0];
        assertThat(outbound.poll(taking -> { })).isEqualTo(before - 1_000);
        outbound.offer(request);
        assertThat(wakeUps[0]).as("room again").isEqualTo(before + 1);
    }
}
