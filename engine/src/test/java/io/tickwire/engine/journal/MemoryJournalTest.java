package io.tickwire.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.core.TestSession;
import io.tickwire.engine.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal in memory is the one on disk, without the disk. */
final class MemoryJournalTest {
    private static final int STEPS = 60;

    @TempDir
    Path directory;

    private final List<byte[]> finished = new ArrayList<>();
    private final List<Integer> firstRecords = new ArrayList<>();
    private final MemoryJournal journal = MemoryJournal.open("test-session",
        TestConfigs.COUNTING, TestSession.SHORT_SEGMENT, (segment, firstRecord, length) -> {
            byte[] bytes = new byte[length];
            segment.getBytes(0, bytes);
            finished.add(bytes);
            firstRecords.add(firstRecord);
        });

    private static void begin(TestSession session) {
        session.instrument(1, "BTCUSDT");
        session.opened(1);
    }

    private static void writeAll(TestSession session) {
        try (session) {
            begin(session);
            for (int i = 0; i < STEPS; i++) {
                session.traffic(1, 1);
            }
            session.marks(1);
            session.end();
        }
    }

    private static String key(Event record) {
        return record.sequence() + "." + record.ordinal() + " " + record.type();
    }

    @Test
    void segmentsHaveTheBytesOfFiles() throws IOException {
        writeAll(TestSession.begin(
            directory, TestConfigs.counting(), TestConfigs.COUNTING, TestSession.SHORT_SEGMENT));
        writeAll(TestSession.inMemory(journal, TestConfigs.counting()));

        List<byte[]> onDisk = new ArrayList<>();
        for (Path file : JournalReader.segments(directory)) {
            onDisk.add(Files.readAllBytes(file));
        }
        assertThat(onDisk).hasSizeGreaterThan(2);
        assertThat(finished).containsExactlyElementsOf(onDisk);
    }

    @Test
    void firstRecordStandsBehindTheMetadata() {
        writeAll(TestSession.inMemory(journal, TestConfigs.counting()));

        assertThat(firstRecords).hasSameSizeAs(finished).allMatch(offset ->
            JournalFormat.MAX_METADATA_LENGTH > offset && offset > Long.BYTES);
    }

    @Test
    void pollFollowsTheWriterFromSegmentToSegment() throws IOException {
        List<String> polled = new ArrayList<>();
        try (TestSession session = TestSession.inMemory(journal, TestConfigs.counting())) {
            begin(session);
            for (int i = 0; i < STEPS; i++) {
                session.traffic(1, 1);
                Event record;
                while ((record = journal.poll()) != null) {
                    polled.add(key(record));
                }
            }
        }
        List<String> written = new ArrayList<>();
        try (TestSession session = TestSession.begin(directory, TestConfigs.counting(),
            TestConfigs.COUNTING, TestSession.SHORT_SEGMENT)) {
            begin(session);
            session.traffic(1, STEPS);
        }
        JournalReader reader = JournalReader.open(directory);
        Event record;
        while ((record = reader.next()) != null) {
            written.add(key(record));
        }

        assertThat(finished).hasSizeGreaterThan(2);
        assertThat(polled).isEqualTo(written);
    }

    @Test
    void aReaderThatHasFallenBehindIsTold() {
        try (TestSession session = TestSession.inMemory(journal, TestConfigs.counting())) {
            begin(session);
            session.traffic(1, STEPS);

            assertThatThrownBy(journal::poll).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("fallen behind: segment 1");
        }
    }
}
