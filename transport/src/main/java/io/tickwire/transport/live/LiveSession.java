package io.tickwire.transport.live;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.core.Engine;
import io.tickwire.engine.core.JournalStage;
import io.tickwire.engine.core.OutboundRing;
import io.tickwire.engine.core.Recovery;
import io.tickwire.engine.core.Stages;
import io.tickwire.engine.core.Strategies;
import io.tickwire.engine.core.WaitStrategies;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.journal.JournalWriter;
import io.tickwire.engine.latency.LatencyRecorder;
import io.tickwire.engine.ring.MonotonicClock;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.transport.binance.ExchangeInfo;
import io.tickwire.transport.binance.StreamPlan;
import io.tickwire.transport.binance.VenueRoots;
import io.tickwire.transport.netty.ClientTls;
import io.tickwire.transport.netty.Connector;
import io.tickwire.transport.netty.EventLoops;
import io.tickwire.transport.netty.RestClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One run of the engine on a venue: ring, journal, engine thread and I/O thread, put together and
 * taken apart again.
 *
 * <pre>
 *   venue -- sockets --> Gateway (I/O thread) -- TickRing --> Engine (engine thread)
 *                            ^                                   |         |
 *                            +---------- OutboundRing -----------+      journal
 * </pre>
 */
final class LiveSession implements AutoCloseable {
    private static final long SEGMENT_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long END_TIMEOUT_MS = 1_500;
    private static final int START_TRIES = 3;
    private static final long RETRY_MS = 500;

    private final Config config;
    private final EventLoops loops;
    private final Engine engine;
    private final Gateway gateway;
    private final Bootstrap bootstrap;
    private final OutboundRing outbound;
    private final LatencyRecorder latency;
    private final int incarnation;
    private final int firstSegment;
    private final CompletableFuture<Void> stalled;

    private LiveSession(
        Config config, EventLoops loops, Engine engine, Gateway gateway, Bootstrap bootstrap,
        OutboundRing outbound, LatencyRecorder latency, int incarnation, int firstSegment,
        CompletableFuture<Void> stalled) {
        this.config = config;
        this.loops = loops;
        this.engine = engine;
        this.gateway = gateway;
        this.bootstrap = bootstrap;
        this.outbound = outbound;
        this.latency = latency;
        this.incarnation = incarnation;
        this.firstSegment = firstSegment;
        this.stalled = stalled;
    }

    /**
     * Opens the journal and starts both threads; nothing is connected yet.
     *
     * @param folder of the session
     * @param config frozen
     * @param before what an earlier incarnation left, null for a new session
     * @param roots  of the venue
     * @param extraCa certificates to trust besides the system's, null for none
     * @throws IOException if those cannot be read
     */
    static LiveSession open(
        SessionFolder folder, Config config, Recovery before, VenueRoots roots, Path extraCa)
        throws IOException {
        int incarnation = before == null ? 1 : before.incarnation() + 1;
        int firstSegment = before == null ? 1 : before.nextSegment();
        Stages stages = before == null
            ? Stages.create(config, folder.id(), Strategies.create(config.strategy()))
            : before.stages();
        EventLoops loops = EventLoops.open("tickwire-io");
        Connector connector = new Connector(loops, extraCa == null
            ? ClientTls.systemTrust() : ClientTls.alsoTrusting(extraCa));
        MonotonicClock clock =
            MonotonicClock.anchor(before == null ? 0 : before.lastEngineNs());
        JournalWriter writer = JournalWriter.open(new JournalWriter.Settings(
            folder.journal(), folder.id(), incarnation, firstSegment,
            ConfigReader.toYaml(config), config.journal().segment(),
            config.journal().forceNs(), SEGMENT_TIMEOUT_NS));
        int cores = Runtime.getRuntime().availableProcessors();
        TickRing ring = new TickRing(config.engine().ringSlots(), config.engine().arena(),
            WaitStrategies.of(config.engine().waiting(), cores), clock,
            stages.lastSequence() + 1, config.journal().frames() == Config.Frames.RAW);
        CompletableFuture<Void> stalled = new CompletableFuture<>();
        EngineWatch watch = new EngineWatch(ring, config.engine().stallNs(),
            forNs -> stalled.completeExceptionally(new IllegalStateException(
                "the engine made no progress for " + forNs / 1_000_000 + " ms")));
        Gateway gateway = new Gateway(loops.loop(), connector, roots,
            StreamPlan.of(config.symbols(), config.streams()), ring, producerTable(stages),
            watch, config);
        OutboundRing outbound = new OutboundRing(gateway::wakeUp);
        JournalStage journal = new JournalStage(writer, stages, outbound);
        journal.writeHead(before == null ? 0 : before.lastEngineNs());
        LatencyRecorder latency = new LatencyRecorder();
        Engine engine = Engine.start(ring, writer, journal, stages, clock, latency);
        Bootstrap bootstrap = new Bootstrap(
            new RestClient(connector, RestClient.DEFAULT_MAX_BODY_BYTES), roots, ring,
            gateway.inputs());
        return new LiveSession(config, loops, engine, gateway, bootstrap, outbound, latency,
            incarnation, firstSegment, stalled);
    }

