package io.tickwire.transport.live;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.core.Recovery;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.latency.LatencyLog;
import io.tickwire.engine.latency.LatencyTable;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.transport.binance.VenueRoots;
import io.tickwire.transport.monitor.JournalObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs a session from its start until somebody wants it to end, with an observer beside it. */
public final class LiveRun {
    private static final long LATENCY_EVERY_NS = TimeUnit.SECONDS.toNanos(1);

    private LiveRun() {
    }

    /**
     * What to run.
     *
     * @param folder     of the session, locked
     * @param config     frozen
     * @param before     what an earlier incarnation left, null for a new session
     * @param roots      addresses of the venue
     * @param durationNs how long, {@link Long#MAX_VALUE} = until it is wanted to end
     * @param extraCa    PEM of certificates to trust besides the system's, null for none
     */
    public record Settings(
        SessionFolder folder, Config config, Recovery before, VenueRoots roots, long durationNs,
        Path extraCa) {
    }

    /**
     * How it ended.
     *
     * @param events    inputs of this run
     * @param latencies table for people
     * @param failure   why the engine stopped itself, null if it did not
     */
    public record Outcome(long events, List<String> latencies, String failure) {
    }

    /**
     * Runs.
     *
     * @param settings what
     * @param onRecord gets each journal record, on the observer's thread
     * @param warn     takes what a person should know
     * @param stop     completes when it shall end
     * @return how it ended
     * @throws IOException          if it cannot begin
     * @throws InterruptedException if the thread is interrupted
     */
    public static Outcome run(
        Settings settings, Consumer<Event> onRecord, Consumer<String> warn,
        CompletableFuture<Void> stop) throws IOException, InterruptedException {
        LiveSession session = LiveSession.open(
            settings.folder(), settings.config(), settings.before(), settings.roots(),
            settings.extraCa());
        LatencyLog latency = LatencyLog.open(
            settings.folder().latencyLog(), session.latency(), System.currentTimeMillis());
        Every second = new Every(LATENCY_EVERY_NS, latency::writeIntervals);
        JournalObserver observer = JournalObserver.start(
            settings.folder().journal(), session.firstSegment(), onRecord, second);
        String failure;
        try {
            session.start(warn);
            failure = await(session, settings.durationNs(), stop);
        } finally {
            session.close();
            observer.close();
            latency.close();
        }
        return new Outcome(session.events(), LatencyTable.of(latency), failure);
    }

    private static String await(
        LiveSession session, long durationNs, CompletableFuture<Void> stop)
        throws InterruptedException {
        try {
            CompletableFuture.anyOf(stop, session.stoppedItself())
                .get(durationNs, TimeUnit.NANOSECONDS);
            return null;
        } catch (TimeoutException over) {
            return null;
        } catch (ExecutionException stopped) {
            Throwable cause = stopped.getCause();
            return cause.getMessage() == null ? cause.toString() : cause.getMessage();
        }
    }

    /** Runs something at most once in so long; on the thread that calls it. */
    private static final class Every implements Runnable {
        private final long everyNs;
        private final Runnable task;
        private long lastNs = System.nanoTime();

        Every(long everyNs, Runnable task) {
            this.everyNs = everyNs;
            this.task = task;
        }

        @Override
        public void run() {
            long nowNs = System.nanoTime();
            if (nowNs - lastNs >= everyNs) {
                lastNs = nowNs;
                task.run();
            }
        }
    }
}
