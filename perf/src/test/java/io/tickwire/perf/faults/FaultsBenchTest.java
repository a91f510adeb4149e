package io.tickwire.perf.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwire.engine.command.CommandRunner;
import io.tickwire.perf.process.Folders;
import io.tickwire.replay.JournalMain;
import io.tickwire.transport.loopback.scenario.ShippedScenarios;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
    private ScenarioSource source;

    @BeforeEach
    void writeConfig() throws Exception {
        source = new ScenarioSource(Files.createDirectories(folder.resolve("scenarios")));
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
            "--config", folder.resolve("short.yaml").toString()));
        arguments.addAll(List.of(more));
        CommandLine line =
            CommandRunner.line(new FaultsBench(new CompletableFuture<>(), expectations, source));
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
        assertThat(number(measured, "ticks_lost")).isEqualTo(idsMissing(dump))
            .isEqualTo(idsReported(dump, "lost"));
        assertThat(number(measured, "ids_filled")).isEqualTo(idsReported(dump, "filled"));
        assertThat(number(measured, "attempts")).isEqualTo(rows(dump.resolve("LINK.csv")).stream()
            .filter(row -> List.of("opened", "refused", "failed").contains(row.get("fact"))
                && !row.get("link").equals("0")).count() - 2);
        List<Map<String, String>> detected = of(measured, "detected_ms");
        assertThat(detected).hasSize(12);
        for (Map<String, String> row : detected) {
            compare(row, detected(row.get("stream"), dump));
        }
        List<Map<String, String>> polled = of(measured, "polled_ms");
        // Trades only where one was made in time.
        assertThat(polled).hasSizeBetween(9, 12);
        for (Map<String, String> row : polled) {
            compare(row, polled(row.get("stream"), dump));
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
    void everyScenarioHasItsExpectation() throws Exception {
        assertThat(Expectations.mismatch(
            Expectations.ALL, ScenarioSource.ofEverything().names())).isEmpty();
        assertThat(ScenarioSource.ofEverything().names()).hasSize(41)
            .containsAll(ShippedScenarios.names())
            .contains("engine-stopped", "venue-stopped", "io-thread-stopped");
    }

    /** The other two differ from it by a signal alone. */
    @Test
    @Timeout(value = 150, unit = TimeUnit.SECONDS)
    void anIoThreadThatStandsStill() throws Exception {
        String name = Standstill.IO_THREAD_STOPPED.label();
        expectations.add(Expectation.stalls(name));
        source = new ScenarioSource(folder.resolve("scenarios"),
            new TreeMap<>(Map.of(name, Standstill.IO_THREAD_STOPPED)));
        assertThat(run()).as(out + "\n" + err).isZero();
        assertThat(out.toString())
            .endsWith("faults: 1 of 1 scenarios within their limits, 1 run of each\n");
    }

    // --- the same numbers from the dumped rows ---------------------------------------------------

    private Path dump(Path session) {
        Path dump = folder.resolve("dump");
        assertThat(CommandRunner.run(new JournalMain(), new PrintWriter(out), new PrintWriter(err),
            "dump", session.toString(), "--format", "csv", "--out", dump.toString(), "--type",
            "QUOTE,TRADE,STATS,MARK,FEED_STATUS,LINK,TIMER")).isZero();
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

    private static long idsReported(Path dump, String reason) throws Exception {
        return rows(dump.resolve("FEED_STATUS.csv")).stream()
            .filter(row -> row.get("reason").equals(reason))
            .mapToLong(row -> Long.parseLong(row.get("gap_messages"))).sum();
    }

    /** From the first socket of the stream's group that was closed to its first YELLOW row. */
    private static Span detected(String stream, Path dump) throws Exception {
        List<String> connections = stream.endsWith("quote") ? List.of("1", "2") : List.of("3", "4");
        long closedNs = rows(dump.resolve("LINK.csv")).stream()
            .filter(row -> row.get("fact").equals("closed")
            && connections.contains(row.get("link")))
            .mapToLong(FaultsBenchTest::receiveNs).min().orElseThrow();
        return Span.of(closedNs, lossNs(stream, dump), dump);
    }

    /** From its first YELLOW row to the first tick that was polled behind it. */
    private static Span polled(String stream, Path dump) throws Exception {
        String[] parts = stream.split(" ");
        long lossNs = lossNs(stream, dump);
        long polledNs = rows(dump.resolve(parts[1].toUpperCase(Locale.ROOT) + ".csv")).stream()
            .filter(row -> row.get("symbol").equals(parts[0]) && row.get("source").equals("poll"))
            .mapToLong(FaultsBenchTest::receiveNs)
            // A busy machine polls at the start as well, before its sockets are open.
            .filter(ns -> ns >= lossNs).min().orElseThrow();
        return Span.of(lossNs, polledNs, dump);
    }

    private static long lossNs(String stream, Path dump) throws Exception {
        return rows(dump.resolve("FEED_STATUS.csv")).stream()
            .filter(row -> (row.get("symbol") + " " + row.get("kind")).equals(stream)
                && row.get("reason").equals("link down"))
            .mapToLong(FaultsBenchTest::receiveNs).min().orElseThrow();
    }

    /** How long, without own stalls; stalls nearby make the two clocks of a record differ. */
    private record Span(double ms, double clocksMs) {
        static Span of(long fromNs, long untilNs, Path dump) throws Exception {
            long tookNs = untilNs - fromNs;
            double clocksMs = CLOCKS_MS;
            for (Map<String, String> row : rows(dump.resolve("TIMER.csv"))) {
                long atNs = receiveNs(row);
                long lateNs = Long.parseLong(row.get("late_ns"));
                if (lateNs > 50_000_000) {
                    tookNs -= Math.max(
                        0, Math.min(atNs, untilNs) - Math.max(atNs - lateNs, fromNs));
                }
                if (atNs > fromNs - 500 * MS && atNs < untilNs + 500 * MS) {
                    clocksMs += lateNs / MS;
                }
            }
            return new Span(Math.max(0, tookNs) / MS, clocksMs);
        }
    }

    private static void compare(Map<String, String> row, Span span) {
        assertThat(Double.parseDouble(row.get("value"))).as(row.toString())
            .isCloseTo(span.ms(), within(span.clocksMs()));
    }

    private static long receiveNs(Map<String, String> row) {
        return Long.parseLong(row.get("receive_ns"));
    }

    private static List<Map<String, String>> of(List<Map<String, String>> measured, String what) {
        return measured.stream().filter(row -> row.get("what").equals(what)).toList();
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
