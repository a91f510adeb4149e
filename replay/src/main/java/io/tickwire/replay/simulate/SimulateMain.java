package io.tickwire.replay.simulate;

import io.tickwire.engine.command.CommandRunner;
import io.tickwire.engine.command.ShellCommand;
import io.tickwire.replay.simulate.check.Rule;
import io.tickwire.replay.simulate.model.FaultKind;
import io.tickwire.replay.simulate.model.Interceptor;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code simulate}: random faults against the engine in virtual time, all rules watching. */
@Command(name = "simulate", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs the engine against a modelled venue and network in virtual time, with "
        + "faults drawn at random, and watches that every rule holds. Exit code 0: held (or the "
        + "canary was not caught), 1: a rule was broken, 2: usage.")
public final class SimulateMain implements Callable<Integer> {
    /** From so many simulated hours on each rule and each kind of fault must have come up. */
    private static final long FULL_HOURS = 50 * 24;
    private static final int TRACED_LINES = 120;
    private static final int DAY_HOURS = 24;
    private static final int MOST_HOURS = 24 * 31;

    @Spec
    private CommandSpec spec;
    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
        description = "seed of the first run; each following run has one more (default: 1)")
    private long seed;
    @Option(names = "--runs", paramLabel = "N", defaultValue = "100",
        description = "how many runs (default: 100)")
    private int runs;
    @Option(names = "--hours", paramLabel = "H", defaultValue = "24",
        description = "length of each run in simulated hours (default: 24)")
    private int hours;
    @Option(names = "--canary", paramLabel = "NAME",
        description = "breaks a rule on purpose and runs until that is noticed; list: the names")
    private String canary;

    /**
     * Runs the command and ends the process.
     *
     * @param arguments of the command line
     */
    public static void main(String[] arguments) {
        System.exit(CommandRunner.run(new SimulateMain(), arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (runs < 1) {
            throw usage("--runs: not above 0: " + runs);
        }
        if (hours < 1 || hours > MOST_HOURS) {
            throw usage("--hours: not from 1 to " + MOST_HOURS + ": " + hours);
        }
        if (canary == null) {
            return simulate();
        }
        if (canary.equals("list")) {
            Arrays.stream(Canary.values()).map(Canary::label).forEach(out()::println);
            return 0;
        }
        return look(Canary.of(canary).orElseThrow(() ->
            usage("--canary: no such canary: " + canary + " (--canary list shows them)")));
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private int simulate() throws InterruptedException {
        Simulation simulation = Simulation.of(new Simulation.Plan(
            seed, runs, hours, Runtime.getRuntime().availableProcessors(), Interceptor::new),
            progress());
        printTable(simulation);
        Run.Result failed = simulation.failed();
        if (failed != null) {
            return printFailure(failed);
        }
        String untested = untested(simulation);
        if (simulation.runs() * hours >= FULL_HOURS && !untested.isEmpty()) {
            out().println("FAILED: never came up in " + simulation.runs() + " runs:" + untested);
            return 1;
        }
        String length = hours == DAY_HOURS ? " days" : " runs of " + hours + " hours";
        out().println("simulate: " + simulation.runs() + length + " held, "
            + Arrays.stream(FaultKind.values()).mapToLong(simulation::hits).sum()
            + " faults, seed " + seed);
        return 0;
    }

    private Consumer<Long> progress() {
        long every = Math.max(1, runs / 20);
        return done -> {
            if (done % every == 0) {
                err().println(done + " of " + runs + " runs");
            }
        };
    }

    private void printTable(Simulation simulation) {
        out().printf(Locale.ROOT, "%-28s %9s %9s%n", "fault", "drawn", "hit");
        for (FaultKind kind : FaultKind.values()) {
            out().printf(Locale.ROOT, "%-28s %9d %9d%n",
                kind.description(), simulation.drawn(kind), simulation.hits(kind));
        }
        out().println();
        out().printf(Locale.ROOT, "%-90s %12s%n", "rule", "put to test");
        for (Rule rule : Rule.values()) {
            out().printf(Locale.ROOT, "%-90s %12d%n",
                name(rule) + ": " + rule.description(), simulation.exercised(rule));
        }
        out().println();
        out().println(simulation.ticks() + " ticks shown, " + simulation.alarms()
            + " times not GREEN though nothing was wrong for long");
        out().println();
    }

    private static String name(Rule rule) {
        return rule.name().toLowerCase(Locale.ROOT);
    }

    /** Runs it once more, with its journal replayed and its last happenings written down. */
    private int printFailure(Run.Result failed) {
        Trace trace = new Trace(TRACED_LINES);
        Run.Result again = Run.of(failed.seed(), hours, true, new Interceptor(), trace);
        trace.lines().forEach(err()::println);
        if (again.violation() == null
            || !again.violation().getMessage().equals(failed.violation().getMessage())) {
            err().println("the repetition ended otherwise: " + (again.violation() == null ? "held"
                : name(again.violation().rule()) + ": " + again.violation().getMessage()));
        }
        out().println(ShellCommand.of(
            "simulate --seed " + failed.seed() + " --runs 1 --hours " + hours));
        out().println("FAILED seed " + failed.seed() + ": " + name(failed.violation().rule())
            + ": " + failed.violation().getMessage());
        return 1;
    }

    private static String untested(Simulation simulation) {
        StringBuilder text = new StringBuilder();
        for (Rule rule : Rule.values()) {
            if (simulation.exercised(rule) == 0) {
                text.append(" rule ").append(name(rule));
            }
        }
        for (FaultKind kind : FaultKind.values()) {
            if (simulation.hits(kind) == 0) {
                text.append(" fault ").append(kind.description());
            }
        }
        return text.toString();
    }

    private int look(Canary chosen) throws InterruptedException {
        Simulation simulation = Simulation.of(new Simulation.Plan(seed, runs, hours,
            Runtime.getRuntime().availableProcessors(), chosen::interceptor), progress());
        Run.Result caught = simulation.failed();
        if (caught == null) {
            out().println("canary " + chosen.label() + " not caught in " + simulation.runs()
                + (simulation.runs() == 1 ? " run" : " runs"));
            return 0;
        }
        out().println("canary " + chosen.label() + " caught by rule "
            + name(caught.violation().rule()) + ", seed " + caught.seed() + ", in run "
            + simulation.runs() + ": " + caught.violation().getMessage());
        return 1;
    }
}
