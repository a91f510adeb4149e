package io.tickwire.perf.bench;

import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.perf.process.CommandOutput;
import io.tickwire.perf.process.Folders;
import io.tickwire.transport.Version;
import io.tickwire.transport.live.LiveRun;
import io.tickwire.transport.live.LoopbackVenue;
import io.tickwire.transport.venue.VenueRoots;
import io.tickwire.transport.venues.VenueRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench wire}: the whole engine in this process on a fast venue in another, over real
 * sockets; what its two threads allocate, and how long ticks take.
 */
@Command(name = "wire", mixinStandardHelpOptions = true, sortOptions = false, description =
    "Messages per second, bytes allocated and latencies, over real sockets of this machine.")
public final class WireBench implements Callable<Integer> {
    private static final String IO_THREAD = "tickwire-io";
    private static final String ENGINE_THREAD = "tickwire-engine";
    // Compiled by then, and every buffer at its size.
    private static final long WARM_UP_S = 6;
    private static final long MEASURE_S = 8;
    private static final long END_TIMEOUT_S = 20;
    // Of neither thread: less than one object in ten messages.
    private static final double MAX_BYTES_PER_MESSAGE = 1.6;
    private static final double SECOND_NS = 1e9;

    @Option(names = "--rate", defaultValue = "100000", description =
        "events per second of the venue, if it can (default: ${DEFAULT-VALUE})")
    private int rate;

    @Mixin
    private CommandOutput output;

    private final CompletableFuture<Void> stop;

    /**
     * For picocli.
     *
     * @param stop ends it early
     */
    public WireBench(CompletableFuture<Void> stop) {
        this.stop = stop;
    }

    /** What was measured, between two samples. */
    private record Span(long beginNs, long endNs, ThreadUsage io, ThreadUsage engine) {
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rate < 1) {
            throw output.usage("--rate must be above 0: " + rate);
        }
        Path data = Files.createTempDirectory("tickwire-wire-");
        try (LoopbackVenue venue = LoopbackVenue.start("--rate", Integer.toString(rate))) {
            return measure(data, venue.roots());
        } catch (CheckFailedException failed) {
            output.print(
                stop.isDone() ? "wire: ended early" : "wire: FAILED: " + failed.getMessage());
            return stop.isDone() ? ExitCode.OK : ExitCode.CHECK_FAILED;
        } finally {
            Folders.delete(data);
        }
    }

    private int measure(Path data, VenueRoots roots)
        throws IOException, InterruptedException, CheckFailedException {
        Config config = ConfigReader.read("",
            Map.of("venue.wsUrl", roots.ws(), "venue.restUrl", roots.rest()));
        CompletableFuture<Void> enough = new CompletableFuture<>();
        stop.thenRun(() -> enough.complete(null));
        try (SessionFolder folder =
            SessionFolder.create(data, config, Instant.now(), Version.TEXT)) {
            CompletableFuture<LiveRun.Outcome> run =
                launch(folder, config, roots, enough);
            Span span;
            try {
                span = sample(run);
            } finally {
                enough.complete(null);
            }
            LiveRun.Outcome outcome = outcome(run);
            return report(span, outcome, TrafficCount.of(
                folder.journal(), span.beginNs(), span.endNs()));
        }
    }

    private CompletableFuture<LiveRun.Outcome> launch(
        SessionFolder folder, Config config, VenueRoots roots,
        CompletableFuture<Void> enough) {
        CompletableFuture<LiveRun.Outcome> result = new CompletableFuture<>();
        LiveRun.Settings settings =
            LiveRun.Settings.begin(folder, config, VenueRegistry.client(config, roots));
        Thread thread = new Thread(() -> {
            try {
                result.complete(LiveRun.run(settings, record -> { }, output::progress, enough));
            } catch (IOException | InterruptedException | RuntimeException failure) {
                result.completeExceptionally(failure);
            }
        }, "bench-live");
        thread.start();
        return result;
    }

    private static Span sample(CompletableFuture<LiveRun.Outcome> run)
        throws InterruptedException, CheckFailedException {
        pause(WARM_UP_S, run);
        long beginNs = wallNs();
        ThreadUsage io = ThreadUsage.of(IO_THREAD);
        ThreadUsage engine = ThreadUsage.of(ENGINE_THREAD);
        pause(MEASURE_S, run);
        return new Span(beginNs, wallNs(), ThreadUsage.of(IO_THREAD).minus(io),
            ThreadUsage.of(ENGINE_THREAD).minus(engine));
    }

    private static void pause(long seconds, CompletableFuture<LiveRun.Outcome> run)
        throws InterruptedException, CheckFailedException {
        try {
            run.get(seconds, TimeUnit.SECONDS);
            throw new CheckFailedException("the engine ended by itself");
        } catch (TimeoutException asItShould) {
            return;
        } catch (ExecutionException failed) {
            throw new CheckFailedException("the engine failed: " + failed.getCause());
        }
    }

    private static LiveRun.Outcome outcome(CompletableFuture<LiveRun.Outcome> run)
        throws InterruptedException, CheckFailedException {
        try {
            return run.get(END_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new CheckFailedException("the engine does not end");
        } catch (ExecutionException failed) {
            throw new CheckFailedException("the engine failed: " + failed.getCause());
        }
    }

    private int report(Span span, LiveRun.Outcome outcome, TrafficCount traffic)
        throws CheckFailedException {
        if (outcome.failure() != null) {
            throw new CheckFailedException("the engine stopped itself: " + outcome.failure());
        }
        long messages = traffic.messages();
        if (messages == 0) {
            throw new CheckFailedException("no messages");
        }
        outcome.latencies().forEach(output::print);
        thread("I/O", span.io(), traffic);
        thread("engine", span.engine(), traffic);
        double io = (double) span.io().allocatedBytes() / messages;
        double engine = (double) span.engine().allocatedBytes() / messages;
        boolean well = io <= MAX_BYTES_PER_MESSAGE && engine <= MAX_BYTES_PER_MESSAGE;
        output.print(String.format(Locale.ROOT, "wire: %s%.0f messages/s of %d bytes, %.1f a read, "
                + "allocated per message I/O %.2f B, engine %.2f B",
            well ? "" : "FAILED: ", messages * SECOND_NS / (span.endNs() - span.beginNs()),
            traffic.bytes() / messages, (double) messages / traffic.reads(), io, engine));
        return well ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private void thread(String name, ThreadUsage usage, TrafficCount traffic) {
        output.print(String.format(Locale.ROOT, "%-6s thread: %d B allocated, %.2f B a message, "
                + "%.2f B a read; %.0f ns CPU a message", name, usage.allocatedBytes(),
            (double) usage.allocatedBytes() / traffic.messages(),
            (double) usage.allocatedBytes() / traffic.reads(),
            (double) usage.cpuNs() / traffic.messages()));
    }

    /** The engine's clock has the same anchor, to the millisecond. */
    private static long wallNs() {
        return System.currentTimeMillis() * 1_000_000L;
    }
}
