package io.tickwire.perf.latency;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.engine.latency.Hop;
import io.tickwire.engine.latency.LatencyTable;
import io.tickwire.engine.latency.Percentile;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/**
 * What a latency log holds: the sum of its intervals per tag, and the time they cover. A line that
 * cannot be read costs only itself; a killed engine leaves one at the end.
 */
public final class LatencyReport {
    private static final int DIGITS = 3;
    private static final double SECOND_MS = 1_000;

    // Sorted, since tags that are no hop come behind the hops in the order of their names.
    private final Map<String, Histogram> sums = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private String startTime = "";
    private String baseTime = "";
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    private LatencyReport() {
    }

    /**
     * Reads a log to its end.
     *
     * @param file in the format of HdrHistogram's interval logs, values in ns
     * @return what could be read
     * @throws IOException if the file cannot be read at all
     */
    public static LatencyReport read(Path file) throws IOException {
        LatencyReport report = new LatencyReport();
        // Whatever bytes a damaged file has, a line of them is text that is no histogram.
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String line;
            for (int number = 1; (line = lines.readLine()) != null; number++) {
                report.take(line, number);
            }
        }
        return report;
    }

    /** The last times before a line decide what its own mean: each run of a session has its own. */
    private void take(String line, int number) {
        if (line.startsWith("#[StartTime")) {
            startTime = line + "\n";
        } else if (line.startsWith("#[BaseTime")) {
            baseTime = line + "\n";
        } else if (!line.isBlank() && !line.startsWith("#")
            && !line.startsWith("\"StartTimestamp\"")) {
            takeInterval(startTime + baseTime + line + "\n", number);
        }
    }

    private void takeInterval(String text, int number) {
        EncodableHistogram interval = null;
        try {
            // One reader a line: it stops for good at the first line that it cannot read.
            interval = new HistogramLogReader(new ByteArrayInputStream(
                text.getBytes(StandardCharsets.ISO_8859_1))).nextIntervalHistogram();
        } catch (RuntimeException unreadable) {
            problems.add("line " + number + ": " + unreadable);
            return;
        }
        if (interval instanceof Histogram) {
            String tag = interval.getTag() == null ? "" : interval.getTag();
            sums.computeIfAbsent(tag, any -> new Histogram(DIGITS)).add((Histogram) interval);
            firstMs = Math.min(firstMs, interval.getStartTimeStamp());
            lastMs = Math.max(lastMs, interval.getEndTimeStamp());
        } else {
            problems.add("line " + number + ": no interval histogram");
        }
    }

    /** @return tags that there are values of */
    public List<String> tags() {
        return List.copyOf(sums.keySet());
    }

    /**
     * Everything of one tag.
     *
     * @param tag such as {@code total}
     * @return the sum of its intervals, ns; null where there is none
     */
    public Histogram sum(String tag) {
        return sums.get(tag);
    }

    /** @return what could not be read, one message each, beginning with the number of its line */
    public List<String> problems() {
        return Collections.unmodifiableList(problems);
    }

    /**
     * The report for people.
     *
     * @return the table, hops in their order, with its legend, and the time covered; the head
     *     alone where there is nothing
     */
    public List<String> lines() {
        List<String> lines =
            new ArrayList<>(LatencyTable.of(hop -> sums.get(hop.tag()), others()));
        if (!sums.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "covers %s to %s, %.1f s", instant(firstMs),
                instant(lastMs), (lastMs - firstMs) / SECOND_MS));
        }
        return lines;
    }

    /** Tags that are no hop of this version. */
    private SortedMap<String, Histogram> others() {
        SortedMap<String, Histogram> others = new TreeMap<>(sums);
        for (Hop hop : Hop.values()) {
            others.remove(hop.tag());
        }
        return others;
    }

    /**
     * The report for scripts.
     *
     * @return one JSON object: {@code from} and {@code to}, null where nothing is covered, and
     *     {@code hops}, each with its {@code count}, percentiles and {@code max} in nanoseconds,
     *     null where there are too few values
     */
    public String json() {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("from", sums.isEmpty() ? null : instant(firstMs));
        report.put("to", sums.isEmpty() ? null : instant(lastMs));
        ObjectNode hops = report.putObject("hops");
        for (Hop hop : Hop.values()) {
            if (sums.containsKey(hop.tag())) {
                put(hops.putObject(hop.tag()), sums.get(hop.tag()));
            }
        }
        others().forEach((tag, sum) -> put(hops.putObject(tag), sum));
        return report.toString();
    }

    private static void put(ObjectNode row, Histogram sum) {
        row.put("count", sum.getTotalCount());
        for (Percentile percentile : LatencyTable.PERCENTILES) {
            long ns = percentile.of(sum);
            row.put(percentile.label(), ns == Percentile.TOO_FEW ? null : Long.valueOf(ns));
        }
        row.put("max", sum.getMaxValue());
    }

    private static String instant(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }
}
