package io.tickwire.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.core.Engine;
import io.tickwire.engine.core.JournaledStages;
import io.tickwire.engine.core.SessionStart;
import io.tickwire.engine.core.WaitStrategies;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.latency.LatencyRecorder;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.engine.ring.InputPublisher;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.signal.Mark;
import io.tickwire.engine.signal.MomentumVolume;
import io.tickwire.engine.signal.Quote;
import io.tickwire.engine.signal.Stats;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.Tick;
import io.tickwire.engine.signal.Trade;
import io.tickwire.transport.venue.FrameDecoder;
import io.tickwire.transport.venue.RecordedStreams;
import io.tickwire.transport.venues.VenueRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a message's bytes to journal, signal, intent and fill neither thread allocates a single
 * byte: a million ticks in a row, exactly. Both threads are measured from a third one while they
 * stand still, so that measuring itself does not count. While classes are loaded, and where the
 * compiler takes a guess back and has to look a class up by its name, the JVM itself allocates on
 * the thread that met it; that happens once for each place, so the count of ticks begins anew
 * behind it. Anything that is allocated again and again never lets a million pass.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class ZeroAllocationTest {
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final long STEP_NS = 1_000_000L;
    private static final int TICKS_PER_TIMER = 50;
    private static final int ROUND = 100_000;
    private static final int MAX_ROUNDS = 60;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path journal;

    /** What was measured: bytes of the last round, the rest over the quiet ticks before its end. */
    private record Measured(
        long producerBytes, long engineBytes, long quietTicks, long segments, long intents,
        long fills) {
    }

    /** The example strategy, and one object a tick that outlives it. */
    private static final class Wasteful implements Strategy {
        private final Strategy inner = momentum();
        private Object kept;

        @Override
        public void onQuote(Quote quote, StrategyContext context) {
            kept = new Object();
        }

        @Override
        public void onTrade(Trade trade, StrategyContext context) {
            kept = new Object();
            inner.onTrade(trade, context);
        }

        @Override
        public void onStats(Stats stats, StrategyContext context) {
            kept = new Object();
        }

        @Override
        public void onMark(Mark mark, StrategyContext context) {
            kept = new Object();
        }
    }

    /** The example strategy, and a look at each number of each tick, as a double and back. */
    private static final class Reading implements Strategy {
        private final Strategy inner = momentum();
        private long sum;

        private void add(Tick tick, StrategyContext context, long price, long quantity) {
            int id = tick.instrumentId();
            sum += tick.sequence() + tick.engineNs() + tick.receiveNs() + tick.source().ordinal()
                + tick.kind().ordinal() + context.position(id)
                + context.priceOf(id, context.priceToDouble(id, price))
                + context.quantityOf(id, context.quantityToDouble(id, quantity));
        }

        @Override
        public void onQuote(Quote quote, StrategyContext context) {
            add(quote, context, quote.bid(), quote.bidQty());
            add(quote, context, quote.ask(), quote.askQty());
            sum += quote.updateId() + quote.transactMs() + quote.eventMs()
                + (long) (quote.bidAsDouble() + quote.askAsDouble());
        }

        @Override
        public void onTrade(Trade trade, StrategyContext context) {
            add(trade, context, trade.price(), trade.qty());
            sum += trade.id() + trade.firstId() + trade.lastId() + (trade.isBuyerMaker() ? 1 : 0)
                + (trade.isAggregate() ? 1 : 0) + trade.transactMs() + trade.eventMs();
            inner.onTrade(trade, context);
        }

        @Override
        public void onStats(Stats stats, StrategyContext context) {
            add(stats, context, stats.last(), stats.volume());
            add(stats, context, stats.high(), stats.low());
            sum += stats.open() + stats.count() + stats.eventMs()
                + (long) (stats.quoteVolume() + stats.changePercent());
        }

        @Override
        public void onMark(Mark mark, StrategyContext context) {
            add(mark, context, mark.mark(), mark.index());
            sum += mark.nextFundingMs() + mark.eventMs() + (long) mark.fundingRate();
        }
    }

    private static Strategy momentum() {
        return new MomentumVolume(Map.of("cooldownMs", "1000", "orderNotional", "2000"));
    }

    @Test
    void aMillionTicksWithTheirFrames() throws IOException, InterruptedException {
        Measured measured = measure("raw", new Reading(), 1_000_000, MAX_ROUNDS);
        System.out.println("measured: " + measured);
        assertQuiet(measured, 1_000_000);
        assertThat(measured.segments()).isGreaterThanOrEqualTo(4);
        assertThat(measured.intents()).isGreaterThanOrEqualTo(300);
        assertThat(measured.fills()).isGreaterThanOrEqualTo(300);
    }

    @Test
    void withoutFrames() throws IOException, InterruptedException {
        Measured measured = measure("none", momentum(), 200_000, MAX_ROUNDS);
        assertQuiet(measured, 200_000);
        assertThat(measured.segments()).isGreaterThanOrEqualTo(1);
        assertThat(measured.intents()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void oneObjectATickIsNoticed() throws IOException, InterruptedException {
        Measured measured = measure("none", new Wasteful(), 200_000, 6);
        assertThat(measured.engineBytes()).isGreaterThanOrEqualTo(ROUND * 8L);
        assertThat(measured.quietTicks()).isZero();
    }

    private static void assertQuiet(Measured measured, long ticks) {
        assertThat(measured.producerBytes()).as("%s", measured).isZero();
        assertThat(measured.engineBytes()).as("%s", measured).isZero();
        assertThat(measured.quietTicks()).as("%s", measured).isEqualTo(ticks);
    }

    private Measured measure(String frames, Strategy strategy, int ticks, int maxRounds)
        throws IOException, InterruptedException {
        String segment = frames.equals("raw") ? "32MiB" : "8MiB";
        Config config = ConfigReader.read("venue: {name: loopback}\njournal: {frames: " + frames
            + ", segment: " + segment + "}\nrisk: {maxOrderQty: 1, maxPosition: 0.3}\n");
        PacedClock clock = new PacedClock(START_NS);
        TickRing ring = new TickRing(config.engine().ringSlots(), config.engine().arena(),
            WaitStrategies.of(Config.Wait.SLEEP, 2), clock, 1, frames.equals("raw"));
        JournaledStages stages = SessionStart.begin(config, "s", strategy, START_NS)
            .journaled(journal, TimeUnit.SECONDS.toNanos(120), null);
        Engine engine = Engine.start(ring, stages.writer(), stages.journal(), stages.stages(),
            clock, new LatencyRecorder());
        Producer producer = new Producer(ring, clock);
        Thread thread = new Thread(producer, "producer");
        thread.start();
        Thread engineThread = engineThread();
        long[] ids = {thread.getId(), engineThread.getId()};
        long[] before = new long[2];
        long[] allocated = new long[2];
        long firstSequence = 0;
        long firstSegments = 0;
        int quiet = 0;
        int rounds = 0;
        while (quiet * ROUND < ticks && rounds < maxRounds) {
            awaitQuiet(producer, ring, (long) ++rounds * ROUND);
            for (int i = 0; i < ids.length; i++) {
                long now = threads.getThreadAllocatedBytes(ids[i]);
                allocated[i] = now - before[i];
                before[i] = now;
            }
            if (allocated[0] + allocated[1] == 0) {
                quiet++;
            } else {
                quiet = 0;
                firstSequence = ring.published() + 2;
                firstSegments = stages.writer().segmentIndex();
            }
        }
        long segments = stages.writer().segmentIndex() - firstSegments;
        producer.end();
        thread.join();
        engine.ended().join();
        assertThat(producer.decoder.counters().ticks()).isEqualTo((long) rounds * ROUND);
        return read(
            allocated[0], allocated[1], (long) quiet * ROUND, segments, firstSequence);
    }

    private Measured read(
        long producerBytes, long engineBytes, long quietTicks, long segments, long firstSequence)
        throws IOException {
        JournalReader reader = JournalReader.open(journal);
        long intents = 0;
        long fills = 0;
        Event event;
        while ((event = reader.next()) != null) {
            if (event.sequence() >= firstSequence) {
                intents += event.type() == EventType.ORDER_INTENT ? 1 : 0;
                fills += event.type() == EventType.POSITION ? 1 : 0;
            }
        }
        assertThat(reader.damages()).isEmpty();
        return new Measured(producerBytes, engineBytes, quietTicks, segments, intents, fills);
    }

    private static Thread engineThread() {
        return Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("tickwire-engine"))
            .findFirst().orElseThrow();
    }

    /** Lets the producer go on to a tick, until it and the engine have nothing left to do. */
    private static void awaitQuiet(Producer producer, TickRing ring, long tick) {
        producer.allowed = tick;
        while (producer.done < tick || ring.consumed().get() < ring.published()) {
            LockSupport.parkNanos(1_000_000L);
            if (producer.failure != null) {
                throw new IllegalStateException(producer.failure);
            }
        }
    }

    /** Stands for the I/O thread: copies each message into the arena and decodes it from there. */
    private static final class Producer implements Runnable {
        private final EventSink sink;
        private final PacedClock clock;
        private final InputPublisher inputs;
        private final FrameDecoder decoder;
        private final InventedFrames frames = new InventedFrames();

        private volatile long allowed;
        private volatile long done;
        private volatile boolean ended;
        private volatile Throwable failure;

        Producer(EventSink sink, PacedClock clock) {
            this.sink = sink;
            this.clock = clock;
            this.inputs = new InputPublisher(sink);
            this.decoder = VenueRegistry.ofRecordings()
                .recordings(sink, new InstrumentTable(), RecordedStreams.ALL);
        }

        @Override
        public void run() {
            try {
                long nowNs = START_NS;
                for (long tick = 0; !ended; ) {
                    if (tick == allowed) {
                        done = tick;
                        LockSupport.parkNanos(100_000L);
                        continue;
                    }
                    nowNs += STEP_NS;
                    clock.advanceTo(nowNs);
                    if (tick % TICKS_PER_TIMER == 0) {
                        inputs.timer(0);
                    }
                    message(nowNs);
                    tick++;
                }
                inputs.end();
            } catch (RuntimeException stopped) {
                failure = stopped;
            }
        }

        private void message(long nowNs) {
            UnsafeBuffer frame = frames.next(nowNs / 1_000_000);
            int length = frame.capacity();
            int position = sink.arena().claim(length);
            sink.arena().buffer().putBytes(position, frame, 0, length);
            decoder.onFrame(1, Source.SOCKET, FrameFormat.TEXT, nowNs, position, length);
        }

        void end() {
            ended = true;
        }
    }
}
