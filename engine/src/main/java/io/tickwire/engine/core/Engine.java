package io.tickwire.engine.core;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.journal.JournalWriter;
import io.tickwire.engine.latency.Hop;
import io.tickwire.engine.latency.LatencyRecorder;
import io.tickwire.engine.ring.EngineClock;
import io.tickwire.engine.ring.TickRing;
import java.util.concurrent.CompletableFuture;

/**
 * The engine thread, the only consumer of the ring. It runs the stages on each event and ends with
 * the END event or with the first exception of a stage, which its owner sees. In both cases it
 * closes the journal itself, since no other thread may write it. Where it has fallen behind, engine
 * time is when it takes an event, so that what waited in the ring is seen to be old.
 */
public final class Engine {
    private static final int SAMPLE_MASK = Hop.SAMPLED_ONE_IN - 1;
    private static final int TOTAL_MASK = Hop.TOTAL_ONE_IN - 1;
    private static final int SOCKET = Source.SOCKET.ordinal();
    private static final int BACKFILL = Source.BACKFILL.ordinal();

    private final TickRing ring;
    private final JournalWriter writer;
    private final JournalStage journal;
    private final Stages stages;
    private final EngineClock clock;
    private final LatencyRecorder latency;
    private final SequenceBarrier barrier;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CompletableFuture<ThreadActivity> activity = new CompletableFuture<>();
    private final Thread thread;

    // Engine thread only.
    private final Event event = new Event();
    private final CatchUp catchUp = new CatchUp();
    private long events;
    /** When it has had ticks for long enough. */
    private long warmNs;

    private Engine(
        TickRing ring, JournalWriter writer, JournalStage journal, Stages stages,
        EngineClock clock, LatencyRecorder latency) {
        this.ring = ring;
        this.writer = writer;
        this.journal = journal;
        this.stages = stages;
        this.clock = clock;
        this.latency = latency;
        this.barrier = ring.newBarrier();
        this.thread = new Thread(this::run, "tickwire-engine");
    }

    /**
     * Starts the thread.
     *
     * @param ring    consumed from now on
     * @param writer  closed at the end
     * @param journal around that writer, its head written
     * @param stages  run on each event
     * @param clock   the producer's, for latencies only
     * @param latency recorded into
     * @return the running engine
     */
    public static Engine start(
        TickRing ring, JournalWriter writer, JournalStage journal, Stages stages,
        EngineClock clock, LatencyRecorder latency) {
        Engine engine = new Engine(ring, writer, journal, stages, clock, latency);
        engine.thread.start();
        return engine;
    }

    private void run() {
        activity.complete(ThreadActivity.ofCurrent());
        try {
            loop();
            ring.stop();
            writer.close();
            ended.complete(null);
        } catch (AlertException | TimeoutException | InterruptedException impossible) {
            stopVisibly(new IllegalStateException("engine interrupted", impossible));
        } catch (Throwable failure) {
            stopVisibly(failure);
        }
    }

    private void stopVisibly(Throwable failure) {
        ring.stop();
        try {
            writer.close();
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
        ended.completeExceptionally(failure);
    }

    private void loop() throws AlertException, TimeoutException, InterruptedException {
        Sequence consumed = ring.consumed();
        long next = consumed.get() + 1;
        while (true) {
            long available = barrier.waitFor(next);
            long nowNs = clock.nowNs();
            while (next <= available) {
                ring.wrap(event, next);
                EventType type = event.type();
                long claimedNs = event.engineNs();
                catchUp.onTaken(event, nowNs);
                if ((next & SAMPLE_MASK) == 0 && type.isTick() && isWarmSocketTick(nowNs)) {
                    runMeasured(claimedNs);
                } else {
                    journal.append(event);
                    stages.onEvent(event, journal);
                }
                nowNs = clock.nowNs();
                if (type.isTick()) {
                    recordWholeWay(next, nowNs);
                }
                events++;
                if (type == EventType.END) {
                    journal.writeFoot();
                    consumed.set(next);
                    return;
                }
                // One by one, so that the arena is freed as early as possible.
                consumed.set(next);
                next++;
            }
        }
    }

    private boolean isWarmSocketTick(long nowNs) {
        return event.sourceCode() == SOCKET && warmNs != 0 && nowNs - warmNs >= 0;
    }

    /** To record one value costs as much as to journal a tick, so of most ticks only a sample. */
    private void recordWholeWay(long ringSequence, long nowNs) {
        Hop hop = wholeWay(nowNs);
        if (hop != Hop.TOTAL || (ringSequence & TOTAL_MASK) == 0) {
            latency.record(hop, nowNs - event.receiveNs());
        }
    }

    /** Which row a tick belongs to. */
    private Hop wholeWay(long nowNs) {
        if (warmNs == 0) {
            warmNs = nowNs + Hop.WARM_UP_NS;
        }
        int source = event.sourceCode();
        return source == SOCKET ? nowNs - warmNs < 0 ? Hop.WARMUP : Hop.TOTAL
            : source == BACKFILL ? Hop.BACKFILL : Hop.POLLED;
    }

    private void runMeasured(long claimedNs) {
        long takenNs = clock.nowNs();
        latency.record(Hop.DECODE, claimedNs - event.receiveNs());
        latency.record(Hop.RING, takenNs - claimedNs);
        journal.append(event);
        long journaledNs = clock.nowNs();
        latency.record(Hop.JOURNAL, journaledNs - takenNs);
        stages.heartbeat(event, journal);
        long heartbeatNs = clock.nowNs();
        latency.record(Hop.HEARTBEAT, heartbeatNs - journaledNs);
        stages.signal(event, journal);
        long signalNs = clock.nowNs();
        latency.record(Hop.SIGNAL, signalNs - heartbeatNs);
        stages.order(event, journal);
        latency.record(Hop.ORDER, clock.nowNs() - signalNs);
    }

    /** @return completes when the thread has ended and the journal is closed; with the cause if it
     *     stopped itself */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** @return what its thread is doing; waits until that has begun */
    public ThreadActivity activity() {
        return activity.join();
    }

    /** @return inputs worked off; exact once {@link #ended()} */
    public long events() {
        return events;
    }
}
