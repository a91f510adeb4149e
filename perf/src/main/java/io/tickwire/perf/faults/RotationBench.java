package io.tickwire.perf.faults;

import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.config.Durations;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.perf.process.Children;
import io.tickwire.perf.process.CommandOutput;
import io.tickwire.perf.process.EngineProcess;
import io.tickwire.perf.process.OutFolder;
import io.tickwire.perf.process.VenueProcess;
import io.tickwire.transport.monitor.JournalObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench rotation}: a venue that cuts every socket at an age, as real ones do after a day,
 * and an engine that replaces each before that. No trade may be missed by the sockets or shown
 * twice, and the venue must not come to cut one.
 */
@Command(name = "rotation", mixinStandardHelpOptions = true, sortOptions = false, description =
    "Sockets cut at an age and replaced before it, again and again: no trade may be missed by "
        + "them or seen twice by the strategy, and none may be cut.")
public final class RotationBench implements Callable<Integer> {
    /** So long before its end a socket is replaced: every stream comes within that. */
    private static final long BEFORE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long LEAST_DAY_NS = 2 * BEFORE_NS;
    private static final long MOST_MORE_NS = TimeUnit.MINUTES.toNanos(3);
    private static final long LOOK_EVERY_MS = 200;

    @Option(names = "--times", defaultValue = "60",
        description = "rotations of each route (default: ${DEFAULT-VALUE})")
    private int times;

    @Option(names = "--day", defaultValue = "1m",
        description = "age at which the venue cuts a socket (default: ${DEFAULT-VALUE})")
    private String day;

    @Mixin
    private OutFolder out;

    @Mixin
    private CommandOutput output;

    private final CompletableFuture<Void> stop;
    // Written by the observer's thread: rotations done, by the lower link of a group.
    private final Map<Integer, Integer> rotations = new ConcurrentSkipListMap<>();
    private volatile String observerFailure;

    /**
     * For picocli.
     *
     * @param stop ends it early
     */
    public RotationBench(CompletableFuture<Void> stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        long dayNs = dayNs();
        Path folder = out.make("rotation");
        Path session;
        String failure;
        try (Children children = new Children()) {
            stop.thenRun(children::close);
            try (VenueProcess venue =
                VenueProcess.start(children, List.of("--faults", scenario(folder, dayNs)));
                EngineProcess engine = EngineProcess.start(
                    children, folder, venue.roots(), List.of("--config", config(folder, dayNs)),
                    List.of())) {
                session = engine.session();
                failure = follow(engine, dayNs);
            }
        }
        return conclude(session.resolve("journal"), failure);
    }

    private long dayNs() {
        long ns;
        try {
            ns = Durations.parse(day);
        } catch (IllegalArgumentException wrong) {
            throw output.usage("--day: " + wrong.getMessage() + ": " + day);
        }
        if (times < 1 || ns < LEAST_DAY_NS) {
            throw output.usage("--times must be above 0 and --day at least "
                + Durations.format(LEAST_DAY_NS) + ": " + times + ", " + day);
        }
        return ns;
    }

    private String scenario(Path folder, long dayNs) throws IOException {
        String lasts = Durations.format((times + 1) * dayNs + 2 * MOST_MORE_NS);
        return Files.writeString(folder.resolve("day.yaml"), "faults:\n  - {at: 0ms, for: " + lasts
            + ", fault: lifetime, max: " + Durations.format(dayNs) + "}\n").toString();
    }

    private static String config(Path folder, long dayNs) throws IOException {
        String age = Durations.format(dayNs - BEFORE_NS);
        return Files.writeString(folder.resolve("rotation.yaml"),
            "feed: {rotateAfter: " + age + "}\n").toString();
    }

    private String follow(EngineProcess engine, long dayNs)
        throws IOException, InterruptedException {
        JournalObserver observer = JournalObserver.start(engine.session().resolve("journal"), 1,
            this::onRecord, message -> observerFailure = message);
        try (observer) {
            String failure = await(engine, dayNs);
            String ending = engine.isAlive() ? engine.end() : "the engine ended by itself";
            return failure != null ? failure : ending;
        }
    }

    /** On the observer's thread. */
    private void onRecord(Event record) {
        if (record.type() == EventType.LINK
            && record.get(LinkFields.FACT) == LinkFact.PLANNED.ordinal()) {
            rotations.putIfAbsent((int) record.get(LinkFields.GROUP), 0);
        } else if (record.type() == EventType.FEED_REQUEST
            && record.get(FeedRequestFields.ACTION) == FeedAction.CLOSE.ordinal()
            && record.get(FeedRequestFields.REASON) == RequestReason.REPLACED.ordinal()) {
            // The two links of a group follow each other, the lower one has an odd number.
            int group = record.link() - (record.link() + 1) % 2;
            output.progress("route " + group
                + ": rotation " + rotations.merge(group, 1, Integer::sum)
                + " of " + times);
        }
    }

    private int done() {
        return rotations.values().stream().mapToInt(Integer::intValue).min().orElse(0);
    }

    /** Null once all is done, or why it was not. */
    private String await(EngineProcess engine, long dayNs) throws InterruptedException {
        long startNs = System.nanoTime();
        while (done() < times) {
            try {
                stop.get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
                return null;
            } catch (TimeoutException expected) {
                if (!engine.isAlive() || observerFailure != null) {
                    return observerFailure != null ? observerFailure : "the engine ended by itself";
                }
                if (System.nanoTime() - startNs > times * dayNs + MOST_MORE_NS) {
                    return "only " + done() + " of " + times + " rotations in that time";
                }
            } catch (ExecutionException never) {
                throw new IllegalStateException(never);
            }
        }
        return null;
    }

    private int conclude(Path journal, String failure) throws IOException {
        TracedReplay replay = TracedReplay.of(journal);
        RotationVerdict verdict = new RotationVerdict(replay.trace(), replay.shown());
        List<String> broken = new ArrayList<>(verdict.broken());
        if (failure != null && !stop.isDone()) {
            broken.add(failure);
        }
        if (!replay.result().isIdentical()) {
            broken.add("replay " + replay.result().verdict());
        }
        broken.forEach(output::print);
        String count = Math.min(done(), times) + " of " + times + " rotations of each route, "
            + verdict.numbers();
        output.print((stop.isDone() ? "rotation: ended early, "
            : broken.isEmpty() ? "rotation: " : "rotation: FAILED: ") + count);
        out.leave(broken.isEmpty());
        return broken.isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }
}
