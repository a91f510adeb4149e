package io.tickwire.engine.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Engine time begins at the later of wall clock and journal, and never goes back. */
final class MonotonicClockTest {
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);

    @Test
    void aNewSessionBeginsAtTheWallClock() {
        long wallNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        assertThat(MonotonicClock.anchor(0).nowNs()).isBetween(wallNs, wallNs + HOUR_NS);
    }

    @Test
    void aSessionWhoseJournalIsAheadOfTheWallClockGoesOnFromThere() {
        long lastNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) + 24 * HOUR_NS;
        MonotonicClock clock = MonotonicClock.anchor(lastNs);
        long first = clock.nowNs();
        assertThat(first).isBetween(lastNs, lastNs + HOUR_NS);
        long second = first;
        while (second == first) {
            second = clock.nowNs();
        }
        assertThat(second).isGreaterThan(first);
    }

    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    /** What both clocks show from here on, and the clock that was anchored just before. */
    private final MonotonicClock clock = MonotonicClock.anchor(0);
    private final long monotonicNs = System.nanoTime();
    private final long wallNs = clock.nowNs() - System.nanoTime() + monotonicNs;

    @Test
    void overASuspensionItFollowsTheWallClock() {
        long before = clock.nowNs();
        assertThat(clock.followLeap(wallNs, monotonicNs)).isZero();
        // A timer that is late by both clocks is none.
        assertThat(clock.followLeap(wallNs + 90 * SECOND_NS, monotonicNs + 90 * SECOND_NS))
            .isZero();
        assertThat(clock.nowNs() - before).isLessThan(HOUR_NS);
        long leapNs = clock.followLeap(
            wallNs + 90 * SECOND_NS + 2 * HOUR_NS, monotonicNs + 90 * SECOND_NS);
        assertThat(leapNs).isBetween(2 * HOUR_NS - SECOND_NS, 2 * HOUR_NS);
        assertThat(clock.nowNs() - before).isBetween(leapNs, leapNs + HOUR_NS);
        assertThat(clock.followLeap(
            wallNs + 91 * SECOND_NS + 2 * HOUR_NS, monotonicNs + 91 * SECOND_NS)).isZero();
    }

    @Test
    void aWallClockThatIsSetByLittleOrBackIsNotFollowed() {
        clock.followLeap(wallNs, monotonicNs);
        long before = clock.nowNs();
        assertThat(clock.followLeap(wallNs + 2 * SECOND_NS, monotonicNs)).isZero();
        assertThat(clock.followLeap(wallNs - HOUR_NS, monotonicNs)).isZero();
        assertThat(clock.nowNs() - before).isBetween(0L, SECOND_NS * 60);
        assertThat(clock.followLeap(wallNs - HOUR_NS + 2 * SECOND_NS + 1, monotonicNs))
            .as("more than that").isEqualTo(2 * SECOND_NS + 1);
    }

    @Test
    void whileTheMachineRunsThereIsNothingToFollow() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(clock.followLeap()).isZero();
        }
    }
}
