package io.tickwire.replay.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.replay.simulate.check.Rule;
import io.tickwire.replay.simulate.model.FaultKind;
import io.tickwire.replay.simulate.model.Interceptor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A slice of the simulation, and what it stands on: a seed is a run, and rules are watched. */
final class SimulationTest {
    private static final int SLICE_RUNS = 3;
    private static final int SLICE_HOURS = 2;
    private static final long CANARY_SEED = 206;
    private static final int CANARY_RUNS = 5;

    private static Run.Result run(long seed, boolean replayed) {
        return Run.of(seed, SLICE_HOURS, replayed, new Interceptor(), null);
    }

    private static Simulation simulate(int threads) throws InterruptedException {
        return Simulation.of(new Simulation.Plan(
            CANARY_SEED, SLICE_RUNS, SLICE_HOURS, threads, Interceptor::new), done -> { });
    }

    /** Everything that is counted. */
    private static List<Object> outcome(Simulation simulation) {
        return List.of(simulation.runs(), simulation.ticks(), simulation.alarms(),
            Arrays.stream(FaultKind.values()).map(simulation::hits).toList(),
            Arrays.stream(FaultKind.values()).map(simulation::drawn).toList(),
            Arrays.stream(Rule.values()).map(simulation::exercised).toList());
    }

    @Test
    void aSliceHolds() throws InterruptedException {
        Simulation slice = simulate(1);

        assertThat(slice.failed()).isNull();
        assertThat(slice.runs()).isEqualTo(SLICE_RUNS);
        // At least five events a second in all, whatever the faults take away.
        assertThat(slice.ticks()).isGreaterThan(5L * 3600 * SLICE_HOURS * SLICE_RUNS);
    }

    @Test
    void aSeedIsARun() {
        Run.Result once = run(7, false);
        Run.Result again = run(7, true);

        assertThat(again.hash()).isEqualTo(once.hash());
        assertThat(again.ticks()).isEqualTo(once.ticks());
    }

    @Test
    void anotherSeedIsAnotherRun() {
        assertThat(run(7, false).hash()).isNotEqualTo(run(8, false).hash());
    }

    @Test
    void theOutcomeDoesNotDependOnThreads() throws InterruptedException {
        assertThat(outcome(simulate(3))).isEqualTo(outcome(simulate(1)));
    }

    @ParameterizedTest
    @EnumSource
    void isCaughtByItsRule(Canary canary) throws InterruptedException {
        Simulation simulation = Simulation.of(new Simulation.Plan(
            CANARY_SEED, CANARY_RUNS, 24, 1, canary::interceptor), done -> { });

        assertThat(simulation.failed()).isNotNull().satisfies(failed ->
            assertThat(failed.violation().rule()).as(failed.violation().getMessage())
                .isEqualTo(canary.rule()));
    }

    @Test
    void everyRuleHasACanary() {
        assertThat(Arrays.stream(Canary.values()).map(Canary::rule)).contains(Rule.values());
    }
}
