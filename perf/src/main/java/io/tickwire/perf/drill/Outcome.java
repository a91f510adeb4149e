package io.tickwire.perf.drill;

import io.tickwire.perf.faults.ScenarioRun;
import io.tickwire.replay.Replayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one scenario did to the strategy.
 *
 * @param scenario its name
 * @param tally    what the strategy did, null where nothing was journaled
 * @param watched  what it was shown and told, null as before
 * @param problems what it threw and what went wrong, in words
 */
record Outcome(
    String scenario, StrategyTally tally, WatchedStrategy watched, List<String> problems) {
    Outcome {
        problems = List.copyOf(problems);
    }

    /** A scenario that could not be run. */
    static Outcome failed(String scenario, String why) {
        return new Outcome(scenario, null, null, List.of(why));
    }

    /**
     * Reads and replays what a run has left.
     *
     * @throws IOException if its journal cannot be read
     */
    static Outcome of(String scenario, ScenarioRun.Result run) throws IOException {
        Path journal = run.session().resolve("journal");
        WatchedStrategy[] watched = new WatchedStrategy[1];
        Replayer.Result replay = Replayer.replay(journal, (events, engineNs) -> { },
            strategy -> watched[0] = new WatchedStrategy(strategy));
        List<String> problems = new ArrayList<>(watched[0] == null ? List.of()
            : watched[0].thrown());
        if (!replay.isIdentical()) {
            problems.add("replay " + replay.verdict()
                + "; what it was shown and told is counted up to there");
        }
        if (run.failure() != null) {
            problems.add(run.failure());
        }
        return new Outcome(scenario, StrategyTally.of(journal), watched[0], problems);
    }
}
