package io.tickwire.perf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.engine.command.CommandRunner;
import io.tickwire.engine.journal.JournalWriter;
import io.tickwire.engine.latency.LatencyTable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyMainTest {
    private static final long START_MS = 1_700_000_000_000L;

    @TempDir
    private Path session;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path log;

    @BeforeEach
    void nameTheLog() {
        log = session.resolve("latency.hlog");
    }

    private int run(Object... arguments) {
        return CommandRunner.run(new LatencyMain(), new PrintWriter(out), new PrintWriter(err),
            Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    private static Histogram interval(String tag, int second, long... values) {
        Histogram histogram = new Histogram(60_000_000_000L, 3);
        histogram.setTag(tag);
        histogram.setStartTimeStamp(START_MS + second * 1000L);
        histogram.setEndTimeStamp(START_MS + second * 1000L + 1000);
        for (long value : values) {
            histogram.recordValue(value);
        }
        return histogram;
    }

    private void write(long startMs, Histogram... intervals) throws IOException {
        try (PrintStream stream = new PrintStream(log.toFile(), StandardCharsets.UTF_8)) {
            HistogramLogWriter writer = new HistogramLogWriter(stream);
            writer.outputComment("[made for a test]");
            writer.outputLogFormatVersion();
            writer.outputStartTime(startMs);
            writer.setBaseTime(startMs);
            writer.outputLegend();
            for (Histogram one : intervals) {
                writer.outputIntervalHistogram(one);
            }
        }
    }

    private static List<String> columns(String row) {
        return List.of(row.trim().split("\\s+"));
    }

    @Test
    void sumsTheIntervalsOfEachHop() throws IOException {
        long[] ramp = new long[1000];
        Arrays.setAll(ramp, i -> (i + 1) * 1000L);
        write(START_MS, interval("signal", 0, 5_000), interval("total", 0, ramp),
            interval("signal", 1, 7_000, 7_000), interval("other", 3, 1_000));

        int code = run(session);

        List<String> lines = out.toString().lines().toList();
        assertThat(code).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(columns(lines.get(0))).containsExactly(
            "hop", "(us)", "count", "p50", "p90", "p99", "p99.9", "p99.99", "max");
        // 1 to 1000 us, in buckets that are at most 1/1000 wide.
        assertThat(columns(lines.get(1))).startsWith("total", "1000", "500.2", "900.1");
        assertThat(columns(lines.get(2)))
            .containsExactly("signal", "3", "7.0", "-", "-", "-", "-", "7.0");
        assertThat(columns(lines.get(3)))
            .containsExactly("other", "1", "-", "-", "-", "-", "-", "1.0");
        assertThat(lines.subList(4, 6)).isEqualTo(LatencyTable.LEGEND)
            .first().asString().contains("1 of 16 ticks");
        assertThat(lines.get(5)).contains("1 of 64 ticks");
        assertThat(lines.get(6))
            .isEqualTo("covers 2023-11-14T22:13:20Z to 2023-11-14T22:13:24Z, 4.0 s");
        assertThat(lines).hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "9, 1", "10, 2", "99, 2", "100, 3", "999, 3", "1000, 4",
        "9999, 4", "10000, 5"})
    void aPercentileNeedsItsSamples(int count, int shown) throws IOException {
        write(START_MS, interval("total", 0, new long[count]));
        assertThat(run(session)).isZero();
        List<String> row = columns(out.toString().lines().toList().get(1));
        assertThat(row).startsWith("total", Integer.toString(count)).hasSize(8);
        assertThat(row.subList(2, 7)).filteredOn(cell -> !cell.equals("-")).hasSize(shown);
        assertThat(row.get(7)).isEqualTo("0.0");
        out.getBuffer().setLength(0);
        assertThat(run(session, "--json")).isZero();
        JsonNode total = new ObjectMapper().readTree(out.toString()).path("hops").path("total");
        assertThat(total.path("count").asInt()).isEqualTo(count);
        assertThat(List.of("p50", "p90", "p99", "p99.9", "p99.99"))
            .filteredOn(label -> total.get(label).isNumber()).hasSize(shown);
    }

    @Test
    void forScriptsItIsOneObject() throws IOException {
        write(START_MS, interval("backfill", 0, 5_000_000), interval("signal", 2, 7_000, 7_000),
            interval("other", 3, 1_000));
        assertThat(run(session, "--json")).isZero();
        assertThat(out.toString().lines()).hasSize(1);
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("from").asText()).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(report.path("to").asText()).isEqualTo("2023-11-14T22:13:24Z");
        assertThat(report.path("hops").fieldNames()).toIterable()
            .containsExactly("backfill", "signal", "other");
        assertThat(report.path("hops").path("signal").path("count").asInt()).isEqualTo(2);
        assertThat(report.path("hops").path("signal").path("p50").asLong())
            .isBetween(7_000L, 7_007L);
        assertThat(report.path("hops").path("other").path("max").asLong()).isEqualTo(1_000);
    }

    @Test
    void aRunThatIsNotWarmYetHasNoTotal() throws IOException {
        write(START_MS, interval("warmup", 0, 5_000));
        assertThat(run(session)).isZero();
        assertThat(columns(out.toString().lines().toList().get(1)))
            .containsExactly("total", "0", "-", "-", "-", "-", "-", "-");
    }

    @Test
    void ofAnImportItSaysWhyThereIsNone() throws IOException {
        Path imported = session.resolve("imported");
        String config = "venue: {name: import}\nsymbols: []\n";
        JournalWriter.open(new JournalWriter.Settings(
            Files.createDirectories(imported.resolve("journal")), "s", 1, 1, config, 2 << 20, 0,
            10_000_000_000L)).close();
        assertThat(run(imported)).isEqualTo(2);
        assertThat(err.toString()).contains("no latency.hlog in " + imported
            + ": it was imported, and only sessions that ran live have latencies");
    }

    @Test
    void anIntervalLongerThanTheOthersStillFits() throws IOException {
        write(START_MS, interval("ring", 0, 1), interval("ring", 1, 60_000_000_000L));

        assertThat(run(session)).isZero();
        assertThat(columns(out.toString().lines().toList().get(2)))
            .startsWith("ring", "2", "0.0").last().asString().startsWith("600");
    }

    @Test
    void coversAllRunsOfASession() throws IOException {
        write(START_MS, interval("total", 0, 1_000));
        String first = Files.readString(log);
        write(START_MS + 60_000, interval("total", 60, 2_000));
        String base = String.format(Locale.ROOT, "#[BaseTime: %d.000 (seconds since epoch)]\n",
            START_MS / 1000 + 60);
        Files.writeString(log, first + base + Files.readString(log));

        assertThat(run(session)).isZero();
        assertThat(columns(out.toString().lines().toList().get(1))).startsWith("total", "2");
        assertThat(out.toString())
            .contains("covers 2023-11-14T22:13:20Z to 2023-11-14T22:14:21Z, 61.0 s");
    }

    @Test
    void aCutLineIsNamedAndTheRestPrinted() throws IOException {
        write(START_MS, interval("total", 0, 5_000), interval("ring", 0, 9_000));
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        int last = lines.size();
        lines.set(last - 1, lines.get(last - 1).substring(0, lines.get(last - 1).length() - 9));
        Files.write(log, lines);

        assertThat(run(session)).isEqualTo(2);
        assertThat(out.toString().lines().toList().get(1)).startsWith("total");
        assertThat(out.toString()).doesNotContain("ring");
        assertThat(err.toString()).contains("damaged").contains("line " + last + ":");
    }

    @Test
    void strangeBytesBetweenLinesAreNamedAndReadPast() throws IOException {
        write(START_MS, interval("total", 0, 5_000), interval("ring", 0, 9_000));
        List<String> lines = new ArrayList<>(
            Files.readAllLines(log, StandardCharsets.ISO_8859_1));
        lines.add(lines.size() - 1, "\u00ff\u00fe\u0000 nothing");
        Files.write(log, lines, StandardCharsets.ISO_8859_1);

        assertThat(run(session)).isEqualTo(2);
        assertThat(out.toString()).contains("total").contains("ring");
        assertThat(err.toString()).contains("line " + (lines.size() - 1) + ":");
    }

    @Test
    void aLogWithoutIntervalsIsAnEmptyTable() throws IOException {
        write(START_MS);

        assertThat(run(session)).isZero();
        assertThat(out.toString().lines()).hasSize(1);
    }

    @Test
    void whatIsNoFileIsNamedAndNotWaitedFor() throws Exception {
        Files.createDirectory(log);
        refused("is a folder, not a file");
        Files.delete(log);
        Files.createSymbolicLink(log, session.resolve("nowhere"));
        refused("is a link to nothing, not a file");
        Files.delete(log);
        Assumptions.assumeTrue(
            new ProcessBuilder("mkfifo", log.toString()).start().waitFor() == 0,
            "SKIPPED: no pipe can be made here");
        refused("is a pipe or device, not a file");
    }

    private void refused(String reason) {
        err.getBuffer().setLength(0);
        assertThat(Assertions.<Integer>assertTimeoutPreemptively(
            Duration.ofSeconds(30), () -> run(session))).isEqualTo(2);
        assertThat(err.toString()).isEqualTo(
            "cannot read " + log + ": " + reason + System.lineSeparator());
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(run(session)).isEqualTo(2);
        assertThat(err.toString()).contains(
            "no latency.hlog in " + session + ": it is no folder of a session");
        assertThat(run(session.resolve("absent"))).isEqualTo(2);
        assertThat(err.toString()).contains("no such folder: " + session.resolve("absent"));
        assertThat(run()).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }
}
