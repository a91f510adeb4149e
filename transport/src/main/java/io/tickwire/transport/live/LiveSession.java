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
import io.tickwire.engine.session.OrderKey;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.transport.binance.ExchangeInfo;
import io.tickwire.transport.binance.RestCalls;
import io.tickwire.transport.binance.StreamPlan;
import io.tickwire.transport.binance.VenueRoots;
import io.tickwire.transport.netty.ClientTls;
import io.tickwire.transport.netty.Connector;
import io.tickwire.transport.netty.EventLoops;
import io.tickwire.transport.netty.RestClient;
import io.tickwire.transport.netty.WebSocketOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
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
    private static final long END_TIMEOUT_MS = 1_000;
    /** How often {@link #watch} wants to be called. */
    static final long WATCH_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Config config;
    private final EventLoops loops;
    private final Engine engine;
    private final Gateway gateway;
    private final Bootstrap bootstrap;
    private final OutboundRing outbound;
    private final LatencyRecorder latency;
    private final int incarnation;
    private final int firstSegment;
    private final TickRing ring;
    private final EngineWatch watch;
    private final CompletableFuture<Void> stopped;
    private boolean stalled;
    private boolean closed;

    private LiveSession(
        Config config, EventLoops loops, TickRing ring, Engine engine, Gateway gateway,
        Bootstrap bootstrap, OutboundRing outbound, LatencyRecorder latency, int incarnation,
        int firstSegment, CompletableFuture<Void> stopped) {
        this.config = config;
        this.loops = loops;
        this.ring = ring;
        this.engine = engine;
        this.gateway = gateway;
        this.bootstrap = bootstrap;
        this.outbound = outbound;
        this.latency = latency;
        this.incarnation = incarnation;
        this.firstSegment = firstSegment;
        this.watch = new EngineWatch(ring, config.engine().stallNs(), 2 * WATCH_EVERY_NS);
        this.stopped = stopped;
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
        long orderKey = before == null ? OrderKey.random() : before.orderKey();
        Stages stages = before == null
            ? Stages.create(config, folder.id(), orderKey,
                Strategies.begin(config.strategy(), folder.journal()))
            : before.stages();
        EventLoops loops = EventLoops.open("tickwire-io");
        Connector connector = new Connector(loops, extraCa == null
            ? ClientTls.systemTrust() : ClientTls.alsoTrusting(extraCa));
        MonotonicClock clock =
            MonotonicClock.anchor(before == null ? 0 : before.lastEngineNs());
        JournalWriter writer = JournalWriter.open(new JournalWriter.Settings(
            folder.journal(), before == null ? folder.id() : before.session(), orderKey,
            incarnation, firstSegment,
            ConfigReader.toYaml(config), config.journal().segment(),
            config.journal().forceNs(), SEGMENT_TIMEOUT_NS));
        int cores = Runtime.getRuntime().availableProcessors();
        TickRing ring = new TickRing(config.engine().ringSlots(), config.engine().arena(),
            WaitStrategies.of(config.engine().waiting(), cores), clock,
            stages.lastSequence() + 1, config.journal().frames() == Config.Frames.RAW);
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        RestClient rest = new RestClient(connector, RestClient.DEFAULT_MAX_BODY_BYTES);
        Gateway gateway = new Gateway(loops.loop(), new Gateway.Venue(connector, rest, roots,
            StreamPlan.of(config.symbols(), config.streams()), WebSocketOptions.DEFAULT), ring,
            producerTable(stages), config, stopped::completeExceptionally);
        OutboundRing outbound = new OutboundRing(gateway::wakeUp);
        JournalStage journal = new JournalStage(writer, stages, outbound);
        journal.writeHead(before == null ? 0 : before.lastEngineNs());
        LatencyRecorder latency = new LatencyRecorder();
        Engine engine = Engine.start(ring, writer, journal, stages, clock, latency);
        engine.ended().whenComplete((end, failure) -> complete(stopped, failure));
        Bootstrap bootstrap =
            new Bootstrap(loops.loop(), rest, roots, ring, gateway.inputs());
        return new LiveSession(config, loops, ring, engine, gateway, bootstrap, outbound, latency,
            incarnation, firstSegment, stopped);
    }

    private static void complete(CompletableFuture<Void> future, Throwable failure) {
        if (failure == null) {
            future.complete(null);
        } else {
            future.completeExceptionally(
                failure instanceof CompletionException ? failure.getCause() : failure);
        }
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
     * Asks the venue what has to be known and then lets the engine begin; waits for neither. What
     * the venue does not answer stays unknown; a symbol that it does not list ends the session
     * with a {@link StartException}.
     *
     * @param warn takes what a person should know, on a thread of its own
     */
    void start(Consumer<String> warn) {
        Executor cold = task -> {
            Thread thread = new Thread(task, "tickwire-start");
            thread.setDaemon(true);
            thread.start();
        };
        loops.loop().execute(() -> {
            gateway.begin(incarnation);
            bootstrap.exchangeInfo()
                .handleAsync((body, failure) -> listed(body, failure, warn), cold)
                .thenAcceptAsync(info -> gateway.start(outbound, info), loops.loop())
                .whenComplete((begun, failure) -> {
                    if (failure != null) {
                        complete(stopped, failure);
                    }
                });
        });
    }

    /** What is known of the symbols of this session. */
    private ExchangeInfo listed(byte[] body, Throwable failure, Consumer<String> warn) {
        if (failure != null) {
            return unknown(warn, words(failure));
        }
        ExchangeInfo info;
        try {
            info = ExchangeInfo.read(body);
        } catch (IOException noList) {
            return unknown(warn, words(noList));
        }
        Map<String, ExchangeInfo.Listing> bySymbol = new HashMap<>();
        info.listings().forEach(listing -> bySymbol.put(listing.symbol(), listing));
        List<String> absent =
            config.symbols().stream().filter(symbol -> !bySymbol.containsKey(symbol)).toList();
        if (!absent.isEmpty()) {
            throw new CompletionException(new StartException(
                "symbols: not listed by the venue: " + String.join(", ", absent)));
        }
        return new ExchangeInfo(
            config.symbols().stream().map(bySymbol::get).toList(), info.weightPerMinute());
    }

    private ExchangeInfo unknown(Consumer<String> warn, String why) {
        warn.accept("limits of all symbols unknown: " + why);
        return new ExchangeInfo(
            config.symbols().stream().map(ExchangeInfo.Listing::unknown).toList(),
            RestCalls.DEFAULT_WEIGHT_PER_MINUTE);
    }

    private static String words(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /**
     * Looks whether the engine still makes progress; called often, by the thread that closes.
     *
     * @param nowNs any monotonic clock, ns
     */
    void watch(long nowNs) {
        long stalledNs = watch.stalledNs(nowNs);
        if (stalledNs > 0) {
            stalled = true;
            stopped.completeExceptionally(new IllegalStateException(
                "the engine made no progress for " + stalledNs / 1_000_000 + " ms"));
        }
    }

    /** Completes when the session stops by itself, or has been closed. */
    CompletableFuture<Void> stopped() {
        return stopped;
    }

    /** Why it stopped by itself or could not be closed well, null if neither; once closed. */
    Throwable failure() {
        if (!stopped.isCompletedExceptionally()) {
            return null;
        }
        return stopped.handle((end, failure) -> failure).join();
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
        if (closed) {
            return;
        }
        closed = true;
        if (stalled) {
            // Its journal stays torn: no other thread may write it. The I/O thread may be waiting.
            ring.stop();
        } else {
            end();
        }
        loops.close();
    }

    private void end() {
        loops.loop().execute(() -> {
            bootstrap.end();
            gateway.end();
        });
        try {
            engine.ended().get(END_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            stopped.completeExceptionally(failed.getCause());
        } catch (TimeoutException late) {
            ring.stop();
            stopped.completeExceptionally(new IllegalStateException(
                "the engine did not end within " + END_TIMEOUT_MS + " ms"));
        }
    }
}
