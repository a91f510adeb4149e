package io.tickwire.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.core.Recovery;
import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.core.TestSession;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An observer that follows a journal sees what a reader sees afterwards, record by record. */
final class JournalTailTest {
    private static final int LONG_SEGMENT = 4 << 20;

    @TempDir
    Path directory;

    private TestSession begin(int segmentLength) {
        TestSession session = TestSession.begin(
            directory, TestConfigs.counting(), TestConfigs.COUNTING, segmentLength);
        session.instrument(1, "BTCUSDT");
        session.opened(1);
        return session;
    }

    private static String text(Event record) {
        byte[] bytes = new byte[record.recordLength()];
        record.buffer().getBytes(record.offset(), bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void drain(JournalTail tail, List<String> into) throws IOException {
        Event record;
        while ((record = tail.poll()) != null) {
            into.add(text(record));
        }
    }

    private List<String> all() throws IOException {
        JournalReader reader = JournalReader.open(directory);
        List<String> records = all(reader);
        assertThat(reader.damages()).isEmpty();
        return records;
    }

    private static List<String> all(JournalReader reader) throws IOException {
        List<String> records = new ArrayList<>();
        Event record;
        while ((record = reader.next()) != null) {
            records.add(text(record));
        }
        return records;
    }

    @Test
    void followsWhileItIsWrittenOverRollsAndTheirTruncation() throws IOException {
        List<String> seen = new ArrayList<>();
        try (JournalTail tail = JournalTail.open(directory, 1)) {
            assertThat(tail.poll()).isNull();
            try (TestSession session = begin(TestSession.SHORT_SEGMENT)) {
                for (int i = 0; i < 200; i++) {
                    session.traffic(1, 1);
                    int before = seen.size();
                    drain(tail, seen);
                    // At once, not with the next segment.
                    assertThat(seen).hasSizeGreaterThan(before);
                }
                session.end();
            }
            drain(tail, seen);
            assertThat(tail.poll()).isNull();
        }
        assertThat(JournalReader.segments(directory)).hasSizeGreaterThan(5);
        assertThat(seen).isEqualTo(all());
    }

    @Test
    void comesBehindEvenWhenSeveralSegmentsWereCutMeanwhile() throws IOException {
        List<String> seen = new ArrayList<>();
        try (JournalTail tail = JournalTail.open(directory, 1)) {
            try (TestSession session = begin(TestSession.SHORT_SEGMENT)) {
                drain(tail, seen);
                session.traffic(1, 200);
                session.end();
            }
            drain(tail, seen);
        }
        assertThat(seen).isEqualTo(all());
    }

    @Test
    void takesRecordsLongerThanItsChunkAndThoseThatStraddleIt() throws IOException {
        List<String> seen = new ArrayList<>();
        try (JournalTail tail = JournalTail.open(directory, 1);
            TestSession session =
                TestSession.begin(directory, TestConfigs.counting(), "c", LONG_SEGMENT)) {
            session.instrument(1, "BTCUSDT");
            // The arena of a test session takes 16 KiB a message; a chunk holds sixteen of them.
            byte[] message = "x".repeat(15_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 40; i++) {
                int position = session.sink().arena().claim(message.length);
                session.sink().arena().buffer().putBytes(position, message);
                session.sink().beginFrame(
                    1, Source.SOCKET, FrameFormat.TEXT, 0, position, message.length);
                session.sink().endFrame();
            }
            byte[] state = "s".repeat(900_001).getBytes(StandardCharsets.UTF_8);
            Event head = new Event().wrapRecord(
                new UnsafeBuffer(ByteBuffer.allocateDirect(256)), 0);
            head.header(EventType.SNAPSHOT, 0, 0, 0, 41, 0, 0, 0)
                .flags(Flags.HEAD);
            session.writer().append(head, new UnsafeBuffer(state), state.length);
            session.timer();
            drain(tail, seen);
        }
        // The snapshot is where no engine writes one; a tail does not mind.
        assertThat(seen).isEqualTo(all(JournalReader.open(directory)));
        assertThat(seen).anySatisfy(record -> assertThat(record).hasSizeGreaterThan(1_800_000));
    }

    /** Frames that fill a chunk, straddle two, and are longer than one; acknowledgements too. */
    @Test
    void passesOverWhatItIsNotAskedForAndMissesNothingElse() throws IOException {
        List<String> seen = new ArrayList<>();
        try (JournalTail tail =
                JournalTail.open(directory, 1, List.of(EventType.FRAME, EventType.SNAPSHOT));
            TestSession session =
                TestSession.begin(directory, TestConfigs.counting(), "c", LONG_SEGMENT)) {
            session.instrument(1, "BTCUSDT");
            byte[] message = "x".repeat(15_001).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 60; i++) {
                int position = session.sink().arena().claim(message.length);
                session.sink().arena().buffer().putBytes(position, message);
                session.sink().beginFrame(
                    1, Source.SOCKET, FrameFormat.TEXT, 0, position, message.length);
                session.sink().endFrame();
                if (i % 25 == 7) {
                    session.quote(1, i);
                    drain(tail, seen);
                }
            }
            byte[] state = "s".repeat(900_001).getBytes(StandardCharsets.UTF_8);
            Event head = new Event().wrapRecord(
                new UnsafeBuffer(ByteBuffer.allocateDirect(256)), 0);
            head.header(EventType.SNAPSHOT, 0, 0, 0, 41, 0, 0, 0).flags(Flags.HEAD);
            session.writer().append(head, new UnsafeBuffer(state), state.length);
            session.timer();
            drain(tail, seen);
        }
        List<String> wanted = all(JournalReader.open(directory)).stream()
            .filter(record -> !record.startsWith("1a", 16) && !record.startsWith("1d", 16))
            .toList();
        assertThat(wanted).hasSizeGreaterThan(4);
        assertThat(seen).isEqualTo(wanted);
    }

    @Test
    void goesOnIntoTheNextIncarnationAfterACleanEnd() throws IOException {
        List<String> seen = new ArrayList<>();
        try (JournalTail tail = JournalTail.open(directory, 1)) {
            try (TestSession session = begin(TestSession.SHORT_SEGMENT)) {
                session.traffic(1, 5);
                // Looks at the segment that is prepared ahead and thrown away at the end.
                drain(tail, seen);
                session.end();
            }
            drain(tail, seen);
            try (TestSession session = TestSession.resume(directory, Recovery.of(directory),
                TestConfigs.COUNTING, TestSession.SHORT_SEGMENT)) {
                session.timer();
                drain(tail, seen);
                assertThat(seen).isEqualTo(all());
            }
        }
    }

    @Test
    void stepsOverWhatAKilledRunHadPreparedAndTorn() throws IOException {
        Path killed = Files.createDirectory(directory.resolve("killed"));
        try (TestSession session = begin(TestSession.SHORT_SEGMENT)) {
            session.traffic(1, 5);
            awaitPrepared(JournalFormat.segmentFile(directory, 2));
            for (Path segment : JournalReader.segments(directory)) {
                Files.copy(segment, killed.resolve(segment.getFileName()));
            }
        }
        for (Path segment : JournalReader.segments(killed)) {
            Files.move(segment, directory.resolve(segment.getFileName()),
                StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> seen = new ArrayList<>();
        try (JournalTail tail = JournalTail.open(directory, 1)) {
            drain(tail, seen);
            int before = seen.size();
            try (TestSession session = TestSession.resume(directory, Recovery.of(directory),
                TestConfigs.COUNTING, TestSession.SHORT_SEGMENT)) {
                session.timer();
                drain(tail, seen);
            }
            assertThat(JournalReader.segments(directory)).hasSize(3);
            assertThat(seen).hasSizeGreaterThan(before);
            assertThat(seen).isEqualTo(all());
        }
    }

    /** The helper makes it in its own time. */
    private static void awaitPrepared(Path segment) throws IOException {
        long deadlineNs = System.nanoTime() + 20_000_000_000L;
        while (!Files.exists(segment) || Files.size(segment) < TestSession.SHORT_SEGMENT) {
            assertThat(System.nanoTime()).isLessThan(deadlineNs);
            Thread.onSpinWait();
        }
    }

    @Test
    void readsARecordAgainThatItSawHalfWritten() throws IOException {
        try (TestSession session = begin(TestSession.SHORT_SEGMENT)) {
            session.traffic(1, 2);
            session.end();
        }
        List<String> whole = all();
        Path segment = JournalFormat.segmentFile(directory, 1);
        byte[] bytes = Files.readAllBytes(segment);
        byte[] half = bytes.clone();
        half[half.length - 10] ^= 1;
        Files.write(segment, half);
        List<String> seen = new ArrayList<>();
        try (JournalTail tail = JournalTail.open(directory, 1)) {
            drain(tail, seen);
            assertThat(seen).isEqualTo(whole.subList(0, whole.size() - 1));
            Files.write(segment, bytes, StandardOpenOption.WRITE);
            drain(tail, seen);
        }
        assertThat(seen).isEqualTo(whole);
    }

    @Test
    void waitsAtALengthBeyondTheEndOfTheFile() throws IOException {
        try (TestSession session = begin(TestSession.SHORT_SEGMENT)) {
            session.end();
        }
        int records = all().size();
        byte[] wild = {-1, -1, -1, 0x3f, 1, 2, 3, 4, 5, 6, 7, 8};
        Files.write(JournalFormat.segmentFile(directory, 1), wild, StandardOpenOption.APPEND);
        List<String> seen = new ArrayList<>();
        try (JournalTail tail = JournalTail.open(directory, 1)) {
            drain(tail, seen);
            assertThat(tail.poll()).isNull();
        }
        assertThat(seen).hasSize(records);
    }
}
