package io.tickwire.perf.faults;

import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.config.ConfigException;
import io.tickwire.engine.session.FileErrors;
import io.tickwire.perf.process.Children;
import io.tickwire.perf.process.CommandOutput;
import io.tickwire.perf.process.OutFolder;
import io.tickwire.perf.report.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench faults}: every scenario over real sockets, measured against the limits. */
@Command(name = "faults", mixinStandardHelpOptions = true, sortOptions = false, description =
    "Every scenario over real sockets: how soon it is noticed, polled and over, and what is "
        + "lost; medians, in journal time, own stalls subtracted.")
public final class FaultsBench implements Callable<Integer> {
    /** A strategy that orders at every trade misses no moment at which it must not. */
    private static final String ORDERING = "strategy: {settings: {momentumBps: 0.000001, "
        + "minConfidence: 0, cooldownMs: 0, orderNotional: 20}}\n";

    @Option(names = "--runs", defaultValue = "3",
        description = "of each scenario, on as many markets (default: ${DEFAULT-VALUE})")
    private int runs;

    @Mixin
    private ScenarioOptions choice;

    @Option(names = "--seed", description = "of the first run's market (default: random)")
    private Long seed;

    @Option(names = "--config", paramLabel = "F",
        description = "of the engines (default: what a user gets without one, the strategy "
            + "ordering at every trade)")
    private Path config;

    @Mixin
    private OutFolder out;

    @Mixin
    private CommandOutput output;

    private final CompletableFuture<Void> stop;
    private final List<Expectation> expectations;
    private final ScenarioSource source;
    private EngineSettings settings;

    /**
     * For picocli.
     *
     * @param stop ends it early
     */
    public FaultsBench(CompletableFuture<Void> stop) {
        this(stop, Expectations.ALL, ScenarioSource.ofEverything());
    }

    FaultsBench(
        CompletableFuture<Void> stop, List<Expectation> expectations, ScenarioSource source) {
        this.source = source;
        this.stop = stop;
        this.expectations = List.copyOf(expectations);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (runs < 1) {
            throw output.usage("--runs must be above 0: " + runs);
        }
        EngineSettings given = config == null ? null : settings();
        SortedMap<String, Scenario> scenarios = scenarios();
        List<Expectation> chosen = expectations.stream()
            .filter(one -> scenarios.containsKey(one.scenario())).toList();
        long first = seed != null ? seed : new SplittableRandom().nextLong() >>> 1;
        output.progress("seed " + first);
        Path folder = out.make("faults");
        settings = given != null ? given
            : EngineSettings.of(Files.writeString(folder.resolve("faults.yaml"), ORDERING));
        List<Report> reports;
        try (Children children = new Children()) {
            stop.thenRun(children::close);
            reports = measure(children, folder, scenarios, chosen, first);
        }
        return conclude(folder, reports);
    }

    private EngineSettings settings() {
        try {
            return EngineSettings.of(config);
        } catch (IOException unreadable) {
            throw output.usage("--config " + FileErrors.message(config, unreadable));
        } catch (ConfigException wrong) {
            throw output.usage("--config " + config + ": " + wrong.getMessage());
        }
    }

    private SortedMap<String, Scenario> scenarios() throws IOException {
        List<String> mismatch = Expectations.mismatch(expectations, source.names());
        if (!mismatch.isEmpty()) {
            throw output.usage(String.join("\n", mismatch));
        }
        return choice.chosen(source);
    }

    private List<Report> measure(Children children, Path folder,
        SortedMap<String, Scenario> scenarios, List<Expectation> chosen, long firstSeed)
        throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(choice.jobs());
        try {
            List<List<Future<Measurement>>> all = new ArrayList<>();
            for (Expectation expected : chosen) {
                Scenario scenario = scenarios.get(expected.scenario());
                List<Future<Measurement>> ofOne = new ArrayList<>();
                for (int run = 0; run < runs; run++) {
                    Path own = folder.resolve(expected.scenario() + "-" + (run + 1));
                    long itsSeed = firstSeed + run;
                    ofOne.add(pool.submit(() -> one(children, own, scenario, expected, itsSeed)));
                }
                all.add(ofOne);
            }
            List<Report> reports = new ArrayList<>();
            for (int i = 0; i < chosen.size() && !stop.isDone(); i++) {
                Report report = report(chosen.get(i), all.get(i));
                // What was cut short says nothing.
                if (!stop.isDone()) {
                    reports.add(report);
                    output.progress(String.join(" | ", report.cells())
                        + (report.problems().isEmpty() ? "" : " | " + report.problems()));
                }
            }
            return reports;
        } finally {
            pool.shutdownNow();
        }
    }

    private Report report(Expectation expected, List<Future<Measurement>> runsOfIt)
        throws InterruptedException {
        List<Measurement> measured = new ArrayList<>();
        for (Future<Measurement> run : runsOfIt) {
            try {
                measured.add(run.get());
            } catch (ExecutionException failed) {
                measured.add(failed(failed.getCause().toString()));
            }
        }
        return new Report(expected.scenario(), measured);
    }

    private static Measurement failed(String why) {
        return new Measurement(List.of(), List.of(), -1, 0, 0, 0, 0, List.of(why));
    }

    private Measurement one(Children children, Path folder, Scenario scenario,
        Expectation expected, long itsSeed) throws IOException, InterruptedException {
        ScenarioRun.Place place = new ScenarioRun.Place(children, folder, output::progress);
        ScenarioRun.Result run =
            ScenarioRun.runWithRetry(place, scenario, itsSeed, settings, stop);
        return run.failure() != null ? failed(run.failure())
            : measured(expected, run.times(), run.session().resolve("journal"));
    }

    /** Replays a session and measures it. */
    private static Measurement measured(Expectation expected, FaultTimes times, Path journal)
        throws IOException {
        TracedReplay replay = TracedReplay.of(journal);
        return replay.result().isIdentical()
            ? Measurement.of(expected, times, replay.trace(), replay.shown())
            : failed("replay " + replay.result().verdict());
    }

    private int conclude(Path folder, List<Report> reports) throws IOException {
        List<List<String>> rows = new ArrayList<>(List.of(Report.HEADS));
        reports.forEach(report -> rows.add(report.cells()));
        List<String> lines = new ArrayList<>(TextTable.lines(rows));
        List<String> problems = new ArrayList<>();
        for (Report report : reports) {
            report.problems().forEach(problem -> problems.add(report.scenario() + ": " + problem));
        }
        long good = reports.stream().filter(report -> report.problems().isEmpty()).count();
        lines.addAll(problems);
        lines.add(verdict(reports.size(), good, problems));
        Files.write(folder.resolve("faults.txt"), lines);
        Files.write(folder.resolve("faults.csv"), MeasurementCsv.csv(reports));
        out.leave(problems.isEmpty());
        lines.forEach(output::print);
        return problems.isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private String verdict(int scenarioCount, long good, List<String> problems) {
        String count = good + " of " + scenarioCount + " scenarios within their limits, "
            + runs + (runs == 1 ? " run" : " runs") + " of each";
        return stop.isDone() ? "faults: ended early, " + count
            : problems.isEmpty() ? "faults: " + count : "faults: FAILED: " + count;
    }
}
