package io.tickwire.transport.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.transport.venues.VenueRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The golden session, made anew from its recording, ends in the state that is checked in. With
 * {@code -Dtickwire.golden.record=true} it is checked in anew; see the README beside it.
 */
final class GoldenRecordingTest {
    private static final String CONFIG = String.join("\n",
        "venue: {name: import}", "symbols: []", "timer: {every: 500ms}",
        "engine: {arena: 1MiB}", "journal: {segment: 1280KiB}",
        "risk: {maxOrderQty: 1, maxPosition: 0.012}",
        "strategy: {settings: {cooldownMs: '800', orderNotional: '100'}}", "");

    @TempDir
    Path temporary;

    @Test
    void madeAnewItIsTheSame() throws IOException {
        Path recording = temporary.resolve("golden.txt");
        GoldenRecording.write(recording);
        Path journal = Files.createDirectory(temporary.resolve("journal"));
        Config config = ConfigReader.read(CONFIG);
        Importer.Summary summary = importing(recording, journal, config);
        String expected = expected(summary, journal);
        Path golden = Path.of(System.getProperty("tickwire.root", ".."))
            .resolve("replay/src/test/resources/golden");
        if (Boolean.getBoolean("tickwire.golden.record")) {
            checkVersionIsRaised(expected, golden);
            checkIn(journal, expected, golden);
        }
        assertThat(expected).isEqualTo(Files.readString(golden.resolve("expected.txt")));

        Path again = Files.createDirectory(temporary.resolve("again"));
        Importer.Summary second = importing(recording, again, config);
        assertThat(expected(second, again)).isEqualTo(expected);
    }

    private static Importer.Summary importing(Path recording, Path journal, Config config)
        throws IOException {
        return Importer.run(RecordingFile.of(recording), VenueRegistry.ofRecordings(), journal, "golden",
            config, line -> { });
    }

    private static String expected(Importer.Summary summary, Path journal) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        Set<StatusReason> reasons = EnumSet.noneOf(StatusReason.class);
        JournalReader reader = JournalReader.open(journal);
        Event event;
        while ((event = reader.next()) != null) {
            counts.merge(event.type().name(), 1, Integer::sum);
            if (event.type() == EventType.FEED_STATUS) {
                reasons.add(StatusReason.of(event.get(FeedStatusFields.REASON)));
            }
        }
        assertThat(reasons).contains(StatusReason.FRESH, StatusReason.SILENT, StatusReason.HOLE,
            StatusReason.DUPLICATE, StatusReason.OLDER);
        List<String> lines = new ArrayList<>();
        lines.add("verdict identical: " + summary.events() + " events, " + summary.decisions()
            + " decisions, state hash " + summary.stateHash());
        counts.forEach((type, count) -> lines.add(type + " " + count));
        // What the recording is for.
        assertThat(counts).containsKeys(EventType.QUOTE.name(), EventType.TRADE.name(),
            EventType.STATS.name(), EventType.MARK.name(), EventType.INSTRUMENT.name(),
            EventType.FRAME.name(), EventType.REJECTED.name(), EventType.FEED_STATUS.name(),
            EventType.SIGNAL.name(), EventType.ORDER_INTENT.name(),
            EventType.ORDER.name(), EventType.POSITION.name(),
            EventType.RISK_REFUSAL.name(),
            EventType.END.name());
        assertThat(counts.get(EventType.SNAPSHOT.name())).isGreaterThanOrEqualTo(2);
        return String.join("\n", lines) + "\n";
    }

    /** What the golden session does not do any more, sessions in the field do not either. */
    private void checkVersionIsRaised(String expected, Path golden) throws IOException {
        if (expected.equals(Files.readString(golden.resolve("expected.txt")))) {
            return;
        }
        Path before = Files.createDirectory(temporary.resolve("before"));
        try (InputStream packed = new GZIPInputStream(
            Files.newInputStream(golden.resolve("journal/00000001.journal.gz")))) {
            Files.copy(packed, before.resolve("00000001.journal"));
        }
        try (JournalReader reader = JournalReader.open(before)) {
            reader.next();
            assertThatThrownBy(reader::checkStateVersion)
                .as("JournalFormat.STATE_VERSION is that of the session that no longer replays")
                .isInstanceOf(IOException.class);
        }
    }

    private static void checkIn(Path journal, String expected, Path golden) throws IOException {
        Files.createDirectories(golden.resolve("journal"));
        try (Stream<Path> old = Files.list(golden.resolve("journal"))) {
            for (Path segment : old.toList()) {
                Files.delete(segment);
            }
        }
        for (Path segment : JournalReader.segments(journal)) {
            Path packed = golden.resolve("journal").resolve(segment.getFileName() + ".gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
                Files.copy(segment, out);
            }
        }
        Files.writeString(golden.resolve("expected.txt"), expected, StandardCharsets.UTF_8);
    }
}
