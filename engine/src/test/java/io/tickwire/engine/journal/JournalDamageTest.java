package io.tickwire.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.core.TestSession;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reader says of journals that something happened to. */
final class JournalDamageTest {
    /** Room for a few records behind the metadata, which holds the schema. */
    private static final int SEGMENT = TestSession.RESERVE
        + BitUtil.align(SegmentMetadata.currentSchema().length() + 1_260, Long.BYTES);

    @TempDir
    Path directory;

    /** Closed segments, the last one with END. */
    private List<Path> closed(int incarnation, int firstSegment, int trades) throws IOException {
        try (JournalWriter writer = JournalWriter.open(new JournalWriter.Settings(
            directory, "s", incarnation, firstSegment, "c", SEGMENT, 0, 10_000_000_000L))) {
            head(writer);
            Event event = slot();
            for (int i = 0; i < trades; i++) {
                fill(event, EventType.TRADE);
                if (!writer.hasRoom(event, 250)) {
                    writer.roll();
                    sequence--;
                    head(writer);
                    sequence++;
                }
                writer.append(event);
            }
            fill(event, EventType.END);
            writer.append(event);
        }
        return JournalReader.segments(directory);
    }

    private long sequence;

    /** Behind the last input. */
    private void head(JournalWriter writer) {
        Event head = slot().header(EventType.SNAPSHOT, 0, 0, 0, sequence, 0, 0, 0)
            .flags(Flags.HEAD);
        writer.append(head, new UnsafeBuffer(new byte[8]), 8);
    }

    private static Event slot() {
        UnsafeBuffer buffer =
            new UnsafeBuffer(ByteBuffer.allocateDirect(Header.SLOT_LENGTH));
        return new Event().wrapSlot(buffer, 0, buffer);
    }

    private void fill(Event slot, EventType type) {
        sequence++;
        slot.header(type, 1, 0, 1, sequence, 1_000 + sequence, 900 + sequence, 3);
        for (int i = 0; i < type.fields().size(); i++) {
            slot.set(type.fields().get(i).offset(), sequence * 1_000 + i);
        }
    }

