package io.tickwire.transport.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.transport.venues.VenueRegistry;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real recordings through import, journal and back, against values that a decoder in another
 * language made of the same files: every field of every tick.
 */
final class CaptureOracleTest {
    private static final Set<String> OURS = Set.of("B", "T", "G", "M");
    private static final Config CONFIG = ConfigReader.read("venue: {name: import}\nsymbols: []\n"
        + "engine: {arena: 4MiB}\njournal: {segment: 16MiB}\n");

    @TempDir
    Path temporary;

    @TestFactory
    List<DynamicTest> everyTickOfEveryCapture() throws IOException {
        Path folder = Captures.folder();
        JsonNode oracle = new ObjectMapper()
            .readTree(folder.resolve("oracle/capture_decode_oracle.json").toFile());
        assertThat(oracle.size()).isPositive();
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode entry : oracle) {
            List<String> names = new ArrayList<>();
            entry.get("files").forEach(name -> names.add(name.textValue()));
            List<Path> files = Captures.find(folder, names);
            Path journal = Files.createDirectory(temporary.resolve("j" + tests.size()));
            tests.add(DynamicTest.dynamicTest(String.join(" + ", names),
                () -> check(entry, files, journal)));
        }
        return tests;
    }

    private static Importer.Summary importing(List<Path> files, Path journal)
        throws IOException {
        return Importer.run(Recordings.files(files),
            VenueRegistry.ofRecordings(), journal, "capture", CONFIG, line -> { });
    }

    private static void check(JsonNode expected, List<Path> files, Path journal)
        throws IOException {
        Importer.Summary summary = importing(files, journal);
        CanonicalLines lines = CanonicalLines.of(journal);

        Map<String, Long> counts = new TreeMap<>();
        expected.get("counts").properties().forEach(field -> {
            if (isOurs(field.getKey())) {
                counts.put(field.getKey(), field.getValue().longValue());
            }
        });
        assertThat(lines.counts()).isEqualTo(counts);
        assertThat(summary.counters().ticks())
            .isEqualTo(counts.values().stream().mapToLong(Long::longValue).sum());

        Map<String, List<BigInteger>> sums = new TreeMap<>();
        expected.get("sum_price_qty_1e8").properties().forEach(
            field -> sums.put(field.getKey(), List.of(
                field.getValue().get(0).bigIntegerValue(),
                field.getValue().get(1).bigIntegerValue())));
        assertThat(lines.sums()).isEqualTo(sums);

        Map<String, String> hashes = new TreeMap<>();
        expected.get("per_kind_sha256").properties().forEach(field -> {
            if (isOurs(field.getKey())) {
                hashes.put(field.getKey(), field.getValue().textValue());
            }
        });
        assertThat(lines.hashes()).isEqualTo(hashes);
        assertThat(summary.lines().refused() + summary.counters().rejected()).isZero();
        assertThat(summary.counters().summary()).contains(", depth " + depth(expected) + ", ");
    }

    private static boolean isOurs(String key) {
        return OURS.contains(key.substring(0, 1));
    }

    private static long depth(JsonNode expected) {
        long depth = 0;
        for (Map.Entry<String, JsonNode> count : expected.get("counts").properties()) {
            String kind = count.getKey().substring(0, 1);
            depth += kind.equals("D") || kind.equals("S") ? count.getValue().longValue() : 0;
        }
        return depth;
    }

    @Test
    void theSameFileTwiceIsTheSameState() throws IOException {
        List<Path> file = Captures.find(
            Captures.folder(), List.of("cryptofeed_BINANCE_FUTURES_202107_ws.txt.gz"));
        Importer.Summary first = importing(file, Files.createDirectory(temporary.resolve("a")));
        Importer.Summary second = importing(file, Files.createDirectory(temporary.resolve("b")));
        assertThat(second.stateHash()).isEqualTo(first.stateHash());
        assertThat(second.events()).isEqualTo(first.events());
        assertThat(second.decisions()).isEqualTo(first.decisions());
    }
}
