package io.tickwire.perf;

import io.tickwire.engine.command.CommandException;
import io.tickwire.engine.command.CommandRunner;
import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.session.FileErrors;
import io.tickwire.engine.session.RegularFiles;
import io.tickwire.perf.latency.LatencyReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run.sh latency DIR}: percentiles per hop of a session. */
@Command(name = "latency", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Percentiles per hop of a session, in microseconds.")
public final class LatencyMain implements Callable<Integer> {
    private static final String LOG = "latency.hlog";
    private static final String IMPORTED = "import";

    @Parameters(paramLabel = "DIR", description = "session folder")
    private Path session;

    @Option(names = "--json", description = "one JSON object, in nanoseconds")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /**
     * Prints the report.
     *
     * @param arguments see {@code run.sh help latency}
     */
    public static void main(String[] arguments) {
        System.exit(CommandRunner.run(new LatencyMain(), arguments));
    }

    @Override
    public Integer call() {
        Path log = session.resolve(LOG);
        if (!Files.isDirectory(session)) {
            throw new CommandException(ExitCode.USAGE, "no such folder: " + session);
        }
        if (!Files.exists(log, LinkOption.NOFOLLOW_LINKS)) {
            throw new CommandException(ExitCode.USAGE, "no " + LOG + " in " + session + ": "
                + whyNone());
        }
        LatencyReport report = read(log);
        PrintWriter out = spec.commandLine().getOut();
        (json ? List.of(report.json()) : report.lines()).forEach(out::println);
        if (report.problems().isEmpty()) {
            return ExitCode.OK;
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println(log + " is damaged; the table is of the rest");
        report.problems().forEach(err::println);
        return ExitCode.USAGE;
    }

    /** Only what runs live has latencies; a recording has the times of whoever made it. */
    private String whyNone() {
        try {
            JournalReader reader = JournalReader.open(session.resolve("journal"));
            while (reader.config() == null && reader.next() != null) {
                // The configuration comes with the first segment whose metadata is intact.
                continue;
            }
            return ConfigReader.readFrozen(reader.config()).venue().name().equals(IMPORTED)
                ? "it was imported, and only sessions that ran live have latencies"
                : "the session has not run live, or the file was taken away";
        } catch (IOException | RuntimeException noSession) {
            return "it is no folder of a session";
        }
    }

    private static LatencyReport read(Path log) {
        try {
            RegularFiles.require(log);
            return LatencyReport.read(log);
        } catch (IOException unreadable) {
            throw new CommandException(ExitCode.USAGE,
                "cannot read " + FileErrors.message(log, unreadable), unreadable);
        }
    }
}
