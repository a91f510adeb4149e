package io.tickwire.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.BlockingWaitStrategy;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.InstrumentFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.journal.JournalWriter;
import io.tickwire.engine.latency.Hop;
import io.tickwire.engine.latency.LatencyRecorder;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.signal.Strategy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which row a tick's latency goes to. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class EngineLatencyTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    Path directory;

    private final AtomicLong nowNs = new AtomicLong(1_700_000_000L * SECOND_NS);
    private final TickRing ring =
        new TickRing(64, 1 << 16, new BlockingWaitStrategy(), nowNs::get, 1, true);
    private final LatencyRecorder latency = new LatencyRecorder();
    private long published;

    private void awaitConsumed() {
        published++;
        while (ring.consumed().get() + 1 < published) {
            Thread.onSpinWait();
        }
    }

    private void instrument() {
        byte[] symbol = "AAAUSDT".getBytes(StandardCharsets.UTF_8);
        int position = ring.arena().claim(symbol.length);
        ring.arena().buffer().putBytes(position, symbol);
        ring.claim(EventType.INSTRUMENT, Source.REST, 0, 1).exponents(-2, -3)
            .set(InstrumentFields.LOT_SIZE, 1).varInArena(position, symbol.length);
        ring.publish();
        awaitConsumed();
    }

    private void trades(Source source, int count) {
        for (int i = 0; i < count; i++) {
            ring.claim(EventType.TRADE, source, 1, 1).exponents(-2, -3)
                .set(TradeFields.ID, published + 1).set(TradeFields.PRICE, 1)
                .set(TradeFields.QTY, 1).set(TradeFields.AGGREGATE, 1);
            ring.publish();
            awaitConsumed();
        }
    }

    @Test
    void bySourceAndWarmUpApart() {
        JournalWriter writer = JournalWriter.open(new JournalWriter.Settings(directory, "s", 1, 1,
            "config", TestSession.SHORT_SEGMENT, 0, 10 * SECOND_NS));
        Stages stages = Stages.create(TestConfigs.counting(), "s", new Strategy() { });
        JournalStage journal = new JournalStage(writer, stages, null);
        journal.writeHead(0);
        Engine engine = Engine.start(ring, writer, journal, stages, nowNs::get, latency);
        instrument();
        // However long before its first tick it runs.
        nowNs.addAndGet(100 * SECOND_NS);
        trades(Source.SOCKET, 128);
        trades(Source.POLL, 3);
        nowNs.addAndGet(Hop.WARM_UP_NS - 1);
        trades(Source.SOCKET, 72);
        assertThat(counts()).isEqualTo(Map.of(Hop.WARMUP, 200L, Hop.POLLED, 3L));
        nowNs.addAndGet(1);
        trades(Source.BACKFILL, 64);
        assertThat(counts()).isEqualTo(Map.of(Hop.BACKFILL, 64L));
        trades(Source.SOCKET, Hop.SAMPLED_ONE_IN);
        assertThat(counts()).isEqualTo(Map.of(Hop.TOTAL, 4L, Hop.DECODE, 1L, Hop.RING, 1L,
            Hop.JOURNAL, 1L, Hop.HEARTBEAT, 1L, Hop.SIGNAL, 1L, Hop.ORDER, 1L));
        ring.claim(EventType.END, Source.ENGINE, 0, 0);
        ring.publish();
        engine.ended().join();
    }

    /** Since the last call. */
    private Map<Hop, Long> counts() {
        Map<Hop, Long> counts = new EnumMap<>(Hop.class);
        for (Hop hop : Hop.values()) {
            long count = latency.takeInterval(hop).getTotalCount();
            if (count > 0) {
                counts.put(hop, count);
            }
        }
        return counts;
    }
}
