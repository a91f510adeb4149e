package io.tickwire.transport.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.core.ThreadActivity;
import org.junit.jupiter.api.Test;

/** In virtual time, with a thread whose readings are the test's. */
final class StallWatchTest {
    private static final long STALL = 2_000;
    private static final long STEP = 100;

    private long nowNs = -77;
    private long cpuNs = 5;
    private boolean asleep = true;
    private boolean hasWork = true;
    private long progress;
    private final StallWatch watch = new StallWatch(() -> cpuNs, () -> asleep, STALL, STEP);

    private long after(long ns) {
        nowNs += ns;
        return watch.stalledNs(hasWork, progress, nowNs);
    }

    private long afterSteps(int steps, long cpuEachNs) {
        long stalled = 0;
        for (int i = 0; i < steps && stalled == 0; i++) {
            cpuNs += cpuEachNs;
            stalled = after(STEP);
        }
        return stalled;
    }

    @Test
    void whoHasNothingToDoIsNotStuck() {
        hasWork = false;
        assertThat(afterSteps(1_000, 0)).isZero();
    }

    @Test
    void sleepingOverWorkIsAStallAfterTheLimitAndNotAtIt() {
        assertThat(after(STEP)).isZero();
        assertThat(afterSteps(20, 0)).isZero();
        assertThat(after(1)).isEqualTo(STALL + 1);
    }

    @Test
    void spinningOverWorkIsAStallByTheProcessorTimeOfTheThread() {
        asleep = false;
        assertThat(after(STEP)).isZero();
        assertThat(afterSteps(20, STEP)).isZero();
        assertThat(afterSteps(1, STEP)).isEqualTo(STALL + STEP);
    }

    @Test
    void aThreadThatGetsAnEighthOfAProcessorHasEightTimesAsLong() {
        asleep = false;
        assertThat(after(STEP)).isZero();
        assertThat(afterSteps(160, STEP / 8 + 1)).isEqualTo(154 * STEP);
    }

    @Test
    void aThreadThatGetsNoProcessorIsNotStuckBeforeTenLimits() {
        asleep = false;
        assertThat(after(STEP)).isZero();
        assertThat(afterSteps(200, 0)).isZero();
        assertThat(afterSteps(1, 0)).isEqualTo(10 * STALL + STEP);
    }

    @Test
    void whereTheJvmCountsNoProcessorTimeAllOfItCounts() {
        asleep = false;
        cpuNs = ThreadActivity.UNKNOWN;
        assertThat(after(STEP)).isZero();
        assertThat(afterSteps(20, 0)).isZero();
        assertThat(after(1)).isEqualTo(STALL + 1);
    }

    @Test
    void anyProgressBeginsAnew() {
        assertThat(after(STEP)).isZero();
        assertThat(afterSteps(20, 0)).isZero();
        progress++;
        assertThat(after(STEP)).isZero();
        assertThat(afterSteps(20, 0)).isZero();
        assertThat(after(STEP)).isPositive();
    }

    @Test
    void aSuspendedProcessOrAWatcherWithoutProcessorIsNoStall() {
        assertThat(after(STEP)).isZero();
        assertThat(after(STALL * 1_000)).isZero();
        assertThat(after(STALL * 1_000)).isZero();
        progress++;
        assertThat(after(STEP)).isZero();
    }
}
