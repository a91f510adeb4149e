package io.tickwire.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restart goes on from the state that the journal holds. */
final class RecoveryTest {
    private static final int SEGMENT = TestSession.SHORT_SEGMENT;

    @TempDir
    Path directory;

    private TestSession begin() {
        return TestSession.begin(
            directory, TestConfigs.counting(), TestConfigs.COUNTING, SEGMENT);
    }

    @Test
    void stateIsTheLiveOneHoweverManySegmentsAreLeft() throws IOException {
        byte[] live;
        try (TestSession session = begin()) {
            session.instrument(1, "BTCUSDT");
            session.opened(1);
            session.traffic(1, 120);
            session.instrument(2, "ETHUSDT");
            session.traffic(2, 1);
            live = session.state();
            assertThat(session.decisions()).isGreaterThan(100);
        }
        List<Path> segments = JournalReader.segments(directory);
        assertThat(segments).hasSizeGreaterThan(4);
        assertThat(TestSession.state(Recovery.of(directory).stages())).isEqualTo(live);

        // From the first on: the heads of all others are cut to their metadata, one by one.
        for (int i = 0; i < segments.size() - 1; i++) {
            Files.delete(segments.get(i));
            Recovery recovery = Recovery.of(directory);
            assertThat(TestSession.state(recovery.stages())).isEqualTo(live);
            assertThat(recovery.nextSegment()).isEqualTo(segments.size() + 1);
        }
    }

    @Test
    void saysWhatCameBack() throws IOException {
        String strategy = ", state of " + CountingStrategy.class.getName() + " as after ";
        try (TestSession session = begin()) {
            session.instrument(1, "BTCUSDT");
            session.instrument(2, "ETHUSDT");
        }
        Recovery flat = Recovery.of(directory);
        assertThat(flat.summary())
            .isEqualTo("resumed: run 2, no positions" + strategy + "2 events");
        try (TestSession session =
            TestSession.resume(directory, flat, TestConfigs.COUNTING, SEGMENT)) {
            session.opened(1);
            session.opened(2);
            // Each third trade is an order of 0.005, in turn to sell and to buy.
            session.traffic(1, 33);
            session.traffic(2, 3);
        }
        assertThat(Recovery.of(directory).summary())
            .matches("resumed: run 3, BTCUSDT -0\\.005, ETHUSDT 0\\.005" + strategy + "1?[0-9]{2} events");
    }

    @Test
    void theLastCompleteSnapshotCountsAndTheTailIsRun() throws IOException {
        byte[] live;
        try (TestSession session = begin()) {
            session.instrument(1, "BTCUSDT");
            session.opened(1);
            session.traffic(1, 120);
            live = session.state();
        }
        List<Path> segments = JournalReader.segments(directory);
        // Prepared and never begun, as a killed run leaves it.
        Files.write(directory.resolve(
            String.format(Locale.ROOT, "%08d.journal", segments.size() + 1)), new byte[SEGMENT]);
        Recovery recovery = Recovery.of(directory);
        assertThat(TestSession.state(recovery.stages())).isEqualTo(live);
        assertThat(recovery.nextSegment()).isEqualTo(segments.size() + 2);
        assertThat(recovery.incarnation()).isEqualTo(1);
        assertThat(recovery.session()).isEqualTo("test-session");
    }

    @Test
    void aSnapshotCutOffFallsBackToTheOneBefore() throws IOException {
        try (TestSession session = begin()) {
            session.instrument(1, "BTCUSDT");
            session.opened(1);
            session.traffic(1, 120);
        }
        List<Path> segments = JournalReader.segments(directory);
        Path last = segments.get(segments.size() - 1);
        JournalReader reader = JournalReader.openFrom(directory, segments.size());
        Event event = reader.next();
        long lastInput = event.sequence();
        assertThat(event.type()).isEqualTo(EventType.INSTRUMENT);
        event = reader.next();
        assertThat(event.type()).isEqualTo(EventType.SNAPSHOT);
        byte[] snapshot = new byte[event.varLength()];
        event.varBuffer().getBytes(event.varOffset(), snapshot);
        Files.write(last, Arrays.copyOf(Files.readAllBytes(last), event.offset() + 60));

        Recovery recovery = Recovery.of(directory);
        assertThat(TestSession.state(recovery.stages())).isEqualTo(snapshot);
        assertThat(recovery.stages().lastSequence()).isEqualTo(lastInput);
    }

    @Test
    void aChainOfIncarnationsIsOneJournal() throws IOException {
        try (TestSession session = begin()) {
            session.instrument(1, "BTCUSDT");
            session.opened(1);
            session.traffic(1, 40);
        }
        for (int incarnation = 2; incarnation <= 3; incarnation++) {
            Recovery recovery = Recovery.of(directory);
            try (TestSession session = TestSession.resume(
                directory, recovery, TestConfigs.COUNTING, SEGMENT)) {
                session.continueFrom(40 * (incarnation - 1));
                session.opened(1);
                session.traffic(1, 40);
            }
        }
        JournalReader reader = JournalReader.open(directory);
        Event event;
        long resumed = 0;
        long lastEngineNs = 0;
        while ((event = reader.next()) != null) {
            if ((event.flags() & Flags.HEAD) == 0) {
                assertThat(event.engineNs()).isGreaterThanOrEqualTo(lastEngineNs);
                lastEngineNs = event.engineNs();
            }
            resumed += event.type() == EventType.RESUMED ? 1 : 0;
        }
        assertThat(resumed).isEqualTo(2);
        assertThat(reader.damages()).isEmpty();
        assertThat(reader.tears()).isEmpty();
        assertThat(reader.incarnation()).isEqualTo(3);
        Recovery recovery = Recovery.of(directory);
        assertThat(recovery.incarnation()).isEqualTo(3);
        assertThat(recovery.lastEngineNs()).isEqualTo(lastEngineNs);
    }

    @Test
    void aDamagedJournalIsNotGoneOnFrom() throws IOException {
        try (TestSession session = begin()) {
            session.instrument(1, "BTCUSDT");
            session.opened(1);
        }
        Path file = JournalReader.segments(directory).get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 200] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> Recovery.of(directory))
            .isInstanceOf(IOException.class).hasMessageContaining("damaged");
        // The metadata's configuration cannot be trusted either.
        bytes[bytes.length - 200] ^= 1;
        bytes[100] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> Recovery.of(directory))
            .isInstanceOf(IOException.class).hasMessageContaining("damaged");
    }
}
