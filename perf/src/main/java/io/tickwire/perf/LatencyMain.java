package io.tickwire.perf;

import io.tickwire.perf.latency.LatencyReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
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
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new LatencyMain());
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Path log = session.resolve(LOG);
        if (!Files.isDirectory(session)) {
            err.println("no such folder: " + session);
            return CommandLine.ExitCode.USAGE;
        }
        if (!Files.isRegularFile(log)) {
            err.println("no " + LOG + " in " + session);
            return CommandLine.ExitCode.USAGE;
        }
        LatencyReport report;
        try {
            report = LatencyReport.read(log);
        } catch (IOException unreadable) {
            err.println("cannot read " + log + ": " + unreadable.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        report.lines().forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        if (report.problems().isEmpty()) {
            return CommandLine.ExitCode.OK;
        }
        err.println(log + " is damaged; the table is of the rest");
        report.problems().forEach(err::println);
        return CommandLine.ExitCode.USAGE;
    }
}
