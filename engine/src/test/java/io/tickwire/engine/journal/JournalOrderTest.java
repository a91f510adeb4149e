package io.tickwire.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.core.Recovery;
import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.core.TestSession;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole records that are gone or there twice, in a session of two runs and many segments. */
final class JournalOrderTest {
    @TempDir
    Path directory;

    private final List<Place> places = new ArrayList<>();

    /** Where a record stands, and what it is. */
    private record Place(
        Path file, int start, int length, EventType type, long sequence, int ordinal,
        boolean isHead) {
    }

    @BeforeEach
    void run() throws IOException {
        try (TestSession session = TestSession.begin(directory, TestConfigs.counting(),
            TestConfigs.COUNTING, TestSession.SHORT_SEGMENT)) {
            session.instrument(1, "BTCUSDT");
            session.instrument(2, "ETHUSDT");
            session.opened(1);
            session.traffic(1, 100);
            session.end();
        }
        try (TestSession session = TestSession.resume(directory, Recovery.of(directory),
            TestConfigs.COUNTING, TestSession.SHORT_SEGMENT)) {
            session.continueFrom(100);
            session.opened(1);
            session.instrument(3, "SOLUSDT");
            session.traffic(1, 100);
            session.end();
        }
        assertThat(ReadResult.of(directory).isWhole()).isTrue();
        for (Path file : JournalReader.segments(directory)) {
            try (SegmentBytes bytes = new SegmentBytes()) {
                SegmentScan scan = SegmentScan.open(file, bytes);
                Event record = new Event();
                while (scan.next(record)) {
                    places.add(new Place(file, scan.recordPosition(),
                        scan.position() - scan.recordPosition(), record.type(),
                        record.sequence(), record.ordinal(),
                        (record.flags() & Flags.HEAD) != 0));
                }
            }
        }
        assertThat(JournalReader.segments(directory)).hasSizeGreaterThan(5);
    }

    /** What is told with this record so many times in its place. */
    private List<String> damagesWith(Place place, int times) throws IOException {
        byte[] whole = Files.readAllBytes(place.file);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(whole, 0, place.start);
        for (int i = 0; i < times; i++) {
            changed.write(whole, place.start, place.length);
        }
        int behind = place.start + place.length;
        changed.write(whole, behind, whole.length - behind);
        Files.write(place.file, changed.toByteArray());
        try {
            return ReadResult.of(directory).damages();
        } finally {
            Files.write(place.file, whole);
        }
    }

    @Test
    void aRecordThatIsThereTwiceIsTold() throws IOException {
        List<Place> unnoticed = new ArrayList<>();
        for (Place place : places) {
            if (damagesWith(place, 2).isEmpty()) {
                unnoticed.add(place);
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    @Test
    void aRecordThatIsGoneIsToldButForThoseThatNothingNames() throws IOException {
        int heads = 0;
        int frames = 0;
        List<Place> unnoticed = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            if (!damagesWith(place, 0).isEmpty()) {
                heads += place.isHead ? 1 : 0;
                continue;
            }
            boolean isLastOutput =
                place.ordinal > 0 && (i + 1 == places.size() || places.get(i + 1).ordinal == 0);
            boolean isFrameOfEvent = place.type == EventType.FRAME && i + 1 < places.size()
                && places.get(i + 1).sequence == place.sequence;
            boolean isBehindItsFrame = i > 0 && places.get(i - 1).type == EventType.FRAME
                && places.get(i - 1).sequence == place.sequence
                && places.get(i + 1).ordinal == 0;
            boolean isFoot = place.isHead && i > 0 && places.get(i - 1).type == EventType.END;
            frames += isFrameOfEvent ? 1 : 0;
            if (!isLastOutput && !isFrameOfEvent && !isBehindItsFrame && !isFoot) {
                unnoticed.add(place);
            }
        }
        assertThat(unnoticed).isEmpty();
        assertThat(frames).isGreaterThan(100);
        assertThat(heads).isGreaterThan(10);
    }

    @Test
    void aHeadThatLacksSomethingIsNamed() throws IOException {
        Place snapshot = null;
        Place instrument = null;
        for (Place place : places) {
            if (place.isHead && place.file.endsWith("00000003.journal")) {
                snapshot = place.type == EventType.SNAPSHOT ? place : snapshot;
                instrument = place.type == EventType.INSTRUMENT ? place : instrument;
            }
        }
        assertThat(damagesWith(snapshot, 0)).singleElement().asString()
            .startsWith("00000003.journal byte ").endsWith(": head has no snapshot");
        assertThat(damagesWith(instrument, 0)).singleElement().asString()
            .endsWith(": head has 1 instruments, not 2");
        assertThat(damagesWith(instrument, 2).get(0))
            .endsWith(": head has instrument 2, not 3");
        assertThat(damagesWith(snapshot, 2)).singleElement().asString()
            .endsWith(": SNAPSHOT of a head outside the head");
    }

    @Test
    void aBadByteInTheEndOfAnEarlierRunIsTold() throws IOException {
        Place end = places.stream()
            .filter(place -> place.type == EventType.END).findFirst().orElseThrow();
        byte[] whole = Files.readAllBytes(end.file);
        for (int at = end.start; at < end.start + end.length; at++) {
            byte[] bad = whole.clone();
            bad[at] ^= 0x55;
            Files.write(end.file, bad);
            assertThat(ReadResult.of(directory).damages()).as("byte %d", at).isNotEmpty();
        }
    }
}
