package io.tickwire.perf;

import io.tickwire.engine.command.CommandException;
import io.tickwire.engine.command.CommandRunner;
import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.session.FileErrors;
import io.tickwire.perf.latency.LatencyReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run.sh latency DIR}: percentiles per hop of a session. */
@Command(name = "latency", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Percentiles per hop of a session, in microseconds.")
public final class LatencyMain implements Callable<Integer> {
    private static final String LOG = "latency.hlog";

    @Parameters(paramLabel = "DIR", description = "session folder")
    private Path session;

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
        if (!Files.isRegularFile(log)) {
            throw new CommandException(ExitCode.USAGE, "no " + LOG + " in " + session);
        }
        LatencyReport report = read(log);
        report.lines().forEach(spec.commandLine().getOut()::println);
        if (report.problems().isEmpty()) {
            return ExitCode.OK;
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println(log + " is damaged; the table is of the rest");
        report.problems().forEach(err::println);
        return ExitCode.USAGE;
    }

    private static LatencyReport read(Path log) {
        try {
            return LatencyReport.read(log);
        } catch (IOException unreadable) {
            throw new CommandException(ExitCode.USAGE,
                "cannot read " + FileErrors.message(log, unreadable), unreadable);
        }
    }
}
