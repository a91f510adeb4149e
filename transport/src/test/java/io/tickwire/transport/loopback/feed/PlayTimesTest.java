package io.tickwire.transport.loopback.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlayTimesTest {
    private static final long MS = 1_000_000L;
    /** A time is worked out in another way once the play is past it. */
    private static final long ROUNDING_NS = 10;
    private static final long HOUR_NS = 3_600_000 * MS;
    private static final long RECORDED_NS = 1_626_992_741_062_170_123L;
    private static final long NOW_NS = 1_795_000_000_000_000_456L;

    @Test
    void atTheRecordedPaceItIsOneOffsetOfWholeMilliseconds() {
        PlayTimes times = new PlayTimes(1);
        times.reached(RECORDED_NS, NOW_NS);
        long offsetNs = times.played(RECORDED_NS) - RECORDED_NS;

        assertThat(offsetNs % MS).isZero();
        assertThat(RECORDED_NS + offsetNs).isBetween(NOW_NS - MS, NOW_NS);
        for (long spanNs = 1; spanNs < HOUR_NS; spanNs = spanNs * 3 + 1) {
            times.reached(RECORDED_NS + spanNs, NOW_NS + spanNs);
            for (long asideNs : new long[] {-24 * HOUR_NS, -70 * MS, 0, 8 * HOUR_NS}) {
                assertThat(times.played(RECORDED_NS + spanNs + asideNs))
                    .isEqualTo(RECORDED_NS + spanNs + asideNs + offsetNs);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 2, 10, 100})
    void atAnotherPaceItGoesWithOurClock(double speed) {
        PlayTimes times = new PlayTimes(speed);
        for (long spanNs = 0; spanNs < HOUR_NS; spanNs = spanNs * 3 + 1) {
            long dueNs = NOW_NS + (long) (spanNs / speed);
            times.reached(RECORDED_NS + spanNs, dueNs);
            assertThat(times.played(RECORDED_NS + spanNs)).isBetween(dueNs - MS, dueNs);
            assertThat(times.played(RECORDED_NS + spanNs - 100 * MS))
                .isBetween(dueNs - MS - (long) (100 * MS / speed), dueNs);
        }
    }

    @Test
    void aPauseThatIsCutShortIsShortInAllTimes() {
        PlayTimes times = new PlayTimes(1);
        times.reached(RECORDED_NS, NOW_NS);
        times.reached(RECORDED_NS + HOUR_NS, NOW_NS + 60_000 * MS);

        assertThat(times.played(RECORDED_NS + HOUR_NS))
            .isBetween(NOW_NS + 60_000 * MS - MS, NOW_NS + 60_000 * MS);
        assertThat(times.played(RECORDED_NS + HOUR_NS / 2))
            .isBetween(NOW_NS + 30_000 * MS - MS, NOW_NS + 30_000 * MS);
        assertThat(times.played(RECORDED_NS)).isBetween(NOW_NS - MS, NOW_NS);
    }

    /** Frames whose receive times step back at times, with pauses, and event times around them. */
    @ParameterizedTest
    @ValueSource(doubles = {0.7, 1, 13, Double.POSITIVE_INFINITY})
    void earlierStaysEarlier(double speed) {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        PlayTimes times = new PlayTimes(speed);
        long recordedNs = RECORDED_NS;
        long nowNs = NOW_NS;
        long lastEventNs = 0;
        long lastPlayedNs = 0;
        for (int i = 0; i < 20_000; i++) {
            long stepNs = random.nextInt(100) == 0 ? HOUR_NS : random.nextLong(-MS, 20 * MS);
            recordedNs += stepNs;
            nowNs += Double.isInfinite(speed) ? random.nextLong(20_000)
                : (long) (Math.min(60_000 * MS, Math.max(0, stepNs)) / speed);
            times.reached(recordedNs, nowNs);
            long eventNs = Math.max(lastEventNs, recordedNs - random.nextLong(500 * MS));
            long playedNs = times.played(eventNs);
            assertThat(playedNs).as("seed %d, frame %d", seed, i)
                .isGreaterThanOrEqualTo(lastPlayedNs - ROUNDING_NS).isLessThanOrEqualTo(nowNs + MS);
            assertThat(nowNs - playedNs).as("seed %d, frame %d", seed, i)
                .isLessThan(60_100 * MS);
            lastEventNs = eventNs;
            lastPlayedNs = playedNs;
        }
        assertThat(times.played(recordedNs + HOUR_NS)).isGreaterThan(lastPlayedNs);
    }
}
