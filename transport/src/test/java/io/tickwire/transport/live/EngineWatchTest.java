package io.tickwire.transport.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.BusySpinWaitStrategy;
import io.tickwire.engine.ring.InputPublisher;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.VirtualClock;
import org.junit.jupiter.api.Test;

/** In virtual time, with a ring whose consumer is the test. */
final class EngineWatchTest {
    private static final long STALL = 2_000;
    private static final long STEP = 100;

    private final TickRing ring =
        new TickRing(64, 1 << 20, new BusySpinWaitStrategy(), new VirtualClock(), 1, true);
    private final InputPublisher inputs = new InputPublisher(ring);
    private final EngineWatch watch = new EngineWatch(ring, STALL, STEP);
    private long nowNs = -77;

    private long after(long ns) {
        nowNs += ns;
        return watch.stalledNs(nowNs);
    }

    private long afterSteps(int steps) {
        long stalled = 0;
        for (int i = 0; i < steps; i++) {
            stalled = after(STEP);
        }
        return stalled;
    }

    @Test
    void anIdleEngineIsNotStalled() {
        assertThat(afterSteps(100)).isZero();
        inputs.timer(0);
        ring.consumed().set(0);
        assertThat(afterSteps(100)).isZero();
    }

    @Test
    void workThatIsNotTakenIsAStallAfterTheLimitAndNotAtIt() {
        inputs.timer(0);
        assertThat(after(STEP)).isZero();
        assertThat(afterSteps(20)).isZero();
        assertThat(after(1)).isEqualTo(STALL + 1);
    }

    @Test
    void anyProgressBeginsAnew() {
        inputs.timer(0);
        inputs.timer(0);
        inputs.timer(0);
        assertThat(after(STEP)).isZero();
        assertThat(afterSteps(20)).isZero();
        ring.consumed().set(0);
        assertThat(after(STEP)).isZero();
        assertThat(afterSteps(20)).isZero();
        assertThat(after(STEP)).isPositive();
    }

    @Test
    void aSuspendedProcessIsNoStalledEngine() {
        inputs.timer(0);
        assertThat(after(STEP)).isZero();
        assertThat(after(STALL * 1_000)).isZero();
        assertThat(after(STALL * 1_000)).isZero();
        ring.consumed().set(0);
        assertThat(after(STEP)).isZero();
    }
}