    /** Puts the zeros of a segment that was never closed behind what is written. */
    private static void unclose(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, SEGMENT));
    }

    /** Ends of all records in a file, by the length words alone. */
    private static List<Integer> ends(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> ends = new ArrayList<>();
        int at = 0;
        while (at + 4 <= file.length && bytes.getInt(at) != 0) {
            at += (bytes.getInt(at) & 0x3fff_ffff) + 4;
            ends.add(at);
        }
        return ends;
    }

    @Test
    void everySingleFlippedBitIsReported() throws IOException {
        List<Path> files = closed(1, 1, 25);
        assertThat(files).hasSizeGreaterThanOrEqualTo(2);
        long records = ReadResult.of(directory).records();
        List<String> unnoticed = new ArrayList<>();
        long fewest = records;
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                for (int at = 0; at < bytes.length; at++) {
                    for (int bit = 0; bit < 8; bit++) {
                        put(channel, at, bytes[at] ^ 1 << bit);
                        ReadResult reading = ReadResult.of(directory);
                        fewest = Math.min(fewest, reading.records());
                        if (reading.isWhole()) {
                            unnoticed.add(file.getFileName() + " byte " + at + " bit " + bit);
                        }
                    }
                    put(channel, at, bytes[at]);
                }
            }
        }
        assertThat(unnoticed).isEmpty();
        assertThat(fewest).as("records read past one flipped bit").isEqualTo(records - 1);
        assertThat(ReadResult.of(directory).isWhole()).isTrue();
    }

    private static void put(FileChannel channel, int at, int value) throws IOException {
        channel.write(ByteBuffer.wrap(new byte[] {(byte) value}), at);
    }

    @Test
    void cutAnywhereIsReadUpToTheCut() throws IOException {
        List<Path> files = closed(1, 1, 25);
        long before = 0;
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            byte[] bytes = Files.readAllBytes(file);
            List<Integer> ends = ends(bytes);
            boolean last = i == files.size() - 1;
            // Only the last file can be cut by a crash; one before it that is cut is damage.
            int step = last ? 1 : 5;
            for (int cut = 0; cut < bytes.length; cut += step) {
                Files.write(file, Arrays.copyOf(bytes, cut));
                ReadResult reading = ReadResult.of(directory);
                int limit = cut;
                long whole = ends.stream().filter(end -> end <= limit).count();
                if (last) {
                    assertThat(reading.records()).isEqualTo(before + Math.max(0, whole - 1));
                    assertThat(reading.damages()).as("cut at %d", cut).isEmpty();
                    assertThat(reading.ended()).isFalse();
                    boolean atBoundary = cut == 0 || ends.contains(cut);
                    assertThat(reading.tears()).as("cut at %d", cut).hasSize(atBoundary ? 0 : 1);
                } else {
                    assertThat(reading.damages()).as("cut at %d", cut).isNotEmpty();
                }
            }
            Files.write(file, bytes);
            before += ends.size() - 1;
        }
    }

    @Test
    void zerosBehindAnUnclosedEndAreNothing() throws IOException {
        List<Path> files = closed(1, 1, 5);
        unclose(files.get(0));
        assertThat(ReadResult.of(directory))
            .isEqualTo(new ReadResult(7, true, List.of(), List.of()));
    }

    @Test
    void garbageBehindAnUnclosedEndIsATear() throws IOException {
        List<Path> files = closed(1, 1, 5);
        int end = (int) Files.size(files.get(0));
        unclose(files.get(0));
        byte[] bytes = Files.readAllBytes(files.get(0));
        bytes[end + 4_000] = 1;
        Files.write(files.get(0), bytes);
        ReadResult reading = ReadResult.of(directory);
        assertThat(reading.records()).isEqualTo(7);
        assertThat(reading.damages()).isEmpty();
        assertThat(reading.tears()).containsExactly("00000001.journal byte " + end + ": torn");
    }

    @Test
    void aRecordLeftNotCompleteIsATear() throws IOException {
        List<Path> files = closed(1, 1, 5);
        byte[] bytes = Files.readAllBytes(files.get(0));
        List<Integer> ends = ends(bytes);
        int lastRecord = ends.get(ends.size() - 2);
        unclose(files.get(0));
        bytes = Files.readAllBytes(files.get(0));
        for (int word : new int[] {0x8000_0000, 0}) {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(lastRecord, word);
            Files.write(files.get(0), bytes);
            ReadResult reading = ReadResult.of(directory);
            assertThat(reading.records()).isEqualTo(6);
            assertThat(reading.damages()).isEmpty();
            assertThat(reading.tears()).hasSize(1);
        }
    }

    @Test
    void anEmptyLastSegmentIsNormal() throws IOException {
        List<Path> files = closed(1, 1, 5);
        Path next = directory.resolve("00000002.journal");
        Files.write(next, new byte[0]);
        assertThat(ReadResult.of(directory).isWhole()).isTrue();
        Files.write(next, new byte[SEGMENT]);
        assertThat(ReadResult.of(directory).isWhole()).isTrue();
        byte[] metadata = new SegmentMetadata("s", 1, 2, "c", "").toBytes();
        Files.write(next, Arrays.copyOf(metadata, SEGMENT));
        assertThat(ReadResult.of(directory).isWhole()).isTrue();
        assertThat(files).hasSize(1);
    }

    @Test
    void anEmptySegmentBetweenOthersIsDamage() throws IOException {
        closed(1, 1, 5);
        closed(1, 3, 5);
        Path middle = directory.resolve("00000002.journal");
        byte[] metadata = new SegmentMetadata("s", 1, 2, "c", "").toBytes();
        for (byte[] content : List.of(new byte[0], new byte[SEGMENT], metadata)) {
            Files.write(middle, content);
            assertThat(ReadResult.of(directory).damages())
                .containsExactly("00000002.journal byte 0: empty segment between others");
        }
    }

    @Test
    void aSegmentPreparedByAKilledRunIsNormalBeforeTheNextIncarnation() throws IOException {
        closed(1, 1, 5);
        unclose(directory.resolve("00000001.journal"));
        byte[] metadata = new SegmentMetadata("s", 1, 2, "c", "").toBytes();
        Files.write(directory.resolve("00000002.journal"), Arrays.copyOf(metadata, SEGMENT));
        closed(2, 3, 5);
        assertThat(ReadResult.of(directory))
            .isEqualTo(new ReadResult(14, true, List.of(), List.of()));
    }

    @Test
    void anAbsentSegmentIsDamage() throws IOException {
        List<Path> files = closed(1, 1, 60);
        assertThat(files).hasSizeGreaterThan(3);
        Files.delete(files.get(1));
        assertThat(ReadResult.of(directory).damages().get(0)).isEqualTo("segment 2: absent");
        Files.delete(files.get(2));
        assertThat(ReadResult.of(directory).damages().get(0)).isEqualTo("segments 2 to 3: absent");
    }

    @Test
    void aFileOfAnotherPlaceIsDamage() throws IOException {
        closed(1, 1, 5);
        Path second = directory.resolve("00000002.journal");
        Files.copy(directory.resolve("00000001.journal"), second);
        assertThat(ReadResult.of(directory).damages().get(0))
            .isEqualTo("00000002.journal byte 0: is segment 1 of session s");
        Files.write(second, new SegmentMetadata("other", 1, 2, "c", "").toBytes());
        assertThat(ReadResult.of(directory).damages())
            .containsExactly("00000002.journal byte 0: is segment 2 of session other");
    }

    @Test
    void aTornSegmentIsFineBeforeANewIncarnationOnly() throws IOException {
        closed(1, 1, 5);
        Path first = directory.resolve("00000001.journal");
        byte[] bytes = Files.readAllBytes(first);
        Files.write(first, Arrays.copyOf(bytes, bytes.length - 3));
        // What was cut off is the END; the next one takes its sequence.
        sequence--;
        closed(2, 2, 5);
        ReadResult resumed = ReadResult.of(directory);
        assertThat(resumed.damages()).isEmpty();
        assertThat(resumed.tears()).hasSize(1);
        assertThat(resumed.records()).isEqualTo(13);

        Files.delete(directory.resolve("00000002.journal"));
        sequence = 5;
        closed(1, 2, 5);
        ReadResult same = ReadResult.of(directory);
        assertThat(same.damages()).hasSize(1);
        assertThat(same.damages().get(0)).startsWith("00000001.journal byte ").endsWith("torn");
        assertThat(same.tears()).isEmpty();
    }

    @Test
    void twoTornRunsInARowAreFine() throws IOException {
        closed(1, 1, 5);
        Path first = directory.resolve("00000001.journal");
        byte[] bytes = Files.readAllBytes(first);
        Files.write(first, Arrays.copyOf(bytes, bytes.length - 3));
        sequence = 5;
        Files.write(directory.resolve("00000002.journal"), new byte[] {1, 2, 3});
        closed(3, 3, 5);
        ReadResult reading = ReadResult.of(directory);
        assertThat(reading.damages()).isEmpty();
        assertThat(reading.tears()).hasSize(2);
    }

    @Test
    void missingRecordsAreNoticedWhereAllOthersAreValid() throws IOException {
        try (JournalWriter writer = JournalWriter.open(new JournalWriter.Settings(
            directory, "s", 1, 1, "c", SEGMENT, 0, 10_000_000_000L))) {
            head(writer);
            Event event = slot();
            fill(event, EventType.TRADE);
            writer.append(event);
            fill(event, EventType.TRADE);
            fill(event, EventType.TRADE);
            writer.append(event);
            output(writer, 2);
            fill(event, EventType.FRAME);
            writer.append(event);
            writer.append(event);
        }
        assertThat(ReadResult.of(directory).damages()).extracting(text -> text.split(": ")[1])
            .containsExactly("sequence 3.0 does not follow 1.0",
                "sequence 3.2 does not follow 3.0", "sequence 4.0 does not follow 4.0");
    }

    private void output(JournalWriter writer, int ordinal) {
        writer.claim().header(EventType.RISK_REFUSAL, 0, ordinal, 1, sequence, 1, 1, 0);
        writer.commit();
    }

    @Test
    void aRecordOfALaterVersionIsRead() throws IOException {
        closed(1, 1, 5);
        Path file = directory.resolve("00000001.journal");
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> ends = ends(bytes);
        int start = ends.get(2);
        int length = ends.get(3) - start;
        bytes[start + Header.TYPE] = (byte) 200;
        int seed = SegmentMetadata.seed(Arrays.copyOf(bytes, ends.get(0)));
        view.putInt(start + Header.CRC, seed);
        CRC32C crc = new CRC32C();
        crc.update(bytes, start + Header.CRC, length - Header.CRC);
        view.putInt(start + Header.CRC, (int) crc.getValue());
        Files.write(file, bytes);
        assertThat(ReadResult.of(directory))
            .isEqualTo(new ReadResult(7, true, List.of(), List.of()));
    }

    @Test
    void aDamagedSegmentOfFullLengthIsSearchedInBoundedTime() throws IOException {
        int length = 64 << 20;
        byte[] metadata = new SegmentMetadata("s", 1, 1, "c", "").toBytes();
        ByteBuffer garbage = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        garbage.put(metadata);
        // Every long looks like the head of a long record of an unknown type.
        int word = 0x0300_000c;
        int varLength = word + 4 - Header.LENGTH;
        while (garbage.hasRemaining()) {
            garbage.putInt(word).putInt(varLength);
        }
        Files.write(directory.resolve("00000001.journal"), garbage.array());
        assertThat(timed(Duration.ofSeconds(60)).damages())
            .containsExactly("00000001.journal byte " + metadata.length
                + ": no valid record, search given up");

        long seed = 20261122;
        Random random = new Random(seed);
        garbage.position(metadata.length);
        while (garbage.hasRemaining()) {
            // Numbers of the size of quantities, a half of them plausible lengths.
            garbage.putLong((long) random.nextInt(1 << 24) << 2);
        }
        Files.write(directory.resolve("00000001.journal"), garbage.array());
        ReadResult reading = timed(Duration.ofSeconds(60));
        assertThat(reading.damages()).as("seed %d", seed).isEmpty();
        assertThat(reading.tears()).as("seed %d", seed).hasSize(1);
    }

    /** Far more than it takes on any machine, and far less than an unbounded search. */
    private ReadResult timed(Duration most) {
        return org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
            most, () -> ReadResult.of(directory));
    }
}
