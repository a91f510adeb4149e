package io.tickwire.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.Trade;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that decides alike from a state that has come to differ: the line that says where. */
final class SnapshotDifferenceTest {
    private static final String CONFIG = RunSession.config("");

    @TempDir
    Path session;

    private String verdict(UnaryOperator<Strategy> around) throws IOException {
        return Replayer.replay(session.resolve("journal"), (events, engineNs) -> { }, around)
            .verdict();
    }

    /**
     * Another build of {@link EveryThird}: decides the same, but counts the twelfth trade twice.
     */
    private static final class Miscounting implements Strategy {
        private final Strategy inner;
        private long trades;

        Miscounting(Strategy inner) {
            this.inner = inner;
        }

        @Override
        public void onTrade(Trade trade, StrategyContext context) {
            trades += trades == 11 ? 2 : 1;
            inner.onTrade(trade, context);
        }

        @Override
        public boolean hasStateSupport() {
            return true;
        }

        @Override
        public void writeState(StateWriter out) {
            out.put("trades", trades);
        }

        @Override
        public void readState(StateReader in) {
            trades = in.getLong();
        }
    }

    /** Another build that writes more than the recorded one did. */
    private record Longer(Strategy inner) implements Strategy {
        @Override
        public void onTrade(Trade trade, StrategyContext context) {
            inner.onTrade(trade, context);
        }

        @Override
        public void writeState(StateWriter out) {
            inner.writeState(out);
            out.put("sum", 0.5);
        }
    }

    @Test
    void theStrategysValueIsNamed() throws IOException {
        RunSession.begin(session, CONFIG, CONFIG).traffic(12).end().close();

        assertThat(verdict(UnaryOperator.identity())).startsWith("identical: 33 events, ");
        // One for the instrument, five for its link, two for each message, two timers, the end.
        assertThat(verdict(Miscounting::new)).isEqualTo("differs at sequence 33 "
            + "SNAPSHOT.strategy.trades: recorded 12, recomputed 13");
    }

    @Test
    void aStateOfOtherLengthIsNamedByIt() throws IOException {
        RunSession.begin(session, CONFIG, CONFIG).traffic(12).end().close();

        assertThat(verdict(Longer::new)).isEqualTo("differs at sequence 0 "
            + "SNAPSHOT.strategy.length: recorded 8, recomputed 16");
    }

    @Test
    void theFeedsValueIsNamed() throws IOException {
        // 60 ms late: by the one configuration, not by the other, the process stood still, and all
        // that the stream has been waiting for is credited with it.
        RunSession.begin(session, CONFIG + "timer: {every: 50ms}\n",
            CONFIG + "timer: {every: 60ms}\n").timer(60_000_000).end().close();

        assertThat(verdict(UnaryOperator.identity())).isEqualTo("differs at sequence 8 "
            + "SNAPSHOT.feed.streams.streams[0].backfill.progressNs: recorded 60000000, recomputed 0");
    }
}
