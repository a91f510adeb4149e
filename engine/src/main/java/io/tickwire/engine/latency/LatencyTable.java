package io.tickwire.engine.latency;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Formats percentiles of hops as a table, in microseconds. */
public final class LatencyTable {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};
    private static final double MICROSECOND_NS = 1_000;

    private LatencyTable() {
    }

    /**
     * The head of the table.
     *
     * @return one line
     */
    public static String header() {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-10s %10s", "hop (us)",
            "count"));
        for (double percentile : PERCENTILES) {
            line.append(String.format(Locale.ROOT, " %10s", trim(percentile)));
        }
        return line.append(String.format(Locale.ROOT, " %10s", "max")).toString();
    }

    private static String trim(double percentile) {
        String text = Double.toString(percentile);
        return "p" + (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
    }

    /**
     * One row.
     *
     * @param name      of the hop
     * @param histogram in ns
     * @return one line
     */
    public static String row(String name, Histogram histogram) {
        StringBuilder line = new StringBuilder(String.format(
            Locale.ROOT, "%-10s %10d", name, histogram.getTotalCount()));
        for (double percentile : PERCENTILES) {
            line.append(micros(histogram.getValueAtPercentile(percentile)));
        }
        return line.append(micros(histogram.getMaxValue())).toString();
    }

    /**
     * The whole table of a log.
     *
     * @param log written so far
     * @return lines; the head alone where there is nothing
     */
    public static List<String> of(LatencyLog log) {
        List<String> lines = new ArrayList<>();
        lines.add(header());
        for (Hop hop : Hop.values()) {
            if (log.sum(hop) != null) {
                lines.add(row(hop.tag(), log.sum(hop)));
            }
        }
        return lines;
    }

    private static String micros(long ns) {
        return String.format(Locale.ROOT, " %10.1f", ns / MICROSECOND_NS);
    }
}
