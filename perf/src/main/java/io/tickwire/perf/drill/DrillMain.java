package io.tickwire.perf.drill;

import io.tickwire.engine.command.CommandRunner;
import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigException;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.core.Strategies;
import io.tickwire.engine.session.FileErrors;
import io.tickwire.perf.faults.EngineSettings;
import io.tickwire.perf.faults.ScenarioOptions;
import io.tickwire.perf.faults.ScenarioRun;
import io.tickwire.perf.faults.ScenarioSource;
import io.tickwire.perf.faults.Scenario;
import io.tickwire.perf.process.Children;
import io.tickwire.perf.process.CommandOutput;
import io.tickwire.perf.process.OutFolder;
import io.tickwire.transport.live.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run.sh drill}: a user's strategy through every scenario, in paper mode. */
@Command(name = "drill", mixinStandardHelpOptions = true, sortOptions = false, description =
    "Sends a strategy through every fault of the loopback venue, in paper mode, and tells on one "
        + "page what it did. Exit code 0: it threw nothing and every session replays identical.")
public final class DrillMain implements Callable<Integer> {
    @Option(names = "--strategy", paramLabel = "JAR", required = true,
        description = "with the strategy in it")
    private Path jar;

    @Option(names = "--class", paramLabel = "C", description = "of the strategy (default: what "
        + "--config says, or else META-INF/services of the jar)")
    private String className;

    @Option(names = "--config", paramLabel = "F",
        description = "of the engines: settings of the strategy, symbols, limits, ...")
    private Path config;

    @Option(names = "--scenarios", paramLabel = "DIR",
        description = "scenario files of your own instead of those that are shipped")
    private Path scenarios;

    @Mixin
    private ScenarioOptions choice;

    @Option(names = "--seed", defaultValue = "1",
        description = "of the market, the same in every scenario (default: ${DEFAULT-VALUE})")
    private long seed;

    @Mixin
    private OutFolder out;

    @Mixin
    private CommandOutput output;

    private final CompletableFuture<Void> stop;

    private DrillMain(CompletableFuture<Void> stop) {
        this.stop = stop;
    }

    /**
     * Runs the drill.
     *
     * @param arguments see {@code run.sh help drill}
     */
    public static void main(String[] arguments) {
        StopSignal stop = StopSignal.install();
        stop.exit(CommandRunner.run(commandLine(stop.wanted()), arguments));
    }

    /** Ends early once somebody wants that. */
    static CommandLine commandLine(CompletableFuture<Void> stop) {
        return CommandRunner.line(new DrillMain(stop));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        SortedMap<String, Scenario> all = choice.chosen(new ScenarioSource(scenarios));
        String frozen = frozen();
        Path folder = out.make("drill");
        Path file = Files.writeString(folder.resolve("drill.yaml"), frozen);
        List<Outcome> outcomes;
        try (Children children = new Children()) {
            stop.thenRun(children::close);
            outcomes = drill(children, folder, all, EngineSettings.of(file));
        }
        return conclude(folder, outcomes);
    }

    /** The configuration of all engines as text, once the strategy can be made by it. */
    private String frozen() {
        Map<String, String> overrides = new LinkedHashMap<>();
        overrides.put("strategy.jar", jar.toAbsolutePath().normalize().toString());
        overrides.put("strategy.sha256", "");
        overrides.put("mode", "paper");
        if (className != null) {
            overrides.put("strategy.class", className);
        }
        try {
            Config read = ConfigReader.read(config == null ? "" : text(config), overrides);
            return ConfigReader.toYaml(Strategies.freeze(read));
        } catch (ConfigException wrong) {
            throw wrong;
        } catch (IllegalArgumentException noStrategy) {
            throw output.usage(byOptions(noStrategy.getMessage()));
        } catch (IOException unreadable) {
            throw output.usage("--strategy " + FileErrors.message(jar, unreadable));
        }
    }

    /** What comes from options is named by them; a class may stand in the file instead. */
    private String byOptions(String message) {
        String named = message.replaceFirst("^strategy\\.jar: ", "--strategy: ");
        return className == null && config != null ? named
            : named.replace("strategy.class", "--class");
    }

    private String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw output.usage("--config " + FileErrors.message(file, unreadable));
        }
    }

    private List<Outcome> drill(Children children, Path folder,
        SortedMap<String, Scenario> all, EngineSettings settings) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(choice.jobs());
        try {
            Map<String, Future<Outcome>> running = new LinkedHashMap<>();
            all.forEach((name, scenario) -> running.put(name, pool.submit(
                () -> Outcome.of(name, ScenarioRun.runWithRetry(new ScenarioRun.Place(
                    children, folder.resolve(name), output::progress), scenario, seed,
                    settings, stop)))));
            List<Outcome> outcomes = new ArrayList<>();
            for (Map.Entry<String, Future<Outcome>> one : running.entrySet()) {
                Outcome outcome = outcome(one.getKey(), one.getValue());
                // What was cut short says nothing.
                if (stop.isDone()) {
                    break;
                }
                outcomes.add(outcome);
                output.progress(one.getKey() + ": done, " + outcomes.size() + " of " + all.size());
            }
            return outcomes;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Outcome outcome(String scenario, Future<Outcome> running)
        throws InterruptedException {
        try {
            return running.get();
        } catch (ExecutionException failed) {
            return Outcome.failed(scenario, failed.getCause().toString());
        }
    }

    private int conclude(Path folder, List<Outcome> outcomes) throws IOException {
        long good = outcomes.stream().filter(one -> one.problems().isEmpty()).count();
        boolean well = good == outcomes.size();
        List<String> lines = new ArrayList<>(DrillPage.lines(outcomes));
        lines.add((stop.isDone() ? "drill: ended early, " : well ? "drill: " : "drill: FAILED: ")
            + good + " of " + outcomes.size()
            + " scenarios with nothing thrown and an identical replay");
        Files.write(folder.resolve("drill.txt"), lines);
        lines.forEach(output::print);
        out.leave(well);
        return well ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }
}
