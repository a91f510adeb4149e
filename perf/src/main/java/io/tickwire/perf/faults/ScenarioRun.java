package io.tickwire.perf.faults;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.Flags;
import io.tickwire.perf.process.Children;
import io.tickwire.perf.process.EngineProcess;
import io.tickwire.perf.process.Folders;
import io.tickwire.perf.process.VenueProcess;
import io.tickwire.transport.monitor.JournalObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Sends one engine through one scenario: until all faults are over and the feed has been GREEN for
 * long enough to believe it, or has had its time. Both processes have ended when it returns.
 */
public final class ScenarioRun {
    /** The longest back-off and what is behind it, twice. */
    private static final long MOST_AFTER_NS = TimeUnit.SECONDS.toNanos(90);
    /** Behind {@code stableAfter}: one switch back more would come within that. */
    private static final long GREEN_MORE_NS = TimeUnit.SECONDS.toNanos(2);
    /** So long the feed is GREEN before a fault. */
    private static final long LEAST_GREEN_NS = TimeUnit.SECONDS.toNanos(2);
    private static final int MOST_MORE = 3;
    private static final long LATER_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_EVERY_MS = 100;
    private static final Semaphore STARTING = new Semaphore(1, true);
    private static final String FAULT_FAILED = "venue: fault failed: ";
    private static final String LATE = "the engine was not ready for the first fault";
    private static final long MOST_BEHIND_S = 300;

    private final Path folder;
    private final Scenario scenario;
    private final EngineSettings settings;
    private final CompletableFuture<Void> stop;
    private boolean isStarting;
    private FaultTimes times = FaultTimes.NONE;

    // Written by the observer's thread.
    private volatile boolean green;
    private volatile boolean everGreen;
    private volatile long changedNs;
    /** When the feed turned GREEN for the first time, engine time. */
    private volatile long greenFromNs;
    private volatile String observerFailure;
    /** Symbols whose limits are still asked for. */
    private volatile int unknownSymbols;
    private final Set<Integer> unknown = new TreeSet<>();

    private ScenarioRun(Path folder, Scenario scenario, EngineSettings settings,
        CompletableFuture<Void> stop) {
        this.folder = folder;
        this.scenario = scenario;
        this.settings = settings;
        this.stop = stop;
    }

    /**
     * What is left of it.
     *
     * @param session folder of the engine's session
     * @param times   of the faults
     * @param failure why it says nothing; null for a good run
     * @param late    whether that is only because the feed was not GREEN in time, so that another
     *                run may do
     */
    public record Result(Path session, FaultTimes times, String failure, boolean late) {
    }

    /**
     * Where it runs.
     *
     * @param children that its processes become
     * @param folder   made anew; gets what both processes leave
     * @param progress     takes a line for people
     */
    public record Place(Children children, Path folder, Consumer<String> progress) {
    }

    /**
     * Runs it; where a busy machine starts the engine too late for the first fault, once more with
     * all faults later.
     *
     * @param place    where
     * @param scenario that it is sent through
     * @param seed     of the venue's market
     * @param settings what they are told
     * @param stop     completes when somebody wants it to end early
     * @return what is left
     * @throws IOException          if something does not start
     * @throws InterruptedException if the thread is interrupted
     */
    public static Result runWithRetry(Place place, Scenario scenario, long seed,
        EngineSettings settings, CompletableFuture<Void> stop)
        throws IOException, InterruptedException {
        Path folder = place.folder();
        Result result = run(place.children(), folder, scenario, seed, settings, stop);
        for (int more = 1; result.late() && more <= MOST_MORE; more++) {
            place.progress().accept(folder.getFileName() + ": " + LATE + ", once more");
            Folders.delete(folder);
            Scenario later = scenario.delayed(more * LATER_NS);
            result = run(place.children(), folder, later, seed, settings, stop);
        }
        return result;
    }

    /**
     * Runs it.
     *
     * @param children that its processes become
     * @param folder   made anew; gets what both processes leave
     * @param scenario that it is sent through
     * @param seed     of the venue's market
     * @param settings what they are told
     * @param stop     completes when somebody wants it to end early
     * @return what is left
     * @throws IOException          if something does not start
     * @throws InterruptedException if the thread is interrupted
     */
    private static Result run(Children children, Path folder, Scenario scenario, long seed,
        EngineSettings settings, CompletableFuture<Void> stop)
        throws IOException, InterruptedException {
        Files.createDirectories(folder);
        return new ScenarioRun(folder, scenario, settings, stop).run(children, seed);
    }

