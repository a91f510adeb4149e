package io.tickwire.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.stage.Given;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A minute of the venue's clock: even spending, the reserve, the venue's own count. */
final class FixedWindowTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long LIMIT = 2_400;
    private static final long USABLE = 1_800;
    private static final long BURST = USABLE / 10;

    private final FixedWindow window = new FixedWindow(MINUTE, LIMIT);
    private long nowNs = Given.START_NS;
    private long minute = 1;

    FixedWindowTest() {
        // The minute has begun.
        allows(0);
    }

    private boolean allows(long weight) {
        return allows(weight, Priority.URGENT, 0);
    }

    private boolean allows(long weight, Priority priority, long elapsedNs) {
        return window.allows(weight, priority, nowNs, minute * MINUTE + elapsedNs);
    }

    /** A call ends; the venue says what is used in the minute in which it was asked. */
    private void ended(long weight, long askedMinute, long counted) {
        window.correct(weight, counted, askedMinute * MINUTE + SECOND, nowNs);
        ended(weight);
    }

    private void ended(long weight) {
        window.end(weight, false, nowNs);
    }

    /** Asks for as many as may be now; each is answered at once and the venue counts nothing. */
    private long spendAll(long weight) {
        long spent = 0;
        while (allows(weight)) {
            window.begin(weight, false);
            ended(weight);
            spent += weight;
        }
        return spent;
    }

    @Test
    void aBurstIsSixSecondsOfTheEvenRate() {
        assertThat(spendAll(1)).isEqualTo(BURST);
        nowNs += MINUTE / 2;
        assertThat(spendAll(1)).as("no more is saved up").isEqualTo(BURST);
    }

    @Test
    void theRestIsSpentEvenly() {
        spendAll(1);
        // What a call costs is cut to whole ns, so some are left over.
        nowNs += SECOND / 30 - BURST;
        assertThat(allows(1)).as("30 a second").isFalse();
        nowNs += BURST;
        assertThat(allows(1)).isTrue();
        nowNs += SECOND;
        assertThat(spendAll(1)).isEqualTo(31);
    }

    @Test
    void aCallDearerThanTheBurstTakesCreditInAdvance() {
        assertThat(allows(BURST * 2)).isTrue();
        window.begin(BURST * 2, false);
        nowNs += 6 * SECOND;
        assertThat(allows(1)).as("still paying").isFalse();
        nowNs += SECOND;
        assertThat(allows(1)).isTrue();
    }

    @Test
    void patientCallsLeaveHalfOfTheBurst() {
        long spent = 0;
        while (allows(1, Priority.BACKGROUND, MINUTE - 1)) {
            window.begin(1, false);
            spent++;
        }
        assertThat(spent).isEqualTo(BURST / 2);
        assertThat(allows(BURST / 2)).isTrue();
        assertThat(allows(BURST / 2 + 1)).isFalse();
    }

    @Test
    void firstCallsMayUseTheWholeBurstAtOnceAndAreEvenAfterwards() {
        assertThat(allows(BURST, Priority.FIRST_POLL, 0)).isTrue();
        assertThat(allows(BURST + 1, Priority.FIRST_POLL, 0)).isFalse();
        window.begin(BURST, false);
        ended(BURST);
        nowNs += 10 * SECOND;
        // 30 a second, less what of the burst may no longer be had in advance: 3 a second.
        assertThat(allows(270 - 120, Priority.FIRST_POLL, 10 * SECOND)).isTrue();
        ended(0, minute, BURST + 120);
        assertThat(allows(150, Priority.FIRST_POLL, 10 * SECOND)).isTrue();
        assertThat(allows(151, Priority.FIRST_POLL, 10 * SECOND)).isFalse();
    }

    @Test
    void patientCallsLeaveTheRestOfAMinuteToThoseThatAreNot() {
        ended(0, minute, USABLE - 60);
        for (Priority priority : List.of(Priority.BACKGROUND, Priority.FIRST_POLL)) {
            assertThat(allows(33, priority, 59 * SECOND)).isTrue();
            assertThat(allows(34, priority, 59 * SECOND)).isFalse();
            assertThat(allows(59, priority, MINUTE - 1)).isTrue();
            assertThat(allows(60, priority, MINUTE - 1)).isFalse();
        }
        assertThat(allows(60, Priority.URGENT, 59 * SECOND)).isTrue();
        assertThat(allows(61, Priority.URGENT, MINUTE - 1)).isFalse();
    }

    @Test
    void aQuarterOfAMinuteIsLeftToOrders() {
        long spent = 0;
        for (int second = 0; second < 120; second++) {
            spent += spendAll(1);
            nowNs += SECOND;
        }
        assertThat(spent).as("however long the minute is").isEqualTo(USABLE);
    }

    @Test
    void inNoMinuteOfTheVenueIsMoreThanThatSpent() {
        for (int i = 0; i < 20; i++) {
            long spent = 0;
            for (int tenth = 0; tenth < 600; tenth++) {
                spent += spendAll(7);
                nowNs += SECOND / 10;
            }
            assertThat(spent).isLessThanOrEqualTo(USABLE);
            minute++;
        }
    }

    @ParameterizedTest
    @CsvSource({"1799, true", "1800, false", "2400, false"})
    void theVenuesOwnCountWinsWhereItIsMore(long counted, boolean allowed) {
        ended(0, minute, counted);
        assertThat(allows(1)).isEqualTo(allowed);
    }

    @Test
    void theVenuesOwnCountDoesNotWinWhereItIsLess() {
        ended(0, minute, 1_700);
        ended(0, minute, 5);
        assertThat(allows(100)).isTrue();
        assertThat(allows(101)).isFalse();
    }

    @Test
    void whatIsUnderWayIsNotYetInTheVenuesCount() {
        window.begin(10, false);
        window.begin(20, false);
        ended(10, minute, 1_770);
        assertThat(allows(10)).isTrue();
        assertThat(allows(11)).isFalse();
    }

    @Test
    void aNewMinuteBeginsWithWhatIsUnderWay() {
        ended(0, minute, LIMIT);
        window.begin(30, false);
        assertThat(allows(1)).isFalse();
        minute++;
        assertThat(allows(1)).isTrue();
        ended(30, minute, USABLE - 1);
        assertThat(allows(1)).isTrue();
        assertThat(allows(2)).isFalse();
    }

    @Test
    void aMinuteThatWasNotOverYetStillHoldsWhatWasSpentInIt() {
        window.begin(0, false);
        ended(0, minute, USABLE - 10);
        nowNs += MINUTE;
        minute++;
        assertThat(allows(20)).isTrue();
        window.begin(4, false);
        ended(4);
        minute--;
        assertThat(allows(7)).as("the venue's clock is behind what we had thought").isFalse();
        assertThat(allows(6)).isTrue();
        ended(0, minute, USABLE);
        assertThat(allows(1)).isFalse();
        minute++;
        assertThat(allows(20)).isTrue();
    }

    @Test
    void aCountOfTheMinuteBeforeSaysNothingAboutThisOne() {
        window.begin(30, false);
        minute++;
        assertThat(allows(1)).isTrue();
        ended(30, minute - 1, USABLE - 1);
        assertThat(allows(BURST / 2)).isTrue();
    }

    @Test
    void aNewIncarnationHasNothingUnderWay() {
        window.begin(100, false);
        window.resumed(nowNs);
        nowNs += MINUTE;
        minute++;
        assertThat(allows(BURST)).isTrue();
        ended(0, minute, USABLE - 1);
        assertThat(allows(1)).as("nothing is added to the venue's count").isTrue();
    }

    @Test
    void ordersMayUseTheReserveAndNoMore() {
        ended(0, minute, USABLE);
        assertThat(allows(1)).isFalse();
        assertThat(allows(LIMIT - USABLE, Priority.ORDER, 0)).isTrue();
        assertThat(allows(LIMIT - USABLE + 1, Priority.ORDER, 0)).isFalse();
        window.begin(LIMIT - USABLE, true);
        assertThat(allows(1, Priority.ORDER, 0)).isFalse();
    }

    @Test
    void ordersNeedNothingSavedUp() {
        spendAll(1);
        assertThat(allows(1)).isFalse();
        assertThat(allows(LIMIT - BURST, Priority.ORDER, 0)).isTrue();
        assertThat(allows(LIMIT - BURST + 1, Priority.ORDER, 0)).isFalse();
    }

    @Test
    void whatOrdersUseOfTheirReservePollsDoNotMiss() {
        window.begin(LIMIT - USABLE, true);
        assertThat(allows(BURST)).as("and nothing of the burst").isTrue();
        window.end(LIMIT - USABLE, true, nowNs);
        ended(0, minute, LIMIT - 60);
        assertThat(allows(60)).isTrue();
        assertThat(allows(61)).isFalse();
    }

    @Test
    void whatOrdersUseBeyondTheirReservePollsDoMiss() {
        window.begin(LIMIT - USABLE + 1_700, true);
        assertThat(allows(100)).isTrue();
        assertThat(allows(101)).isFalse();
    }

    @Test
    void anOrderUnderWayCountsAsOneInTheNextMinute() {
        window.begin(LIMIT - USABLE, true);
        minute++;
        nowNs += MINUTE;
        assertThat(allows(1)).isTrue();
        ended(0, minute, LIMIT - 100 - (LIMIT - USABLE));
        assertThat(allows(100)).isTrue();
        assertThat(allows(101)).isFalse();
        window.end(LIMIT - USABLE, true, nowNs);
        minute++;
        nowNs += MINUTE;
        assertThat(allows(1)).isTrue();
        ended(0, minute, USABLE - 100);
        assertThat(allows(101)).as("none of this minute").isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "3,2", "4,3", "5,4", "8,6", "9,7"})
    void aQuarterIsTheReserveAndAtLeastOne(long limit, long usable) {
        assertThat(new FixedWindow(SECOND, limit).usable()).isEqualTo(usable);
    }

    @Test
    void aDayTakesMoreThanALongOfNanosecondsWould() {
        FixedWindow day = new FixedWindow(1_440 * MINUTE, 200_000);
        assertThat(day.limit()).isEqualTo(200_000);
        assertThat(day.usable()).isEqualTo(150_000);
        assertThat(day.costNs(150_000)).isEqualTo(1_440 * MINUTE);
        assertThat(day.patientShare(720 * MINUTE)).isEqualTo(150_000 * 55 / 100);
        assertThat(new FixedWindow(1_440 * MINUTE, Long.MAX_VALUE).limit())
            .isEqualTo(Long.MAX_VALUE / (1_440L * 60_000));
    }

    @Test
    void aShortWindowTakesTheVenuesCount() {
        FixedWindow second = new FixedWindow(SECOND, 20);
        assertThat(second.allows(1, Priority.URGENT, nowNs, 100 * SECOND)).isTrue();
        second.correct(0, 15, 100 * SECOND + SECOND / 4, nowNs);
        assertThat(second.used(100 * SECOND)).isEqualTo(15);
        second.correct(0, 17, 100 * SECOND + SECOND / 4 - 1, nowNs);
        assertThat(second.used(100 * SECOND)).as("perhaps of the second before").isEqualTo(15);
    }
}
