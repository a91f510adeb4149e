package io.tickwire.perf.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwire.perf.process.Folders;
import io.tickwire.replay.Commands;
import io.tickwire.replay.JournalMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The bench on short scenarios, whole processes and real sockets, and its numbers once more from
 * the rows that {@code journal dump} writes, by a few plain lines here.
 */
final class FaultsBenchTest {
    private static final double MS = 1e6;
    /** A decision has the receive time of its cause, which is read a moment later. */
    private static final double CLOCKS_MS = 20;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Expectation> expectations = new ArrayList<>();

    @BeforeEach
    void writeConfig() throws Exception {
        Files.createDirectories(folder.resolve("scenarios"));
        Files.writeString(folder.resolve("short.yaml"), String.join("\n",
            "feed: {stableAfter: 1s}",
            "reconnect: {min: 100ms, max: 500ms, stormPerMinute: 100}",
            "engine: {arena: 1MiB}", "journal: {segment: 2MiB}", ""));
    }

    private void scenario(String name, Expectation expected) throws Exception {
        Files.writeString(folder.resolve("scenarios").resolve(name + ".yaml"),
            "faults:\n  - {at: 12s, for: 4s, fault: sockets-closed}\n");
        expectations.add(expected);
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--runs", "1", "--jobs", "1",
            "--scenarios", folder.resolve("scenarios").toString(),
            "--config", folder.resolve("short.yaml").toString()));
        arguments.addAll(List.of(more));
        CommandLine line =
            new CommandLine(new FaultsBench(new CompletableFuture<>(), expectations));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments.toArray(String[]::new));
    }

    @Test
    @Timeout(value = 150, unit = TimeUnit.SECONDS)
    void theNumbersAreThoseOfTheDumpedRows() throws Exception {
        scenario("closed", Expectation.closes("closed"));
        Path kept = folder.resolve("out");
        assertThat(run("--seed", "5", "--out", kept.toString())).as(out + "\n" + err).isZero();
        assertThat(out.toString()).contains("closed")
            .endsWith("faults: 1 of 1 scenarios within their limits, 1 run of each\n");

        Path dump = dump(onlyFolder(kept.resolve("closed-1/sessions")));
        List<Map<String, String>> measured = rows(kept.resolve("faults.csv"));
        assertThat(number(measured, "ticks_lost")).isEqualTo(idsMissing(dump));
        assertThat(number(measured, "ticks_lost")).isLessThanOrEqualTo(idsDeclared(dump));
        List<Map<String, String>> detected = measured.stream()
            .filter(row -> row.get("what").equals("detected_ms")).toList();
        assertThat(detected).hasSize(12);
        for (Map<String, String> row : detected) {
            assertThat(Double.parseDouble(row.get("value"))).as(row.toString())
                .isCloseTo(detectedMs(row.get("stream"), dump), within(CLOCKS_MS));
        }
    }

    @Test
    @Timeout(value = 150, unit = TimeUnit.SECONDS)
    void anExpectationThatDoesNotHoldFails() throws Exception {
        scenario("harmless", Expectation.harmless("harmless"));
        assertThat(run()).as(out + "\n" + err).isEqualTo(1);
        assertThat(out.toString()).contains("a harmless fault was taken for a loss")
            .endsWith("faults: FAILED: 0 of 1 scenarios within their limits, 1 run of each\n");
        Path kept = Path.of(err.toString().lines().filter(line -> line.startsWith("kept: "))
            .findFirst().orElseThrow().substring("kept: ".length()));
        assertThat(kept.resolve("harmless-1")).isDirectory();
        Folders.delete(kept);
    }

    @Test
    void aScenarioThatNobodyKnowsIsUsage() throws Exception {
        scenario("unknown", Expectation.closes("absent"));
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("unknown: nothing is said", "absent: no such");
    }

    @Test
    void everyShippedScenarioHasItsExpectation() throws Exception {
        Path shipped = Path.of(System.getProperty("tickwire.root", "..")).resolve("scenarios");
        assertThat(Expectations.mismatch(Expectations.SHIPPED, ScenarioFile.in(shipped)))
            .isEmpty();
    }

    // --- the same numbers from the dumped rows ---------------------------------------------------

    private Path dump(Path session) {
        Path dump = folder.resolve("dump");
        assertThat(Commands.run(new JournalMain(), new PrintWriter(out), new PrintWriter(err),
            "dump", session.toString(), "--format", "csv", "--out", dump.toString(), "--type",
            "TRADE,FEED_STATUS,LINK,TIMER")).isZero();
        return dump;
    }

    /** Each id that came by whatever source was shown once, in order. */
    private static long idsMissing(Path dump) throws Exception {
        Map<String, TreeSet<Long>> ids = new HashMap<>();
        for (Map<String, String> row : rows(dump.resolve("TRADE.csv"))) {
            ids.computeIfAbsent(row.get("symbol"), any -> new TreeSet<>())
                .add(Long.valueOf(row.get("id")));
        }
        return ids.values().stream()
            .mapToLong(all -> all.last() - all.first() + 1 - all.size()).sum();
    }

    private static long idsDeclared(Path dump) throws Exception {
        return rows(dump.resolve("FEED_STATUS.csv")).stream()
            .filter(row -> row.get("reason").equals("hole"))
            .mapToLong(row -> Long.parseLong(row.get("gap_messages"))).sum();
    }

    /** From the first socket of the stream's route that was closed to its first YELLOW row. */
    private static double detectedMs(String stream, Path dump) throws Exception {
        String symbol = stream.split(" ")[0];
        String kind = stream.split(" ")[1];
        List<String> legs = kind.equals("quote") ? List.of("1", "2") : List.of("3", "4");
        long closedNs = rows(dump.resolve("LINK.csv")).stream()
            .filter(row -> row.get("fact").equals("closed") && legs.contains(row.get("link")))
            .mapToLong(row -> Long.parseLong(row.get("receive_ns"))).min().orElseThrow();
        long toldNs = rows(dump.resolve("FEED_STATUS.csv")).stream()
            .filter(row -> row.get("symbol").equals(symbol) && row.get("kind").equals(kind)
                && row.get("reason").equals("link down"))
            .mapToLong(row -> Long.parseLong(row.get("receive_ns"))).min().orElseThrow();
        long stalledNs = 0;
        for (Map<String, String> row : rows(dump.resolve("TIMER.csv"))) {
            long atNs = Long.parseLong(row.get("receive_ns"));
            long lateNs = Long.parseLong(row.get("late_ns"));
            if (lateNs > 50_000_000 && atNs > closedNs && atNs <= toldNs + CLOCKS_MS * MS) {
                stalledNs += Math.min(lateNs, atNs - closedNs);
            }
        }
        return Math.max(0, toldNs - closedNs - stalledNs) / MS;
    }

    private static long number(List<Map<String, String>> measured, String what) {
        return measured.stream().filter(row -> row.get("what").equals(what))
            .mapToLong(row -> Long.parseLong(row.get("value"))).findFirst().orElseThrow();
    }

    private static List<Map<String, String>> rows(Path csv) throws Exception {
        List<String> lines = Files.readAllLines(csv);
        String[] heads = lines.get(0).split(",");
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < heads.length; i++) {
                row.put(heads[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static Path onlyFolder(Path of) throws Exception {
        try (Stream<Path> all = Files.list(of)) {
            return all.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }
}
