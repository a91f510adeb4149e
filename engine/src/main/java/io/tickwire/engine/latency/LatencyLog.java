package io.tickwire.engine.latency;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Appends interval histograms to a session's {@code latency.hlog}, one tag a hop, and keeps the
 * sums. One observer thread uses it.
 */
public final class LatencyLog implements AutoCloseable {
    private final LatencyRecorder recorder;
    private final PrintStream out;
    private final HistogramLogWriter writer;
    private final Map<Hop, Histogram> sums = new EnumMap<>(Hop.class);

    private LatencyLog(LatencyRecorder recorder, PrintStream out) {
        this.recorder = recorder;
        this.out = out;
        this.writer = new HistogramLogWriter(out);
    }

    /**
     * Opens the log.
     *
     * @param file     made anew
     * @param recorder whose intervals are written
     * @param startMs  wall clock, ms since the epoch
     * @return an open log with its header written
     * @throws IOException if the file cannot be made
     */
    public static LatencyLog open(Path file, LatencyRecorder recorder, long startMs)
        throws IOException {
        OutputStream stream = Files.newOutputStream(file);
        LatencyLog log = new LatencyLog(
            recorder, new PrintStream(stream, false, StandardCharsets.UTF_8));
        log.writer.outputComment("[Tickwire latencies, ns; one tag a hop]");
        log.writer.outputLogFormatVersion();
        log.writer.outputStartTime(startMs);
        log.writer.setBaseTime(startMs);
        log.writer.outputLegend();
        return log;
    }

    /** Writes what has come since the last call; hops without values are left out. */
    public void writeIntervals() {
        for (Hop hop : Hop.values()) {
            Histogram interval = recorder.takeInterval(hop);
            if (interval.getTotalCount() > 0) {
                writer.outputIntervalHistogram(interval);
                sums.computeIfAbsent(hop, any -> new Histogram(interval)).add(interval);
            }
        }
        out.flush();
    }

    /**
     * Everything of one hop that was written so far.
     *
     * @param hop measured
     * @return the sum, null where there was nothing
     */
    public Histogram sum(Hop hop) {
        return sums.get(hop);
    }

    /** Writes the last intervals. */
    @Override
    public void close() {
        writeIntervals();
        out.close();
    }
}
