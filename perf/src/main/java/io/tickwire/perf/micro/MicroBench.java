package io.tickwire.perf.micro;

import io.tickwire.engine.command.ExitCode;
import io.tickwire.perf.process.CommandOutput;
import io.tickwire.perf.report.Machine;
import io.tickwire.perf.report.OtherLoad;
import io.tickwire.perf.report.ResultFiles;
import io.tickwire.perf.report.TextTable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench micro}: what each part of the hot path costs, beside peers and floors. */
@Command(name = "micro", mixinStandardHelpOptions = true, sortOptions = false, description =
    "Nanoseconds of each part of the hot path alone, beside libraries and floors. Not judged, and "
    + "exit code 0, where the machine was busy with something else.")
public final class MicroBench implements Callable<Integer> {
    private static final double MEDIAN = 50;

    @Option(names = "--forks", defaultValue = "1", description =
        "processes a row, one after the other (default: ${DEFAULT-VALUE})")
    private int forks;

    @Option(names = "--iterations", defaultValue = "5", description =
        "measurements a process, of which the median counts (default: ${DEFAULT-VALUE})")
    private int iterations;

    @Option(names = "--time", defaultValue = "300", description =
        "milliseconds of each (default: ${DEFAULT-VALUE})")
    private int timeMs;

    @Option(names = "--warm-up", defaultValue = "2000", description =
        "milliseconds of each process before it is measured, to be compiled by then; more where "
        + "the machine is busy (default: ${DEFAULT-VALUE})")
    private int warmUpMs;

    @Option(names = "--only", defaultValue = "", description =
        "rows whose name has this in it, such as bookTicker or append")
    private String only;

    @Mixin
    private ResultFiles files;

    @Mixin
    private CommandOutput output;

    private final CompletableFuture<Void> stop;

    /**
     * For picocli.
     *
     * @param stop ends it early
     */
    public MicroBench(CompletableFuture<Void> stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException, RunnerException {
        List<MicroRow> rows = MicroRow.all().stream()
            .filter(row -> (row.group() + " " + row.label()).contains(only)).toList();
        if (forks < 1 || iterations < 1 || timeMs < 1 || warmUpMs < 1) {
            throw output.usage("--forks, --iterations, --time and --warm-up must be above 0");
        }
        if (rows.isEmpty()) {
            throw output.usage("--only: no row has \"" + only + "\" in its name");
        }
        MicroResults results = new MicroResults();
        for (int i = 0; i < rows.size(); i++) {
            if (stop.isDone()) {
                output.print("micro: ended early");
                return ExitCode.OK;
            }
            MicroRow row = rows.get(i);
            output.progress(
                i + 1 + " of " + rows.size() + ": " + row.group() + ", " + row.label());
            results.add(measure(row));
        }
        return report(results);
    }

    private MicroResults.Result measure(MicroRow row) throws IOException, RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
            .include("^" + row.method().replace(".", "\\.") + "$")
            .forks(forks).warmupIterations(1).warmupTime(TimeValue.milliseconds(warmUpMs))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(timeMs))
            .shouldFailOnError(true).verbosity(VerboseMode.SILENT);
        if (!row.kind().isEmpty()) {
            options.param("kind", row.kind());
        }
        OtherLoad load = OtherLoad.begin();
        RunResult result = new Runner(options.build()).runSingle();
        double otherLoad = load.cores();
        Statistics statistics = result.getPrimaryResult().getStatistics();
        return new MicroResults.Result(row, statistics.getPercentile(MEDIAN),
            statistics.getMin(), statistics.getMax(), otherLoad);
    }

    private int report(MicroResults results) throws IOException {
        String machine = machine();
        MicroPage page = new MicroPage(results, machine);
        TextTable.lines(page.table()).forEach(output::print);
        output.print(machine);
        results.bars().forEach(bar -> output.print(bar.line()));
        files.write(() -> page.json() + "\n", page::html);
        output.print(results.verdict());
        return results.isFailed() ? ExitCode.CHECK_FAILED : ExitCode.OK;
    }

    private String machine() throws IOException {
        return String.format(Locale.ROOT, "%s; medians of %d x %d x %d ms, one thread",
            Machine.inMemory().line(), forks, iterations, timeMs);
    }
}
