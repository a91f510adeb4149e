package io.tickwire.perf.bench;

import io.tickwire.engine.latency.Hop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/**
 * The whole way of the first thousand ticks from sockets through a process, beside that of those
 * behind its first seconds; by the histograms of its session, so a second's ticks are not divided.
 *
 * @param first      how many they are, at least a thousand where there were so many
 * @param firstP50Ns their median, ns
 * @param firstP99Ns their 99th percentile, ns
 * @param laterP50Ns median of a sample of later ones, ns
 * @param laterP99Ns their 99th percentile, ns
 */
record FirstTicks(
    long first, long firstP50Ns, long firstP99Ns, long laterP50Ns, long laterP99Ns) {
    private static final int FIRST = 1_000;
    private static final int DIGITS = 3;

    /**
     * Of a session.
     *
     * @param log its {@code latency.hlog}
     * @throws IOException if it cannot be read, or has no ticks of either kind
     */
    static FirstTicks read(Path log) throws IOException {
        Histogram first = new Histogram(DIGITS);
        Histogram later = new Histogram(DIGITS);
        try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
            EncodableHistogram interval;
            while ((interval = reader.nextIntervalHistogram()) != null) {
                if (Hop.WARMUP.tag().equals(interval.getTag())) {
                    if (first.getTotalCount() < FIRST) {
                        first.add((AbstractHistogram) interval);
                    }
                } else if (Hop.TOTAL.tag().equals(interval.getTag())) {
                    later.add((AbstractHistogram) interval);
                }
            }
        }
        if (first.getTotalCount() == 0 || later.getTotalCount() == 0) {
            throw new IOException(log + ": no ticks, or none behind the first seconds");
        }
        return new FirstTicks(first.getTotalCount(), first.getValueAtPercentile(50),
            first.getValueAtPercentile(99), later.getValueAtPercentile(50),
            later.getValueAtPercentile(99));
    }

    /** How many times the 99th percentile of later ones that of the first ones is. */
    double times() {
        return (double) firstP99Ns / laterP99Ns;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT,
            "p50 and p99 of the first %d ticks %.1f and %.1f us, of later ones %.1f and %.1f us",
            first, firstP50Ns / 1e3, firstP99Ns / 1e3, laterP50Ns / 1e3, laterP99Ns / 1e3);
    }
}
