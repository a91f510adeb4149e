package io.tickwire.transport.recording;

import io.tickwire.engine.command.CommandException;
import io.tickwire.engine.command.CommandRunner;
import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.command.ShellCommand;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.core.Strategies;
import io.tickwire.engine.session.FileErrors;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.transport.Version;
import io.tickwire.transport.venue.DecoderCounters;
import io.tickwire.transport.venues.VenueRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run.sh import}: a session from somebody else's recording. */
@Command(name = "import", mixinStandardHelpOptions = true, sortOptions = false,
    description =
        "Makes one session of recorded traffic; several recordings are merged by receive time.")
public final class ImportMain implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "recordings, also "
        + "compressed (gzip, zstd, xz, bzip2, lz4, zip), by content; - is standard input")
    private List<Path> files;

    @Option(names = "--config", paramLabel = "F", description = "YAML: the strategy that runs over"
        + " the recording, in paper mode, its limits, symbols and streams (default: the built-in"
        + " one, on all that is there)")
    private Path configFile;

    @Option(names = "--out", required = true, paramLabel = "DIR",
        description = "becomes the session; must be absent or empty")
    private Path out;

    @Spec
    private CommandSpec spec;

    /**
     * Imports and exits.
     *
     * @param arguments see {@code run.sh help import}
     */
    public static void main(String[] arguments) {
        System.exit(CommandRunner.run(new ImportMain(), arguments));
    }

    @Override
    public Integer call() {
        List<RecordingFile> recordings = recordings();
        Config config = config();
        try (SessionFolder folder =
            SessionFolder.createAt(out, config, Instant.now(), Version.TEXT)) {
            Importer.Summary summary = Importer.run(recordings, VenueRegistry.ofRecordings(),
                folder.journal(), folder.id(), config, spec.commandLine().getErr()::println);
            print(summary, spec.commandLine().getOut());
            if (configFile != null) {
                OrderSummary.of(folder.journal(), config.mode())
                    .forEach(spec.commandLine().getOut()::println);
                spec.commandLine().getOut().println(
                    "replay: " + ShellCommand.of("replay", out));
            }
            if (summary.lines().taken() > 0 && summary.counters().ticks() == 0) {
                spec.commandLine().getErr().println("no tick in any of the messages: perhaps they"
                    + " are of a venue that is not known");
            }
            return summary.isWell() ? ExitCode.OK : failed(summary);
        } catch (IOException broken) {
            throw new CommandException(
                ExitCode.STOPPED, "stopped: " + FileErrors.message(broken), broken);
        }
    }

    private List<RecordingFile> recordings() {
        if (files.stream().filter(file -> file.toString().equals("-")).count() > 1) {
            throw new CommandException(
                ExitCode.USAGE, "standard input (-) can be read only once");
        }
        try {
            return Recordings.files(files);
        } catch (IOException unreadable) {
            throw new CommandException(
                ExitCode.USAGE, "cannot read " + FileErrors.message(unreadable), unreadable);
        }
    }

    private Config config() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            return configFile == null ? ConfigReader.readForRecording("")
                : Strategies.freeze(RecordingConfig.read(configFile, err::println));
        } catch (IOException unreadable) {
            throw new CommandException(
                ExitCode.USAGE, "cannot read " + FileErrors.message(unreadable), unreadable);
        }
    }

    private int failed(Importer.Summary summary) {
        spec.commandLine().getErr().println(summary.lines().all() == 0
            ? "nothing was taken: there is no line to read" : summary.lines().taken() == 0
            ? "nothing was taken: no line holds a message that can be read"
            : "not all could be read; what could is a session: " + out);
        return ExitCode.CHECK_FAILED;
    }

    private static void print(Importer.Summary summary, PrintWriter out) {
        DecoderCounters counters = summary.counters();
        LineCounts lines = summary.lines();
        out.println("imported: " + lines.all() + " lines, " + counters.ticks() + " ticks, "
            + (counters.rejected() + lines.refused()) + " rejected");
        out.println(lines);
        out.println(counters.summary());
        out.println("journal: " + summary.events() + " events, " + summary.decisions()
            + " decisions, state hash " + summary.stateHash());
        counters.warnings().forEach(out::println);
    }
}
