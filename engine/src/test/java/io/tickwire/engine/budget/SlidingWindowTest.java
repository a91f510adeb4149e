package io.tickwire.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** So much in any so long: when what was used stops to count. */
final class SlidingWindowTest {
    private static final long SECOND = 1_000_000_000L;
    /** A slice is a second, the window 63 of them. */
    private static final long DURATION = 63 * SECOND;
    private static final long LIMIT = 40;
    private static final long USABLE = 30;

    private final SlidingWindow window = new SlidingWindow(DURATION, LIMIT);
    /** A slice has just begun. */
    private long nowNs = Given.START_NS;

    private boolean allows(long cost) {
        return window.allows(cost, Priority.ORDER, nowNs, 0);
    }

    private void use(long cost) {
        window.begin(cost, false);
        window.end(cost, false, nowNs);
    }

    @Test
    void ordersMayUseItAllAndPollsAllButAQuarter() {
        assertThat(allows(LIMIT)).isTrue();
        assertThat(allows(LIMIT + 1)).isFalse();
        assertThat(window.allows(USABLE, Priority.URGENT, nowNs, 0)).isTrue();
        assertThat(window.allows(USABLE + 1, Priority.URGENT, nowNs, 0)).isFalse();
    }

    @Test
    void callsThatCanWaitLeaveATenthToThoseThatCannot() {
        for (Priority patient : new Priority[] {Priority.FIRST_POLL, Priority.BACKGROUND}) {
            assertThat(window.allows(27, patient, nowNs, 0)).isTrue();
            assertThat(window.allows(28, patient, nowNs, 0)).isFalse();
        }
    }

    @Test
    void whatWasUsedCountsForTheDurationAndTheRestOfItsSlice() {
        use(LIMIT);
        nowNs += DURATION;
        assertThat(allows(1)).as("at the duration").isFalse();
        nowNs += SECOND - 1;
        assertThat(allows(1)).isFalse();
        nowNs++;
        assertThat(allows(LIMIT)).isTrue();
    }

    @Test
    void usedAtTheEndOfASliceItCountsForTheDuration() {
        nowNs += SECOND - 1;
        allows(0);
        use(LIMIT);
        nowNs += DURATION;
        assertThat(allows(1)).as("at the duration").isFalse();
        nowNs++;
        assertThat(allows(LIMIT)).isTrue();
    }

    @Test
    void itSlides() {
        use(30);
        nowNs += 30 * SECOND;
        allows(0);
        use(10);
        nowNs += 34 * SECOND;
        assertThat(allows(30)).as("without the first").isTrue();
        assertThat(allows(31)).isFalse();
        nowNs += 30 * SECOND;
        assertThat(allows(40)).isTrue();
    }

    @Test
    void whatIsUnderWayCountsHoweverLong() {
        window.begin(LIMIT, false);
        nowNs += 10 * DURATION;
        assertThat(allows(1)).isFalse();
        window.end(LIMIT, false, nowNs);
        nowNs += DURATION;
        assertThat(allows(1)).as("counted at its end").isFalse();
        nowNs += SECOND;
        assertThat(allows(LIMIT)).isTrue();
    }

    @Test
    void aPauseForgetsEverythingHoweverLong() {
        for (int slices = 64; slices < 300; slices++) {
            use(LIMIT);
            nowNs += slices * SECOND;
            assertThat(allows(LIMIT)).as("after %d slices", slices).isTrue();
        }
        use(LIMIT);
        assertThat(allows(1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 20", "10, 20", "20, 20", "21, 19", "40, 0"})
    void theVenuesCountWinsWhereItIsMore(long counted, long left) {
        use(20);
        window.correct(0, counted, 0, nowNs);
        assertThat(allows(left)).isTrue();
        assertThat(allows(left + 1)).isFalse();
    }

    @Test
    void theVenuesCountHasTheCallInItThatItCameWith() {
        use(20);
        window.begin(5, false);
        window.correct(5, 25, 0, nowNs);
        assertThat(allows(15)).isTrue();
        assertThat(allows(16)).isFalse();
        window.end(5, false, nowNs);
        assertThat(allows(15)).isTrue();
        assertThat(allows(16)).isFalse();
    }

    @Test
    void whatOthersHaveUsedIsForgottenAsWell() {
        window.correct(0, LIMIT, 0, nowNs);
        assertThat(allows(1)).isFalse();
        nowNs += DURATION + SECOND;
        assertThat(allows(LIMIT)).isTrue();
    }

    @Test
    void whatWasUnderWayWhenTheProcessDiedMayHaveBeenCountedUntilNow() {
        window.begin(LIMIT, false);
        nowNs += SECOND;
        window.resumed(nowNs);
        nowNs += DURATION + SECOND - 1;
        assertThat(allows(1)).isFalse();
        nowNs++;
        assertThat(allows(LIMIT)).isTrue();
    }

    @Test
    void whatOrdersUseOfTheirReservePollsDoNotMiss() {
        window.begin(10, true);
        assertThat(window.allows(USABLE, Priority.URGENT, nowNs, 0)).isTrue();
        assertThat(window.allows(USABLE + 1, Priority.URGENT, nowNs, 0)).isFalse();
        window.end(10, true, nowNs);
        window.begin(1, true);
        assertThat(window.allows(USABLE - 1, Priority.URGENT, nowNs, 0)).isTrue();
        assertThat(window.allows(USABLE, Priority.URGENT, nowNs, 0)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "9, 1", "500, 60", "5000, 3600"})
    void inNoTimeOfItsLengthMoreIsUsedThanTheLimit(long limit, long seconds) {
        Random random = new Random(limit);
        SlidingWindow drawn = new SlidingWindow(seconds * SECOND, limit);
        Deque<long[]> counted = new ArrayDeque<>();
        long used = 0;
        long most = 0;
        for (int i = 0; i < 50_000; i++) {
            nowNs += random.nextLong(seconds * SECOND / limit / 2);
            long cost = 1 + random.nextLong(Math.min(3, limit));
            if (drawn.allows(cost, Priority.ORDER, nowNs, 0)) {
                drawn.begin(cost, true);
                // The venue counts it at some moment until its end.
                long atNs = nowNs + random.nextLong(1_000_000);
                counted.addLast(new long[] {atNs, cost});
                used += cost;
                while (atNs - counted.peekFirst()[0] > seconds * SECOND) {
                    used -= counted.removeFirst()[1];
                }
                most = Math.max(most, used);
                nowNs = atNs;
                drawn.end(cost, true, nowNs);
            }
        }
        assertThat(most).isEqualTo(limit);
    }

    @Test
    void stateIsWholeAndReadBack() {
        use(20);
        nowNs += 10 * SECOND;
        allows(0);
        window.begin(7, true);
        StateWriter out = new StateWriter(new UnsafeBuffer(new byte[4_096]));
        window.writeState(out);
        SlidingWindow again = new SlidingWindow(DURATION, 0);
        again.readState(new StateReader(out.buffer(), 0, out.length()));
        assertThat(again.limit()).isEqualTo(LIMIT);
        for (long at : new long[] {nowNs, nowNs + 54 * SECOND}) {
            assertThat(again.used(0)).isEqualTo(window.used(0));
            assertThat(again.usedByOrders(0)).isEqualTo(7);
            window.advance(at, 0);
            again.advance(at, 0);
        }
        assertThat(again.used(0)).isEqualTo(7);
    }
}
