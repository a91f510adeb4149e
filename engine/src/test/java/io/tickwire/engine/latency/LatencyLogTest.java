package io.tickwire.engine.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyLogTest {
    private static final long START_MS = 1_700_000_000_000L;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("latency.hlog");
    }

    private void run(long startMs, Hop hop, long... valuesNs) throws IOException {
        LatencyRecorder recorder = new LatencyRecorder();
        try (LatencyLog log = LatencyLog.open(file, recorder, startMs)) {
            for (long valueNs : valuesNs) {
                recorder.record(hop, valueNs);
            }
            log.writeIntervals();
        }
    }

    /** Tag, count and highest value of each interval, as anybody's reader sees them. */
    private List<String> intervals() throws IOException {
        List<String> found = new ArrayList<>();
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            EncodableHistogram next;
            while ((next = reader.nextIntervalHistogram()) != null) {
                Histogram interval = (Histogram) next;
                found.add(interval.getTag() + " " + interval.getTotalCount() + " "
                    + interval.getMaxValue() / 1_000);
            }
        }
        return found;
    }

    @Test
    void hopsWithoutValuesAreLeftOut() throws IOException {
        run(START_MS, Hop.RING, 1_000, 5_000);

        assertThat(intervals()).hasSize(1);
        assertThat(intervals().get(0)).startsWith("ring 2 5");
    }

    @Test
    void aRunThatGoesOnKeepsWhatTheRunsBeforeHaveWritten() throws IOException {
        run(START_MS, Hop.TOTAL, 1_000);
        run(START_MS + 60_000, Hop.TOTAL, 2_000, 2_000);

        assertThat(intervals()).hasSize(2);
        assertThat(intervals().get(0)).startsWith("total 1 1");
        assertThat(intervals().get(1)).startsWith("total 2 2");
        assertThat(Files.readAllLines(file).stream().filter(l -> l.startsWith("#[BaseTime")))
            .hasSize(2);
    }

    @Test
    void aLineThatAKilledRunBeganIsEnded() throws IOException {
        run(START_MS, Hop.TOTAL, 1_000);
        Files.writeString(file, "Tag=total,12.000,1.0", StandardOpenOption.APPEND);
        run(START_MS + 60_000, Hop.TOTAL, 2_000);

        assertThat(Files.readAllLines(file)).contains("Tag=total,12.000,1.0");
    }
}
