package io.tickwire.perf.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.perf.report.OtherLoad;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured is written as it is; whether it is fast enough is not for a test. */
final class JournalBenchTest {
    private static final double IDLE = 0.1;

    @TempDir
    Path folder;

    private static JournalRows rows(long replayNs, long dumpNs, long textBytes) {
        JournalRows rows = new JournalRows();
        for (String what : List.of("", " and its frame")) {
            rows.addBatches("copy, one CRC, a QUOTE" + what, new double[] {30, 10, 20}, 104);
            rows.addBatches("append a QUOTE" + what, new double[] {50}, 104);
        }
        rows.add("bare read with CRC", 1_000, 10, 5_000);
        rows.add("verify", 1_500, 10, 5_000);
        for (long ns : new long[] {replayNs * 9, replayNs, replayNs / 2}) {
            rows.add("replay, compared", ns, 10, 5_000);
        }
        rows.add("dump as text", dumpNs, 10, 5_000);
        rows.add("import, by message", 1_000_000_000, 10, textBytes);
        return rows;
    }

    @Test
    void mediansAreJudgedByTheirRatios() {
        JournalRows rows = rows(4_000, 8_000, 150_000_000);
        assertThat(rows.verdict(IDLE)).isEqualTo("journal: 4 of 4 within their bars");
        assertThat(rows.isWithinBars(IDLE)).isTrue();
        assertThat(rows.lines().stream().map(line -> line.replaceAll(" +", " ")))
            .contains("append a QUOTE 50.0 2080 copy, one CRC, a QUOTE 2.50",
                "replay, compared 400.0 1250 bare read with CRC 4.00 <= 4",
                "dump as text 800.0 625 replay, compared 2.00 <= 2",
                "import, by message 100000000.0 150 >= 150 MB/s");
    }

    @Test
    void eachIsJudgedByItself() {
        assertThat(rows(4_100, 8_000, 150_000_000).verdict(IDLE))
            .isEqualTo("journal: 3 of 4 within their bars");
        assertThat(rows(4_000, 8_100, 149_000_000).verdict(IDLE))
            .isEqualTo("journal: 2 of 4 within their bars");
        assertThat(rows(4_000, 8_100, 150_000_000).isWithinBars(IDLE)).isFalse();
    }

    @Test
    void besideABusyNeighbourNothingIsJudged() {
        JournalRows rows = rows(9_000, 90_000, 1);
        assertThat(rows.verdict(0.51))
            .isEqualTo("journal: not judged: others had 0.51 of a core, more than 0.5");
        assertThat(rows.isWithinBars(0.51)).isTrue();
        assertThat(rows.isWithinBars(0.5)).isFalse();
        assertThat(rows.isWithinBars(OtherLoad.UNKNOWN)).isFalse();
    }

    @Test
    void theJsonHasEachRound() throws Exception {
        Path file = folder.resolve("rows.json");
        JournalRows rows = rows(4_000, 8_000, 150_000_000);
        rows.write(file, "machine", "verdict", IDLE);
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.path("verdict").asText()).isEqualTo("verdict");
        assertThat(json.path("machine").asText()).isEqualTo("machine");
        assertThat(json.path("other_load").asDouble()).isEqualTo(IDLE);
        assertThat(json.path("rows")).anySatisfy(row -> {
            assertThat(row.path("what").asText()).isEqualTo("replay, compared");
            assertThat(row.path("ns").asDouble()).isEqualTo(400);
            assertThat(row.path("rounds").toString()).isEqualTo("[3600.0,400.0,200.0]");
        });
    }
}
