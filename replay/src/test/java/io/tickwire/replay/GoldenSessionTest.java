package io.tickwire.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.journal.JournalReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A session that an earlier build recorded still replays to the same decisions and the same state.
 * Where this fails, sessions in the field fail as well; see the README beside the session.
 */
final class GoldenSessionTest {
    @TempDir
    Path journal;

    private List<String> expected;

    @BeforeEach
    void unpack() throws IOException {
        Path golden = Path.of(System.getProperty("tickwire.root", ".."))
            .resolve("replay/src/test/resources/golden");
        expected = Files.readAllLines(golden.resolve("expected.txt"));
        try (Stream<Path> packed = Files.list(golden.resolve("journal"))) {
            for (Path segment : packed.toList()) {
                String name = segment.getFileName().toString().replace(".gz", "");
                try (InputStream in = new GZIPInputStream(Files.newInputStream(segment))) {
                    Files.copy(in, journal.resolve(name));
                }
            }
        }
    }

    @Test
    void replaysIdentically() throws IOException {
        Replayer.Result result = Replayer.replay(journal, (events, engineNs) -> { });
        assertThat("verdict " + result.verdict()).isEqualTo(expected.get(0));
        assertThat(result.isIdentical()).isTrue();
        assertThat(result.tears()).isEmpty();
        assertThat(result.notRecorded()).isZero();
    }

    @Test
    void hasTheRecordsItHad() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        JournalReader reader = JournalReader.open(journal);
        Event event;
        while ((event = reader.next()) != null) {
            counts.merge(event.type().name(), 1, Integer::sum);
        }
        List<String> lines = new ArrayList<>();
        counts.forEach((type, count) -> lines.add(type + " " + count));
        assertThat(lines).isEqualTo(expected.subList(1, expected.size()));
    }
}
