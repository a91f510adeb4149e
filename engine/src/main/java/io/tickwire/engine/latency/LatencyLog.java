package io.tickwire.engine.latency;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Appends interval histograms to a session's {@code latency.hlog}, one tag per hop, and keeps the
 * totals. One observer thread uses it.
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
     * Opens the log. A session that goes on appends to what its runs before have written, with
     * times of its own.
     *
     * @param file     made if absent
     * @param recorder whose intervals are written
     * @param startMs  wall clock, ms since the epoch
     * @return an open log with its header written
     * @throws IOException if the file cannot be written
     */
    public static LatencyLog open(Path file, LatencyRecorder recorder, long startMs)
        throws IOException {
        boolean cutOff = endsInsideLine(file);
        OutputStream stream =
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        LatencyLog log = new LatencyLog(
            recorder, new PrintStream(stream, false, StandardCharsets.UTF_8));
        if (cutOff) {
            log.out.println();
        }
        log.writer.outputComment("[Tickwire latencies, ns; one tag a hop]");
        log.writer.outputLogFormatVersion();
        log.writer.outputStartTime(startMs);
        // Said in full: readers keep the base that they began with where there is no other.
        log.writer.outputBaseTime(startMs);
        log.writer.setBaseTime(startMs);
        log.writer.outputLegend();
        return log;
    }

    /** A run that was killed may leave the beginning of a line. */
    private static boolean endsInsideLine(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1
                && last.get(0) != '\n';
        }
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
