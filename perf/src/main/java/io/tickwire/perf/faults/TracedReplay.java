package io.tickwire.perf.faults;

import io.tickwire.replay.Replayer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A session read twice: what its journal says, and what its replay shows a strategy.
 *
 * @param trace  the journal's facts
 * @param shown  ticks that the strategy got
 * @param result of the comparison
 */
record TracedReplay(FeedTrace trace, ShownTicks shown, Replayer.Result result) {
    /** Replays a session as fast as possible. */
    static TracedReplay of(Path journal) throws IOException {
        FeedTrace trace = TraceReader.read(journal);
        ShownTicks[] shown = new ShownTicks[1];
        Replayer.Result result = Replayer.replay(journal, (events, engineNs) -> { },
            strategy -> shown[0] = new ShownTicks(strategy, trace.renumbered));
        return new TracedReplay(trace, shown[0], result);
    }
}