    private Result run(Children children, long seed) throws IOException, InterruptedException {
        // One start at a time: many at once would all come too late for their faults.
        STARTING.acquire();
        isStarting = true;
        try {
            return withVenue(children, seed);
        } finally {
            started();
        }
    }

    private void started() {
        if (isStarting) {
            isStarting = false;
            STARTING.release();
        }
    }

    private Result withVenue(Children children, long seed)
        throws IOException, InterruptedException {
        RunSetup setup = scenario.setup(folder);
        List<String> options = new ArrayList<>(List.of("--seed", Long.toString(seed)));
        options.addAll(setup.venueOptions());
        try (VenueProcess venue = VenueProcess.start(children, options)) {
            try {
                return through(children, venue, setup);
            } finally {
                Files.write(folder.resolve("venue-stderr"), venue.lines());
            }
        }
    }

    private Result through(Children children, VenueProcess venue, RunSetup setup)
        throws IOException, InterruptedException {
        // No engine outlives a bench that is killed by much.
        long mostS = TimeUnit.NANOSECONDS.toSeconds(scenario.endNs()) + MOST_BEHIND_S;
        List<String> all = new ArrayList<>(List.of("--duration", mostS + "s"));
        all.addAll(settings.options());
        all.addAll(setup.engineOptions(venue));
        try (EngineProcess engine = EngineProcess.start(
            children, folder, setup.roots(venue), all, setup.engineFlags())) {
            JournalObserver observer = JournalObserver.start(engine.session().resolve("journal"),
                1, this::onRecord, message -> observerFailure = message);
            try (observer) {
                String failure = await(engine, venue);
                String ending = engine.isAlive() ? engine.end() : "the engine ended by itself";
                return new Result(engine.session(), times, failure != null ? failure : ending,
                    LATE.equals(failure));
            }
        }
    }

    /** On the observer's thread. */
    private void onRecord(Event record) {
        if (record.type() == EventType.INSTRUMENT) {
            if ((record.flags() & Flags.PROVISIONAL) == 0) {
                unknown.remove(record.instrument());
            } else {
                unknown.add(record.instrument());
            }
            unknownSymbols = unknown.size();
        }
        if (record.type() == EventType.FEED_STATUS && record.instrument() == 0) {
            boolean now = record.get(FeedStatusFields.FLAG) == FeedFlag.GREEN.ordinal();
            if (now != green) {
                changedNs = System.nanoTime();
                green = now;
                if (now && !everGreen) {
                    greenFromNs = record.engineNs();
                    everGreen = true;
                }
            }
        }
    }

    /** Null once it is over, or why it ended before. */
    private String await(EngineProcess engine, VenueProcess venue)
        throws IOException, InterruptedException {
        try (FaultInjector injector = scenario.begin(venue, engine)) {
            return await(engine, venue, injector);
        }
    }

    private String await(EngineProcess engine, VenueProcess venue, FaultInjector injector)
        throws IOException, InterruptedException {
        long greenForNs = settings.config().feed().stableAfterNs() + GREEN_MORE_NS;
        long startNs = System.nanoTime();
        long overNs = 0;
        if (injector.advance(-1).ended() > 0) {
            // It was there from the start, and nobody has met it.
            return LATE;
        }
        while (!stop.isDone()) {
            pause();
            if (!engine.isAlive()) {
                return "the engine ended by itself";
            }
            if (observerFailure != null) {
                return observerFailure;
            }
            for (String line : venue.lines()) {
                if (line.startsWith(FAULT_FAILED)) {
                    return line;
                }
            }
            times = injector.advance(green ? System.nanoTime() - changedNs : -1);
            if (everGreen) {
                started();
            }
            if (times.firstBeganNs() != 0 && !(everGreen
                && times.firstBeganNs() - greenFromNs > LEAST_GREEN_NS)) {
                return LATE;
            }
            long nowNs = System.nanoTime();
            boolean over = times.ended() == scenario.faults();
            if (over && overNs == 0) {
                overNs = nowNs;
            }
            if (!over && nowNs - startNs > scenario.endNs() + MOST_AFTER_NS) {
                return "the faults are not over in time";
            }
            if (over && (nowNs - overNs > MOST_AFTER_NS || green && unknownSymbols == 0
                && nowNs - overNs > greenForNs && nowNs - changedNs > greenForNs)) {
                return null;
            }
        }
        return "ended early";
    }

    private void pause() throws InterruptedException {
        try {
            stop.get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException expected) {
            return;
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }
}
