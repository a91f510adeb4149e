package io.tickwire.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.Trade;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the next run of a session takes over from its journal besides the state. */
final class RecoveredRunTest {
    private static final long KEY = 0x1234_5678L;
    private static final long PATIENCE_NS = 10_000_000_000L;

    @TempDir
    Path directory;

    @Test
    void orderKeyAndEngineTimeComeBackThoughNothingHappened() throws IOException {
        Config config = TestConfigs.counting();
        SessionStart first = SessionStart.begin(config, "test-session", KEY,
            Strategies.create(config.strategy()), TestSession.START_NS);
        first.journaled(directory, PATIENCE_NS, null).close();

        Recovery recovery = Recovery.of(directory);
        assertThat(recovery.orderKey()).isEqualTo(KEY);
        assertThat(recovery.lastEngineNs()).isEqualTo(TestSession.START_NS);

        // And once more, from what the second run has left.
        SessionStart second = SessionStart.resume(recovery);
        assertThat(second.orderKey()).isEqualTo(KEY);
        assertThat(second.lastEngineNs()).isEqualTo(TestSession.START_NS);
        assertThat(second.incarnation()).isEqualTo(2);
        assertThat(second.firstSegment()).isEqualTo(2);
        second.journaled(directory, PATIENCE_NS, null).close();
        Recovery again = Recovery.of(directory);
        assertThat(again.orderKey()).isEqualTo(KEY);
        assertThat(again.lastEngineNs()).isEqualTo(TestSession.START_NS);
        assertThat(again.incarnation()).isEqualTo(2);
        assertThat(again.nextSegment()).isEqualTo(3);
    }

    /** Counts what it is shown, and keeps nothing. */
    public static final class Forgetful implements Strategy {
        private static long shown;

        /** Takes no settings. */
        public Forgetful(Map<String, String> settings) {
            shown = 0;
        }

        @Override
        public void onTrade(Trade trade, StrategyContext context) {
            shown++;
        }
    }

    @Test
    void aStrategyThatKeepsNoStateIsShownAllFromTheBeginning() throws IOException {
        String text = TestConfigs.COUNTING.replace(
            CountingStrategy.class.getName(), Forgetful.class.getName());
        int trades = 120;
        try (TestSession session = TestSession.begin(
            directory, ConfigReader.read(text), text, TestSession.SHORT_SEGMENT)) {
            session.instrument(1, "BTCUSDT");
            session.opened(1);
            session.traffic(1, trades);
        }
        assertThat(JournalReader.segments(directory)).hasSizeGreaterThan(2);
        Recovery recovery = Recovery.of(directory);
        assertThat(Forgetful.shown).isEqualTo(trades);
        assertThat(recovery.summary()).endsWith(", " + Forgetful.class.getName()
            + " has been shown all " + recovery.stages().lastSequence() + " events again");
    }
}
