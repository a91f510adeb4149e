package io.tickwire.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.core.TestSession;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.SnapshotFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;
import net.openhft.chronicle.wire.Wires;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journal looks like on disk, to our reader and to somebody else's. */
final class JournalFilesTest {
    @TempDir
    Path directory;

    private long write(int trades) {
        try (TestSession session = TestSession.begin(
            directory, TestConfigs.counting(), TestConfigs.COUNTING, TestSession.SHORT_SEGMENT)) {
            session.instrument(1, "BTCUSDT");
            session.opened(1);
            session.traffic(1, trades);
            session.marks(1);
            session.end();
            return session.writer().records();
        }
    }

    @Test
    void constantsAreThoseOfTheLibrary() {
        assertThat(JournalFormat.NOT_COMPLETE).isEqualTo(Wires.NOT_COMPLETE);
        assertThat(JournalFormat.META_DATA).isEqualTo(Wires.META_DATA);
        assertThat(JournalFormat.LENGTH_MASK).isEqualTo(Wires.LENGTH_MASK);
    }

    @Test
    void aStandardWireReaderWalksEveryFile() throws IOException {
        long written = write(100);
        List<Path> files = JournalReader.segments(directory);
        assertThat(files).hasSizeGreaterThan(2).allSatisfy(file -> assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------"));

        long documents = 0;
        int segment = 0;
        for (Path file : files) {
            Wire wire = WireType.BINARY_LIGHT.apply(
                Bytes.wrapForRead(Files.readAllBytes(file)));
            wire.usePadding(false);
            segment++;
            try (DocumentContext metadata = wire.readingDocument()) {
                assertThat(metadata.isMetaData()).isTrue();
                assertThat(wire.read("format").int32()).isEqualTo(2);
                assertThat(wire.read("session").text()).isEqualTo("test-session");
                assertThat(wire.read("incarnation").int32()).isEqualTo(1);
                assertThat(wire.read("segment").int32()).isEqualTo(segment);
                assertThat(wire.read("config").text()).isEqualTo(TestConfigs.COUNTING);
                assertThat(wire.read("schema").text()).startsWith("QUOTE 1 update_id:NUMBER@48");
                assertThat(wire.read("padding").text()).matches("\\.{32} *");
                assertThat(wire.read("crc").text()).matches("[0-9a-f]{8}");
            }
            while (true) {
                try (DocumentContext document = wire.readingDocument()) {
                    if (!document.isPresent()) {
                        break;
                    }
                    assertThat(document.isData()).isTrue();
                    documents++;
                }
            }
        }
        assertThat(documents).isEqualTo(written);
    }

    @Test
    void ourReaderReadsThemAll() throws IOException {
        long written = write(100);
        JournalReader reader = JournalReader.open(directory);
        Event event;
        List<EventType> lastTwo = new ArrayList<>();
        while ((event = reader.next()) != null) {
            lastTwo.add(event.type());
            if (lastTwo.size() > 2) {
                lastTwo.remove(0);
            }
        }
        assertThat(reader.records()).isEqualTo(written);
        assertThat(reader.damages()).isEmpty();
        assertThat(reader.tears()).isEmpty();
        assertThat(lastTwo).containsExactly(EventType.END, EventType.SNAPSHOT);
        assertThat(reader.config()).isEqualTo(TestConfigs.COUNTING);
        assertThat(reader.session()).isEqualTo("test-session");
    }

    @Test
    void eachSegmentBeginsWithInstrumentsAndState() throws IOException {
        write(150);
        int lastSegment = 0;
        long lastSequence = 0;
        List<EventType> head = new ArrayList<>();
        JournalReader reader = JournalReader.open(directory);
        Event event;
        while ((event = reader.next()) != null) {
            if (reader.segmentIndex() != lastSegment) {
                lastSegment = reader.segmentIndex();
                head.clear();
            }
            if ((event.flags() & Flags.HEAD) != 0) {
                head.add(event.type());
                assertThat(event.sequence()).isEqualTo(lastSequence);
                if (event.type() == EventType.SNAPSHOT) {
                    assertThat(event.get(SnapshotFields.SEGMENT)).isEqualTo(lastSegment);
                }
            } else {
                assertThat(head).isEqualTo(lastSegment == 1 ? List.of(EventType.SNAPSHOT)
                    : List.of(EventType.INSTRUMENT, EventType.SNAPSHOT));
                lastSequence = event.sequence();
            }
        }
        assertThat(lastSegment).isGreaterThan(3);
    }

    @Test
    void anInputIsInOneSegmentWithItsFrameAndItsOutputs() throws IOException {
        write(300);
        JournalReader reader = JournalReader.open(directory);
        Event event;
        long sequence = 0;
        int segment = 0;
        int outputs = 0;
        while ((event = reader.next()) != null) {
            if ((event.flags() & Flags.HEAD) == 0) {
                if (event.sequence() == sequence) {
                    assertThat(reader.segmentIndex()).isEqualTo(segment);
                    outputs += event.ordinal() > 0 ? 1 : 0;
                }
                sequence = event.sequence();
                segment = reader.segmentIndex();
            }
        }
        assertThat(segment).isGreaterThan(5);
        assertThat(outputs).isGreaterThan(100);
    }
}
