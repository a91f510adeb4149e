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
}
