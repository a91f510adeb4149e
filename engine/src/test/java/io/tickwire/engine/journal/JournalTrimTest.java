package io.tickwire.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.core.Recovery;
import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.core.TestSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed run had allocated is given back, and never a record with it. */
final class JournalTrimTest {
    private static final int SEGMENT = TestSession.SHORT_SEGMENT;

    @TempDir
    Path directory;

    private Path segment(int index) {
        return directory.resolve("0000000" + index + ".journal");
    }

    /** One segment, closed. */
    private byte[] run() throws IOException {
        try (TestSession session = TestSession.begin(
            directory, TestConfigs.counting(), TestConfigs.COUNTING, SEGMENT)) {
            session.instrument(1, "BTCUSDT");
            session.opened(1);
            session.traffic(1, 5);
        }
        return Files.readAllBytes(segment(1));
    }

    /** As a kill leaves it: zeros behind what is written. */
    private void prepared(int index, byte[] content) throws IOException {
        Files.write(segment(index), Arrays.copyOf(content, SEGMENT));
    }

    private static byte[] metadata(int index) {
        return new SegmentMetadata("test-session", 1, index, TestConfigs.COUNTING, "").toBytes();
    }

    @Test
    void zerosBehindTheLastRecordAndSegmentsNeverBegunGo() throws IOException {
        byte[] written = run();
        prepared(1, written);
        prepared(2, metadata(2));
        prepared(3, new byte[0]);
        Files.write(segment(4), new byte[0]);
        Files.write(segment(5), metadata(5));
        ReadResult before = ReadResult.of(directory);
        assertThat(JournalTrim.trim(directory)).isEqualTo(
            3L * SEGMENT - written.length + metadata(5).length);
        assertThat(JournalReader.segments(directory)).containsExactly(segment(1));
        assertThat(Files.readAllBytes(segment(1))).isEqualTo(written);
        assertThat(ReadResult.of(directory)).isEqualTo(before);
        assertThat(JournalTrim.trim(directory)).isZero();
        assertThat(Recovery.of(directory).nextSegment()).isEqualTo(2);
    }

    @Test
    void cutAnywhereAllThatIsThereStays() throws IOException {
        byte[] written = run();
        int metadata = 4 + (ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN).getInt()
            & JournalFormat.LENGTH_MASK);
        for (int cut = metadata; cut <= written.length; cut += 3) {
            byte[] torn = Arrays.copyOf(written, cut);
            prepared(1, torn);
            ReadResult before = ReadResult.of(directory);
            JournalTrim.trim(directory);
            byte[] left = Files.readAllBytes(segment(1));
            assertThat(ReadResult.of(directory)).as("cut at %d", cut).isEqualTo(before);
            assertThat(Arrays.copyOf(left, SEGMENT)).isEqualTo(Arrays.copyOf(torn, SEGMENT));
            assertThat(left.length).isLessThanOrEqualTo(written.length);
        }
    }

    @Test
    void theFirstSegmentStaysEvenWithoutARecord() throws IOException {
        prepared(1, metadata(1));
        prepared(2, metadata(2));
        JournalTrim.trim(directory);
        assertThat(JournalReader.segments(directory)).containsExactly(segment(1));
        assertThat(Files.readAllBytes(segment(1))).isEqualTo(metadata(1));
    }

    @Test
    void whatIsDamagedIsNotTouched() throws IOException {
        byte[] written = run();
        written[written.length - 300] ^= 1;
        prepared(1, written);
        byte[] strange = metadata(2);
        strange[60] ^= 1;
        prepared(2, strange);
        prepared(3, metadata(3));
        JournalTrim.trim(directory);
        assertThat(JournalReader.segments(directory)).containsExactly(segment(1), segment(2));
        assertThat(Files.size(segment(1))).isEqualTo(SEGMENT);
        assertThat(Files.size(segment(2))).isEqualTo(SEGMENT);
    }

    @Test
    void emptySegmentsBetweenOthersAreCutButStay() throws IOException {
        byte[] written = run();
        prepared(1, written);
        prepared(2, metadata(2));
        try (TestSession session = TestSession.resume(
            directory, Recovery.of(directory), TestConfigs.COUNTING, SEGMENT)) {
            session.timer();
        }
        ReadResult before = ReadResult.of(directory);
        JournalTrim.trim(directory);
        assertThat(ReadResult.of(directory)).isEqualTo(before);
        assertThat(before.damages()).isEqualTo(List.of());
        assertThat(Files.size(segment(1))).isEqualTo(written.length);
        assertThat(Files.readAllBytes(segment(2))).isEqualTo(metadata(2));
        assertThat(JournalReader.segments(directory)).hasSize(3);
    }
}
