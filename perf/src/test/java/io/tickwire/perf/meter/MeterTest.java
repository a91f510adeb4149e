package io.tickwire.perf.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.perf.report.Measured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MeterTest {
    private static final long AGE_NS = 5_000_000_000L;
    private static final long OFFSET_NS = -123_456;

    @TempDir
    Path folder;

    @Test
    void itCountsBetweenWarmUpAndEnd() throws Exception {
        Path file = folder.resolve("measured.json");
        Meter meter = new Meter(OFFSET_NS, 1_000_000, 20_000_000, file);
        long shown = 0;
        while (!meter.isDone()) {
            // Every third of those taken is shown.
            shown++;
            meter.onMessage(System.nanoTime() - AGE_NS - OFFSET_NS, shown * 3);
        }
        while (!Files.exists(file)) {
            Thread.onSpinWait();
        }
        Measured measured = Measured.read(file);
        assertThat(measured.samples()).isPositive().isLessThan(shown);
        assertThat(measured.messages()).as("the last one ends it and is no sample")
            .isEqualTo(3 * (measured.samples() + 1));
        assertThat(measured.tookNs()).isGreaterThanOrEqualTo(20_000_000);
        assertThat(measured.p50Ns()).as("to three digits")
            .isBetween(AGE_NS - AGE_NS / 500, measured.maxNs());
        assertThat(measured.p99Ns()).isBetween(measured.p50Ns(), measured.p999Ns());
        assertThat(measured.threads()).extracting(Measured.ThreadUse::name)
            .contains(Thread.currentThread().getName());
        assertThat(measured.perSecond() * measured.tookNs() / 1e9)
            .isBetween(measured.messages() - 1.0, measured.messages() + 1.0);
    }
}
