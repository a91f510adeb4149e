package io.tickwire.engine.latency;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** Formats percentiles of hops as a table, in microseconds. */
public final class LatencyTable {
    /** Columns of the table, in order. */
    public static final List<Percentile> PERCENTILES = List.of(
        new Percentile("p50", 50, 2), new Percentile("p90", 90, 10),
        new Percentile("p99", 99, 100), new Percentile("p99.9", 99.9, 1_000),
        new Percentile("p99.99", 99.99, 10_000));
    /** What the rows are, for people who have read nothing else. */
    public static final List<String> LEGEND = List.of(
        "total: from receiving to deciding, 1 of " + Hop.TOTAL_ONE_IN + " ticks from a socket;"
            + " warmup: the same of all in the first " + Hop.WARM_UP_NS / 1_000_000_000L
            + " s of a run",
        "polled, backfill: the same of all ticks that came by REST; other rows: parts of total, 1"
            + " of " + Hop.SAMPLED_ONE_IN + " ticks; -: too few to say");
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
        for (Percentile percentile : PERCENTILES) {
            line.append(String.format(Locale.ROOT, " %10s", percentile.label()));
        }
        return line.append(String.format(Locale.ROOT, " %10s", "max")).toString();
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
        for (Percentile percentile : PERCENTILES) {
            line.append(micros(percentile.of(histogram)));
        }
        return line.append(micros(
            histogram.getTotalCount() == 0 ? Percentile.TOO_FEW : histogram.getMaxValue()))
            .toString();
    }

    /**
     * The whole table with its legend.
     *
     * @param sum    everything of a hop, null where there is nothing
     * @param others rows of other names, behind those of the hops
     * @return lines; the head alone where there is nothing at all
     */
    public static List<String> of(
        Function<Hop, Histogram> sum, SortedMap<String, Histogram> others) {
        List<String> lines = new ArrayList<>();
        for (Hop hop : Hop.values()) {
            if (sum.apply(hop) != null) {
                lines.add(row(hop.tag(), sum.apply(hop)));
            }
        }
        others.forEach((tag, histogram) -> lines.add(row(tag, histogram)));
        if (!lines.isEmpty() && sum.apply(Hop.TOTAL) == null) {
            // What everybody looks for first; a run that is not warm yet has none.
            lines.add(0, row(Hop.TOTAL.tag(), new Histogram(1)));
        }
        if (!lines.isEmpty()) {
            lines.addAll(LEGEND);
        }
        lines.add(0, header());
        return lines;
    }

    private static String micros(long ns) {
        return ns == Percentile.TOO_FEW ? String.format(Locale.ROOT, " %10s", "-")
            : String.format(Locale.ROOT, " %10.1f", ns / MICROSECOND_NS);
    }
}
