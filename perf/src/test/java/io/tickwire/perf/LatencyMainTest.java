package io.tickwire.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.command.CommandRunner;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            .containsExactly("signal", "3", "7.0", "7.0", "7.0", "7.0", "7.0", "7.0");
        assertThat(columns(lines.get(3))).startsWith("other", "1", "1.0");
        assertThat(lines.get(4))
            .isEqualTo("covers 2023-11-14T22:13:20Z to 2023-11-14T22:13:24Z, 4.0 s");
        assertThat(lines).hasSize(5);
    }

    @Test
    void anIntervalLongerThanTheOthersStillFits() throws IOException {
        write(START_MS, interval("ring", 0, 1), interval("ring", 1, 60_000_000_000L));

        assertThat(run(session)).isZero();
        assertThat(columns(out.toString().lines().toList().get(1)))
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
    void saysWhatIsMissing() {
        assertThat(run(session)).isEqualTo(2);
        assertThat(err.toString()).contains("no latency.hlog in " + session);
        assertThat(run(session.resolve("absent"))).isEqualTo(2);
        assertThat(err.toString()).contains("no such folder: " + session.resolve("absent"));
        assertThat(run()).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }
}
