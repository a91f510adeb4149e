package io.tickwire.transport.probe;

import io.tickwire.engine.command.CommandException;
import io.tickwire.engine.command.CommandRunner;
import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.journal.JournalFullException;
import io.tickwire.engine.session.FileErrors;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.transport.Version;
import io.tickwire.transport.live.DataLines;
import io.tickwire.transport.live.LiveRun;
import io.tickwire.transport.live.StartException;
import io.tickwire.transport.live.StopSignal;
import io.tickwire.transport.live.VenueSelection;
import io.tickwire.transport.monitor.MonitorLog;
import io.tickwire.transport.monitor.MonitorPrinter;
import io.tickwire.transport.monitor.RecordObserver;
import io.tickwire.transport.venue.VenueClient;
import io.tickwire.transport.venue.VenueDisplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run.sh probe}: the engine in monitor mode for a while, then a verdict. */
@Command(name = "probe", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Checks the connection to a venue and says what is wrong with it.")
public final class ProbeMain implements Callable<Integer> {
    @Mixin
    private final VenueSelection venueSelection = new VenueSelection();

    @Option(names = "--duration", paramLabel = "D", defaultValue = "30s",
        description = "how long (default: ${DEFAULT-VALUE})")
    private String duration;

    private final StopSignal stop;

    private ProbeMain(StopSignal stop) {
        this.stop = stop;
    }

    /**
     * Checks and exits.
     *
     * @param arguments see {@code run.sh help probe}
     */
    public static void main(String[] arguments) {
        StopSignal stop = StopSignal.install();
        stop.exit(CommandRunner.run(new ProbeMain(stop), arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("tickwire-probe");
        try {
            long durationNs = VenueSelection.durationNs(duration);
            Config config = venueSelection.read(Map.of("mode", "monitor"));
            return VenueSelection.on(
                config, venue -> probe(data, config, venue, durationNs));
        } catch (StartException cannot) {
            throw new CommandException(ExitCode.USAGE, cannot.getMessage(), cannot);
        } catch (IOException cannot) {
            return failed(FileErrors.message(cannot));
        } catch (JournalFullException full) {
            return failed(full.getMessage());
        } finally {
            delete(data);
        }
    }

    private static int failed(String reason) {
        System.out.println("Connection test failed");
        System.out.println("FAILED: " + reason);
        return ExitCode.CHECK_FAILED;
    }

    private int probe(Path data, Config config, VenueClient venue, long durationNs)
        throws IOException, InterruptedException {
        VenueDisplay display = venue.venue().display();
        ProbeReport report = new ProbeReport(limits(config.feed()), display);
        DataLines out = new DataLines(System.out, System.err::println);
        MonitorPrinter printer = new MonitorPrinter(
            out, new MonitorLog(debug -> { }, System.err::println, System.err::println), display,
            config.mode());
        RecordObserver both = record -> {
            printer.onRecord(record);
            report.onRecord(record);
        };
        LiveRun.Outcome outcome;
        try (SessionFolder folder =
            SessionFolder.create(data, config, Instant.now(), Version.TEXT)) {
            outcome = LiveRun.run(
                LiveRun.Settings.begin(folder, config, venue).withDuration(durationNs)
                    .withExtraCa(venueSelection.extraCa()),
                List.of(both), System.err::println, stop.wanted(), stop::stillEnding);
        }
        return verdict(report, outcome, out);
    }

    private static long[] limits(Config.Feed feed) {
        long[] limits = new long[StreamKind.values().length];
        for (StreamKind kind : StreamKind.values()) {
            limits[kind.ordinal()] = Math.max(feed.firstTickWithinNs(), feed.silenceNs(kind));
        }
        return limits;
    }

    private static int verdict(
        ProbeReport report, LiveRun.Outcome outcome, Consumer<String> out) {
        List<String> failures = new ArrayList<>(report.failures());
        if (outcome.failure() != null) {
            failures.add(0, outcome.failureWords());
        }
        out.accept(failures.isEmpty() ? "Connection test passed" : "Connection test failed");
        report.lines().forEach(out);
        if (failures.isEmpty()) {
            out.accept("WebSocket connection working");
            return ExitCode.OK;
        }
        failures.stream().skip(1).forEach(out);
        // The verdict is the last line.
        out.accept("FAILED: " + failures.get(0));
        return ExitCode.CHECK_FAILED;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
