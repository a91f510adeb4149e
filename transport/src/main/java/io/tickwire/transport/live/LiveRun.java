package io.tickwire.transport.live;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.core.Recovery;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.latency.LatencyLog;
import io.tickwire.engine.latency.LatencyTable;
import io.tickwire.engine.session.OwnerOnly;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.transport.monitor.JournalObserver;
import io.tickwire.transport.monitor.RecordObserver;
import io.tickwire.transport.venue.VenueClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs a session from its start until somebody wants it to end, with observers beside it. */
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
     * @param venue      to run on
     * @param strategy   of a new session, null = to be made as configured; it is of the class that
     *                   the configuration names, since a replay makes that one anew
     * @param durationNs how long, {@link Long#MAX_VALUE} = until it is wanted to end
     * @param extraCa    PEM of certificates to trust besides the system's, null for none
     * @param waitsForTrading whether a new session begins although a symbol is not traded yet;
     *                   one that goes on always does
     */
    public record Settings(
        SessionFolder folder, Config config, Recovery before, VenueClient venue,
        Strategy strategy, long durationNs, Path extraCa, boolean waitsForTrading) {
        /** A session that goes on has its strategy already. */
        public Settings {
            if (before != null && strategy != null) {
                throw new IllegalArgumentException(
                    "a session goes on with the strategy that it began with");
            }
            String configured = config.strategy().className();
            if (strategy != null && !configured.isEmpty()) {
                requireClass(strategy, configured);
            }
        }

        /**
         * Refuses a strategy that a replay would not make.
         *
         * @param given    to run
         * @param expected name of its class, as it is configured
         */
        static void requireClass(Strategy given, String expected) {
            String name = given.getClass().getName();
            if (!name.equals(expected)) {
                throw new IllegalArgumentException(
                    "strategy.class: " + expected + ", but the strategy given is a " + name);
            }
        }

        /**
         * A new session, until it is wanted to end.
         *
         * @param folder of the session, locked
         * @param config frozen
         * @param venue  to run on
         * @return settings
         */
        public static Settings begin(SessionFolder folder, Config config, VenueClient venue) {
            return new Settings(
                folder, config, null, venue, null, Long.MAX_VALUE, null, false);
        }

        /**
         * A session that goes on, until it is wanted to end.
         *
         * @param folder of the session, locked
         * @param before what an earlier incarnation left
         * @param venue  to run on
         * @return settings
         */
        public static Settings resume(
            SessionFolder folder, Recovery before, VenueClient venue) {
            return new Settings(
                folder, before.config(), before, venue, null, Long.MAX_VALUE, null, false);
        }

        /**
         * The same for a time.
         *
         * @param ns how long
         * @return new settings
         */
        public Settings withDuration(long ns) {
            return new Settings(
                folder, config, before, venue, strategy, ns, extraCa, waitsForTrading);
        }

        /**
         * The same with further trust.
         *
         * @param pem certificates to trust besides the system's, null for none
         * @return new settings
         */
        public Settings withExtraCa(Path pem) {
            return new Settings(
                folder, config, before, venue, strategy, durationNs, pem, waitsForTrading);
        }

        /**
         * The same with a strategy that is there already.
         *
         * @param given in its initial state, of the configured class
         * @return new settings
         * @throws IllegalArgumentException if it is of another class
         */
        public Settings withStrategy(Strategy given) {
            return new Settings(folder, config, before, venue, given, durationNs, extraCa,
                waitsForTrading);
        }

        /**
         * The same, perhaps with symbols that are not traded yet.
         *
         * @param waits whether it begins all the same
         * @return new settings
         */
        public Settings withWaitForTrading(boolean waits) {
            return new Settings(
                folder, config, before, venue, strategy, durationNs, extraCa, waits);
        }

        /** What the venue's list has to say, or the run does not begin. */
        Bootstrap.Demands demands() {
            return before != null ? Bootstrap.Demands.NONE
                : waitsForTrading ? Bootstrap.Demands.LISTED : Bootstrap.Demands.TRADED;
        }

        /** @return of the run that begins, 1 for a new session */
        public int incarnation() {
            return before == null ? 1 : before.incarnation() + 1;
        }
    }

    /**
     * How it ended.
     *
     * @param events    inputs of this run
     * @param latencies table for people
     * @param failure   why the engine stopped itself, null if it did not
     */
    public record Outcome(long events, List<String> latencies, Throwable failure) {
        /** @return the message of the failure, null if there is none */
        public String failureWords() {
            return failure == null ? null
                : failure.getMessage() == null ? failure.toString() : failure.getMessage();
        }
    }

    /**
     * Runs with one observer.
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
        return run(settings, List.of(onRecord::accept), warn, stop, () -> { });
    }

    /**
     * Runs.
     *
     * @param settings  what
     * @param observers each gets the journal's records, on a thread of its own, so that one that
     *                  waits holds up no other
     * @param warn      takes what a person should know
     * @param stop      completes when it shall end
     * @param ending    run again and again while it ends and is not stuck, on this thread
     * @return how it ended
     * @throws IOException          if it cannot begin
     * @throws InterruptedException if the thread is interrupted
     */
    public static Outcome run(
        Settings settings, List<RecordObserver> observers, Consumer<String> warn,
        CompletableFuture<Void> stop, Runnable ending) throws IOException, InterruptedException {
        try (LiveSession session = LiveSession.open(settings)) {
            OwnerOnly.createFile(settings.folder().latencyLog());
            LatencyLog latency = LatencyLog.open(
                settings.folder().latencyLog(), session.latency(), System.currentTimeMillis());
            try (latency) {
                follow(session, latency, settings, observers, warn, stop, ending);
            }
            Throwable failure = session.failure();
            if (failure instanceof StartException cannot) {
                throw cannot;
            }
            return new Outcome(session.events(), 
                LatencyTable.of(latency::sum, Collections.emptySortedMap()), failure);
        }
    }

    /** The session has ended and the observers have seen its end when this returns. */
    private static void follow(
        LiveSession session, LatencyLog latency, Settings settings,
        List<RecordObserver> observers, Consumer<String> warn, CompletableFuture<Void> stop,
        Runnable ending) throws InterruptedException {
        List<JournalObserver> following = observers.stream().map(observer -> JournalObserver.start(
            settings.folder().journal(), session.firstSegment(), observer, warn)).toList();
        try {
            session.start(warn, ending);
            await(session, latency, settings.durationNs(), stop);
        } finally {
            session.close();
            following.forEach(observer -> observer.close(ending));
        }
    }

    private static void await(
        LiveSession session, LatencyLog latency, long durationNs, CompletableFuture<Void> stop)
        throws InterruptedException {
        // In whatever way it is over, failure() knows it.
        CountDownLatch over = new CountDownLatch(1);
        stop.whenComplete((any, failure) -> over.countDown());
        session.stopped().whenComplete((any, failure) -> over.countDown());
        long startNs = System.nanoTime();
        long latencyNs = startNs;
        long leftNs = durationNs;
        long watchNs = session.watch(startNs);
        while (leftNs > 0
            && !over.await(Math.min(leftNs, watchNs), TimeUnit.NANOSECONDS)) {
            long nowNs = System.nanoTime();
            leftNs = durationNs - (nowNs - startNs);
            watchNs = session.watch(nowNs);
            if (nowNs - latencyNs >= LATENCY_EVERY_NS) {
                latencyNs = nowNs;
                latency.writeIntervals();
            }
        }
    }
}
