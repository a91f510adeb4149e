package io.tickwire.perf.micro;

import com.lmax.disruptor.BusySpinWaitStrategy;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.core.InlineEngine;
import io.tickwire.engine.core.JournaledStages;
import io.tickwire.engine.core.ScratchOutputs;
import io.tickwire.engine.core.SessionStart;
import io.tickwire.engine.core.Stages;
import io.tickwire.engine.core.Strategies;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.journal.MemoryJournal;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.VirtualClock;
import io.tickwire.transport.venue.FrameDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What happens to a quote behind its decoding, on one thread: the ring, each stage alone, and the
 * whole way from message to decision.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineBenchmark {
    private static final String SESSION = "micro";
    private static final int SEGMENT_BYTES = 64 << 20;
    private static final int ARENA_BYTES = 1 << 22;
    private static final int RING_SLOTS = 8192;
    private static final long START_NS = 1_791_400_000_000_000_000L;
    private static final int LINK = 1;
    private static final long TICK_NS = 1_000;

    private final VirtualClock clock = new VirtualClock();
    private final ScratchOutputs outputs = new ScratchOutputs();
    private final Event event = new Event();
    private TickRing ring;
    private Stages stages;
    private Event quote;
    private InlineEngine engine;
    private FrameDecoder decoder;
    private byte[][] messages;
    private long nowNs = START_NS;
    private int next;

    /** A ring, stages that have seen one quote, and an engine around a journal in memory. */
    @Setup
    public void setUp() {
        Config config = ConfigReader.read("", Map.of("journal.frames", "none"));
        clock.advanceTo(nowNs);
        ring = new TickRing(RING_SLOTS, ARENA_BYTES, new BusySpinWaitStrategy(), clock, 1, false);
        stages = begin(config).stages();
        list();
        messages = TickMessages.of("bookTicker");
        MemoryJournal journal = MemoryJournal.open(SESSION, ConfigReader.toYaml(config),
            SEGMENT_BYTES, (segment, firstRecord, length) -> { });
        JournaledStages journaled = begin(config).journaled(journal.writer(), null);
        engine = new InlineEngine(
            journaled.stages(), journaled.journal(), clock, ARENA_BYTES, false);
        decoder = MicroVenue.decoder(engine, new InstrumentTable());
    }

    private static SessionStart begin(Config config) {
        return SessionStart.begin(
            config, SESSION, Strategies.create(config.strategy()), START_NS);
    }

    private void list() {
        byte[] symbol = "BTCUSDT".getBytes(StandardCharsets.US_ASCII);
        int position = ring.arena().claim(symbol.length);
        ring.arena().buffer().putBytes(position, symbol);
        Event instrument = ring.claim(EventType.INSTRUMENT, Source.REST, 0, 1);
        instrument.exponents(-2, -3).varInArena(position, symbol.length);
        outputs.begin(instrument);
        stages.onEvent(instrument, outputs);
        ring.publish();
        quote = fill(new Event().wrapRecord(new UnsafeBuffer(new byte[128]), 0)
            .header(EventType.QUOTE, Source.SOCKET.ordinal(), 0, 1, 2, nowNs, nowNs, LINK));
        outputs.begin(quote);
        stages.onEvent(quote, outputs);
    }

    private static Event fill(Event event) {
        return event.exponents(-2, -3).set(QuoteFields.UPDATE_ID, 1)
            .set(QuoteFields.BID, 8_373_320).set(QuoteFields.BID_QTY, 4_215)
            .set(QuoteFields.ASK, 8_373_330).set(QuoteFields.ASK_QTY, 3_763)
            .set(QuoteFields.TRANSACT_MS, START_NS / 1_000_000)
            .set(QuoteFields.EVENT_MS, START_NS / 1_000_000);
    }

    /** Claim, publish, and take it over again; the other thread's cache misses are not in it. */
    @Benchmark
    public long ring() {
        fill(ring.claim(EventType.QUOTE, Source.SOCKET, LINK, 1));
        ring.publish();
        long sequence = ring.published();
        long bid = ring.wrap(event, sequence).get(QuoteFields.BID);
        ring.consumed().set(sequence);
        return bid;
    }

    private Event newer() {
        nowNs += TICK_NS;
        return quote.engineNs(nowNs).set(QuoteFields.UPDATE_ID, nowNs)
            .set(QuoteFields.EVENT_MS, nowNs / 1_000_000)
            .set(QuoteFields.TRANSACT_MS, nowNs / 1_000_000);
    }

    /** The heartbeat stage: order, freshness, top of book. */
    @Benchmark
    public long heartbeat() {
        stages.heartbeat(newer(), outputs);
        return stages.lastSequence();
    }

    /** The signal stage, with the built-in strategy. */
    @Benchmark
    public long signal() {
        stages.signal(newer(), outputs);
        return nowNs;
    }

    /** The order stage, with no order open. */
    @Benchmark
    public long order() {
        stages.order(newer(), outputs);
        return nowNs;
    }

    /** Copy into the arena, decoding, ring, journal in memory, all stages. */
    @Benchmark
    public long pipeline() {
        next = next + 1 & TickMessages.COUNT - 1;
        byte[] message = messages[next];
        nowNs += TICK_NS;
        clock.advanceTo(nowNs);
        int position = engine.arena().claim(message.length);
        engine.arena().buffer().putBytes(position, message);
        decoder.onFrame(
            LINK, Source.SOCKET, FrameFormat.TEXT, nowNs, position, message.length);
        return engine.events();
    }
}
