package io.tickwire.replay.simulate;

import io.tickwire.replay.simulate.check.Rule;
import io.tickwire.replay.simulate.model.FaultKind;
import io.tickwire.replay.simulate.model.Interceptor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Many runs, on as many threads as wanted; each has a seed of its own and shares nothing, and they
 * are counted in order of their seeds, so that the outcome does not depend on who was faster.
 */
final class Simulation {
    /** One run in so many is replayed as well, the first among them. */
    private static final int REPLAYED_ONE_IN = 10;

    private final long[] drawn = new long[FaultKind.values().length];
    private final long[] hits = new long[FaultKind.values().length];
    private final long[] exercised = new long[Rule.values().length];
    private long runs;
    private long ticks;
    private long alarms;
    private Run.Result failed;

    /**
     * What to run.
     *
     * @param seed    of the first run; each following has one more
     * @param runs    how many at most
     * @param hours   length of each
     * @param threads that run them
     * @param interceptor made anew for each run
     */
    record Plan(long seed, int runs, int hours, int threads, Supplier<Interceptor> interceptor) {
    }

    private Simulation() {
    }

    /**
     * Runs until the end or to the first run in order that breaks a rule.
     *
     * @param plan     what to run
     * @param progress told how many runs are done
     * @return what came of it
     */
    static Simulation of(Plan plan, Consumer<Long> progress) throws InterruptedException {
        Simulation simulation = new Simulation();
        ExecutorService threads = Executors.newFixedThreadPool(plan.threads());
        try {
            simulation.run(plan, threads, progress);
        } finally {
            threads.shutdownNow();
        }
        return simulation;
    }

    private void run(Plan plan, ExecutorService threads, Consumer<Long> progress)
        throws InterruptedException {
        Deque<Future<Run.Result>> ahead = new ArrayDeque<>();
        int begun = 0;
        while (failed == null && runs < plan.runs()) {
            // A few ahead of the one waited for, so that no thread is idle meanwhile.
            while (begun < plan.runs() && ahead.size() < 2 * plan.threads()) {
                long seed = plan.seed() + begun;
                boolean replayed = begun % REPLAYED_ONE_IN == 0;
                begun++;
                ahead.add(threads.submit(() ->
                    Run.of(seed, plan.hours(), replayed, plan.interceptor().get(), null)));
            }
            count(resultOf(ahead.remove()));
            progress.accept(runs);
        }
    }

    private static Run.Result resultOf(Future<Run.Result> run) throws InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException bug) {
            throw new IllegalStateException("the simulator itself failed", bug.getCause());
        }
    }

    private void count(Run.Result result) {
        for (FaultKind kind : FaultKind.values()) {
            drawn[kind.ordinal()] += result.faults().drawn(kind);
            hits[kind.ordinal()] += result.faults().hits(kind);
        }
        for (Rule rule : Rule.values()) {
            exercised[rule.ordinal()] += result.ledger().exercised(rule);
        }
        runs++;
        ticks += result.ticks();
        alarms += result.alarms();
        if (result.violation() != null) {
            failed = result;
        }
    }

    /** How many runs were counted. */
    long runs() {
        return runs;
    }

    /** Ticks that strategies were shown. */
    long ticks() {
        return ticks;
    }

    /** How often GREEN was left though all was well. */
    long alarms() {
        return alarms;
    }

    /** Faults of a kind that began. */
    long drawn(FaultKind kind) {
        return drawn[kind.ordinal()];
    }

    /** Faults of a kind that had an effect. */
    long hits(FaultKind kind) {
        return hits[kind.ordinal()];
    }

    /** How often a rule was put to the test. */
    long exercised(Rule rule) {
        return exercised[rule.ordinal()];
    }

    /** The run that broke a rule, null if none did. */
    Run.Result failed() {
        return failed;
    }
}