    /** Ids survive restarts: the producer begins with the symbols that the journal has. */
    private static InstrumentTable producerTable(Stages stages) {
        InstrumentTable table = new InstrumentTable();
        Event record = new Event().wrapRecord(
            new UnsafeBuffer(ByteBuffer.allocateDirect(Header.SLOT_LENGTH * 2)), 0);
        for (int id = 1; id <= stages.instruments().count(); id++) {
            record.header(EventType.INSTRUMENT, Source.ENGINE.ordinal(), 0, id, 0, 0, 0, 0);
            stages.instruments().write(id, record);
            table.apply(record);
        }
        return table;
    }

    /**
     * Asks the venue what has to be known and lets the engine begin.
     *
     * @param warn takes what a person should know
     * @throws IOException if a symbol asked for is not listed
     */
    void start(Consumer<String> warn) throws IOException, InterruptedException {
        onLoop(bootstrap::clockOffsetNs, warn, "clock offset unknown");
        byte[] info = onLoop(bootstrap::exchangeInfo, warn, "limits unknown");
        List<ExchangeInfo.Listing> listings = listings(info);
        loops.loop().execute(() -> gateway.start(outbound, incarnation, listings));
    }

    private <T> T onLoop(
        Supplier<CompletableFuture<T>> call, Consumer<String> warn,
        String otherwise) throws InterruptedException {
        String why = "";
        for (int i = 0; i < START_TRIES && !engine.ended().isDone(); i++) {
            if (i > 0) {
                TimeUnit.MILLISECONDS.sleep(RETRY_MS);
            }
            CompletableFuture<T> result = new CompletableFuture<>();
            loops.loop().execute(() -> call.get().whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            }));
            try {
                return result.get();
            } catch (ExecutionException failed) {
                why = failed.getCause().getMessage();
            }
        }
        warn.accept(otherwise + ": " + why);
        return null;
    }

    private List<ExchangeInfo.Listing> listings(byte[] info) throws IOException {
        List<ExchangeInfo.Listing> wanted = new ArrayList<>();
        if (info == null) {
            config.symbols().forEach(
                symbol -> wanted.add(ExchangeInfo.Listing.unknown(symbol)));
            return wanted;
        }
        Map<String, ExchangeInfo.Listing> bySymbol = new HashMap<>();
        ExchangeInfo.read(info).forEach(listing -> bySymbol.put(listing.symbol(), listing));
        for (String symbol : config.symbols()) {
            ExchangeInfo.Listing listing = bySymbol.get(symbol);
            if (listing == null) {
                throw new IOException("symbols: " + symbol + " is not listed by the venue");
            }
            wanted.add(listing);
        }
        return wanted;
    }

    /** Completes, with a cause, when the session stops by itself. */
    CompletableFuture<Object> stoppedItself() {
        return CompletableFuture.anyOf(engine.ended(), stalled);
    }

    LatencyRecorder latency() {
        return latency;
    }

    int firstSegment() {
        return firstSegment;
    }

    long events() {
        return engine.events();
    }

    /** Publishes END, waits until the engine has journaled it, and ends both threads. */
    @Override
    public void close() {
        loops.loop().execute(gateway::end);
        try {
            engine.ended().get(END_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException
            | TimeoutException stopped) {
            // Its cause is told through stoppedItself().
            stalled.completeExceptionally(stopped);
        }
        loops.close();
    }
}
