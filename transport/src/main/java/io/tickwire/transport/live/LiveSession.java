package io.tickwire.transport.live;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.core.Engine;
import io.tickwire.engine.core.JournaledStages;
import io.tickwire.engine.core.OutboundRing;
import io.tickwire.engine.core.SessionStart;
import io.tickwire.engine.core.Stages;
import io.tickwire.engine.core.Strategies;
import io.tickwire.engine.core.WaitStrategies;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.latency.LatencyRecorder;
import io.tickwire.engine.ring.MonotonicClock;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.session.OrderKey;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.transport.netty.EventLoops;
import io.tickwire.transport.netty.WebSocketOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
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
    /** Whoever wants it to end hears after this time why it has not. */
    private static final long WORD_AFTER_NS = TimeUnit.SECONDS.toNanos(1);

    private final int incarnation;
    private final IoSide io;
    private final EngineSide core;
    private final SessionWatch watch;
    private final CompletableFuture<Void> stopped;
    private Consumer<String> warn = line -> { };
    private Runnable ending = () -> { };
    private boolean stalled;
    private boolean closed;

    /**
     * What lives on the I/O thread.
     *
     * @param loops     its event loop, closed with the session
     * @param gateway   produces what the engine consumes
     * @param bootstrap asks what has to be known first
     */
    record IoSide(EventLoops loops, Gateway gateway, Bootstrap bootstrap) {
    }

    /**
     * What the engine thread has to do with.
     *
     * @param ring         what comes in
     * @param outbound     what goes out
     * @param engine       running
     * @param latency      how long things took
     * @param firstSegment index of the first one that this run writes
     */
    record EngineSide(
        TickRing ring, OutboundRing outbound, Engine engine, LatencyRecorder latency,
        int firstSegment) {
    }

    /**
     * Of parts that are running.
     *
     * @param incarnation of the session
     * @param watch       over their progress
     * @param stopped     completes when it stops by itself
     */
    LiveSession(
        int incarnation, IoSide io, EngineSide core, SessionWatch watch,
        CompletableFuture<Void> stopped) {
        this.incarnation = incarnation;
        this.io = io;
        this.core = core;
        this.watch = watch;
        this.stopped = stopped;
    }

    /**
     * Opens the journal and starts both threads; nothing is connected yet.
     *
     * @param settings what to run
     * @throws IOException if the journal cannot be begun, or certificates cannot be read
     */
    static LiveSession open(LiveRun.Settings settings) throws IOException {
        Config config = settings.config();
        SessionStart start =
            settings.before() == null ? begin(settings) : SessionStart.resume(settings.before());
        CompletableFuture<Void> stopped = new CompletableFuture<>();

        EventLoops loops = EventLoops.open("tickwire-io");
        Wire wire = Wire.open(loops, settings.extraCa(), WebSocketOptions.DEFAULT);
        MonotonicClock clock = MonotonicClock.anchor(start.lastEngineNs());
        TickRing ring = new TickRing(config.engine().ringSlots(), config.engine().arena(),
            WaitStrategies.of(
                config.engine().waiting(), Runtime.getRuntime().availableProcessors()),
            clock, start.stages().lastSequence() + 1,
            config.journal().frames() == Config.Frames.RAW);

        ListingReader listings = ListingReader.of(settings);
        Gateway gateway = new Gateway(wire, settings.venue(), ring,
            producerTable(start.stages()), listings, config.timer().everyNs(),
            stopped::completeExceptionally);
        Bootstrap bootstrap = new Bootstrap(settings.venue().bootstrap(),
            new StartCalls(wire, settings.venue().calls(), ring, gateway.facts()), listings,
            settings.demands());

        OutboundRing outbound = new OutboundRing(gateway::wakeUp);
        JournaledStages journaled =
            start.journaled(settings.folder().journal(), SEGMENT_TIMEOUT_NS, outbound);
        LatencyRecorder latency = new LatencyRecorder();
        Engine engine = Engine.start(ring, journaled.writer(), journaled.journal(),
            start.stages(), clock, latency);
        engine.ended().whenComplete((end, failure) -> complete(stopped, failure));
        return new LiveSession(start.incarnation(), new IoSide(loops, gateway, bootstrap),
            new EngineSide(ring, outbound, engine, latency, start.firstSegment()),
            SessionWatch.of(ring, engine, loops, config.engine().stallNs()), stopped);
    }

    private static SessionStart begin(LiveRun.Settings settings) throws IOException {
        return SessionStart.begin(settings.config(), settings.folder().id(), OrderKey.random(),
            strategy(settings), 0);
    }

    /** One that is there already needs its jar in the journal as much as one that is made. */
    private static Strategy strategy(LiveRun.Settings settings) throws IOException {
        Config.Strategy configured = settings.config().strategy();
        Strategy given = settings.strategy();
        if (given != null && configured.jar().isEmpty()) {
            return given;
        }
        Strategy made = Strategies.begin(configured, settings.folder().journal());
        if (given == null) {
            return made;
        }
        // Where only the jar names a class, it is known by now.
        LiveRun.Settings.requireClass(given, made.getClass().getName());
        return given;
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

    private static void complete(CompletableFuture<Void> future, Throwable failure) {
        if (failure == null) {
            future.complete(null);
        } else {
            future.completeExceptionally(
                failure instanceof CompletionException ? failure.getCause() : failure);
        }
    }

    /**
     * Asks the venue what has to be known and then lets the engine begin; waits for neither. What
     * the venue does not answer stays unknown, and the engine asks again; a refused login, or what
     * its list lacks, ends the session with a {@link StartException}.
     *
     * @param warn   takes what a person should know, on a thread of its own
     * @param ending run again and again while the session ends and is not stuck
     */
    void start(Consumer<String> warn, Runnable ending) {
        this.warn = warn;
        this.ending = ending;
        io.loops().loop().execute(() -> {
            io.gateway().begin(incarnation);
            io.bootstrap().run(warn)
                .thenAcceptAsync(
                    terms -> io.gateway().start(core.outbound(), terms), io.loops().loop())
                .whenComplete((begun, failure) -> {
                    if (failure != null) {
                        complete(stopped, failure);
                    }
                });
        });
    }

    /**
     * Looks whether the engine still makes progress, by any monotonic clock; called again and again
     * by the thread that closes. Returns after how many ns.
     */
    long watch(long nowNs) {
        stalled(watch.whoIsStuck(nowNs));
        return watch.everyNs();
    }

    private void stalled(String words) {
        if (words != null) {
            stalled = true;
            stopped.completeExceptionally(new IllegalStateException(words));
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
        return core.latency();
    }

    int firstSegment() {
        return core.firstSegment();
    }

    long events() {
        return core.engine().events();
    }

    /** Publishes END, waits for the engine while it makes progress, and ends both threads. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (!stalled) {
            end();
        }
        if (stalled) {
            // Its journal stays torn: no other thread may write it. The I/O thread may be waiting.
            core.ring().stop();
        }
        io.loops().close();
    }

    private void end() {
        CompletableFuture<Void> left = new CompletableFuture<>();
        io.loops().loop().execute(() -> {
            io.bootstrap().end();
            io.gateway().end();
            left.complete(null);
        });
        long wordNs = System.nanoTime() + WORD_AFTER_NS;
        boolean told = false;
        while (!stalled && !hasEnded()) {
            ending.run();
            long nowNs = System.nanoTime();
            stalled(watch.whoIsStuckAtTheEnd(left.isDone(), nowNs));
            if (!told && nowNs - wordNs >= 0) {
                told = true;
                warn.accept("ending: " + watch.backlog() + " events are still to be journaled;"
                    + " Ctrl-C again ends at once and leaves the journal open");
            }
        }
    }

    private boolean hasEnded() {
        try {
            core.engine().ended().get(watch.everyNs(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException failed) {
            stopped.completeExceptionally(failed.getCause());
            return true;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
