package io.tickwire.perf.faults;

import io.tickwire.perf.process.EngineProcess;
import io.tickwire.perf.process.Suspendable;
import io.tickwire.perf.process.SuspendableProcess;
import io.tickwire.perf.process.SuspendableThread;
import io.tickwire.perf.process.VenueProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Scenarios in which a process or a thread stands still and goes on, as on a machine that sleeps
 * or swaps: sockets stay open and what is sent meanwhile waits. No venue can do that to itself.
 */
enum Standstill implements Scenario {
    /** The engine, all of it. */
    ENGINE_STOPPED {
        @Override
        Suspendable target(VenueProcess venue, EngineProcess engine) {
            return new SuspendableProcess(engine.pid());
        }
    },
    /** The venue. */
    VENUE_STOPPED {
        @Override
        Suspendable target(VenueProcess venue, EngineProcess engine) {
            return new SuspendableProcess(venue.pid());
        }
    },
    /** The engine's thread of sockets, REST and timer, while its engine thread goes on. */
    IO_THREAD_STOPPED {
        @Override
        Suspendable target(VenueProcess venue, EngineProcess engine) throws IOException {
            return SuspendableThread.of(engine.pid(), "tickwire-io");
        }

        @Override
        public RunSetup setup(Path folder) {
            return RunSetup.withEngineFlags(SuspendableThread.JVM_FLAGS);
        }
    };

    /** Longer than any limit of silence. */
    static final long LASTS_NS = TimeUnit.SECONDS.toNanos(15);
    /** Until then the strategy has seen enough to order. */
    private static final long GREEN_BEFORE_NS = TimeUnit.SECONDS.toNanos(15);

    abstract Suspendable target(VenueProcess venue, EngineProcess engine) throws IOException;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All of them by their names. */
    static SortedMap<String, Scenario> byName() {
        SortedMap<String, Scenario> all = new TreeMap<>();
        for (Standstill one : values()) {
            all.put(one.label(), one);
        }
        return all;
    }

    @Override
    public RunSetup setup(Path folder) {
        return RunSetup.NOTHING;
    }

    @Override
    public FaultInjector begin(VenueProcess venue, EngineProcess engine) throws IOException {
        return new Injector(target(venue, engine));
    }

    @Override
    public int faults() {
        return 1;
    }

    @Override
    public long endNs() {
        return GREEN_BEFORE_NS + LASTS_NS;
    }

    /** The same: it waits for the engine, however late that is. */
    @Override
    public Scenario delayed(long byNs) {
        return this;
    }

    /** Stops once the feed has been GREEN for a while. */
    private static final class Injector implements FaultInjector {
        private final Suspendable target;
        private long beganAtNs;
        private FaultTimes times = FaultTimes.NONE;

        Injector(Suspendable target) {
            this.target = target;
        }

        @Override
        public FaultTimes advance(long greenForNs) throws IOException, InterruptedException {
            // Times are read before anything is done, so that nothing of it can be older.
            if (times.beganNs().isEmpty() && greenForNs >= GREEN_BEFORE_NS) {
                times = new FaultTimes(Map.of(0, nowNs()), 0, 0);
                beganAtNs = System.nanoTime();
                target.suspend();
            } else if (isOver()) {
                times = new FaultTimes(times.beganNs(), nowNs(), 1);
                target.resume();
            }
            return times;
        }

        private boolean isOver() {
            return !times.beganNs().isEmpty() && times.ended() == 0
                && System.nanoTime() - beganAtNs >= LASTS_NS;
        }

        private static long nowNs() {
            Instant now = Clock.systemUTC().instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        /** What stands still would not hear that it shall end. */
        @Override
        public void close() {
            try (target) {
                if (!times.beganNs().isEmpty() && times.ended() == 0) {
                    target.resume();
                }
            } catch (IOException ended) {
                // Then nothing stands still.
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
