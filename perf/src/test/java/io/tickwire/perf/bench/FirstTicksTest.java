package io.tickwire.perf.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.latency.Hop;
import io.tickwire.engine.latency.LatencyLog;
import io.tickwire.engine.latency.LatencyRecorder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first thousand ticks of a log whose values are known, and later ones. */
final class FirstTicksTest {
    @TempDir
    private Path folder;

    private final LatencyRecorder recorder = new LatencyRecorder();
    private Path file;
    private LatencyLog log;

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("latency.hlog");
        log = LatencyLog.open(file, recorder, 1_700_000_000_000L);
    }

    /** So many of a value, and one interval's end. */
    private void interval(Hop hop, int count, long ns) {
        for (int i = 0; i < count; i++) {
            recorder.record(hop, ns);
        }
        log.writeIntervals();
    }

    @Test
    void intervalsCountUntilThereAreAThousandAndNoneBehind() throws IOException {
        interval(Hop.WARMUP, 990, 1_000);
        interval(Hop.WARMUP, 60, 2_000);
        interval(Hop.WARMUP, 1_000, 50_000);
        interval(Hop.POLLED, 5_000, 90_000);
        interval(Hop.TOTAL, 98, 200);
        interval(Hop.TOTAL, 2, 500);
        log.close();
        FirstTicks ticks = FirstTicks.read(file);
        assertThat(ticks).isEqualTo(new FirstTicks(1_050, 1_000, 2_000, 200, 500));
        assertThat(ticks.times()).isEqualTo(4);
    }

    @Test
    void aRunThatWasTooShortIsNone() {
        interval(Hop.WARMUP, 1_000, 1_000);
        log.close();
        assertThatThrownBy(() -> FirstTicks.read(file)).isInstanceOf(IOException.class)
            .hasMessageContaining("none behind the first seconds");
    }
}
