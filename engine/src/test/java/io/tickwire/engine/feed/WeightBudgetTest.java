package io.tickwire.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.stage.Given;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be asked of REST: even spending, the reserve, the venue's own count, refusals. */
final class WeightBudgetTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long LIMIT = 2_400;
    private static final long USABLE = 1_800;
    private static final long BURST = USABLE / 10;

    private final WeightBudget budget = new WeightBudget();
    private long nowNs = Given.START_NS;
    private long minute = 1;

    WeightBudgetTest() {
        budget.limit(LIMIT);
        // The minute has begun.
        allows(0);
    }

    private boolean allows(long weight) {
        return budget.allows(weight, PollPriority.URGENT, nowNs, minute, 0);
    }

    /** Asks for as many as may be now; each is answered at once and the venue counts nothing. */
    private long spendAll(long weight) {
        long spent = 0;
        while (allows(weight)) {
            budget.spend(weight);
            ended(weight, minute, Event.ABSENT);
            spent += weight;
        }
        return spent;
    }

    /** A call has ended, and what the venue counts came with it, ABSENT = nothing. */
    private void ended(long weight, long minuteNo, long counted) {
        if (counted != Event.ABSENT) {
            budget.correct(weight, minuteNo, counted);
        }
        budget.ended(weight);
    }

    @Test
    void nothingMayBeAskedBeforeTheLimitIsKnown() {
        WeightBudget unknown = new WeightBudget();
        assertThat(unknown.isHeld(nowNs)).isTrue();
        assertThat(unknown.allows(1, PollPriority.URGENT, nowNs, minute, 0)).isFalse();
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
        budget.spend(BURST * 2);
        nowNs += 6 * SECOND;
        assertThat(allows(1)).as("still paying").isFalse();
        nowNs += SECOND;
        assertThat(allows(1)).isTrue();
    }

    @Test
    void patientCallsLeaveHalfOfTheBurst() {
        long spent = 0;
        while (budget.allows(1, PollPriority.BACKGROUND, nowNs, minute, MINUTE)) {
            budget.spend(1);
            spent++;
        }
        assertThat(spent).isEqualTo(BURST / 2);
        assertThat(allows(BURST / 2)).isTrue();
        assertThat(allows(BURST / 2 + 1)).isFalse();
    }

    @Test
    void firstCallsMayUseTheWholeBurstAtOnceAndAreEvenAfterwards() {
        assertThat(budget.allows(BURST, PollPriority.FIRST_POLL, nowNs, minute, 0)).isTrue();
        assertThat(budget.allows(BURST + 1, PollPriority.FIRST_POLL, nowNs, minute, 0)).isFalse();
        budget.spend(BURST);
        ended(BURST, minute, Event.ABSENT);
        nowNs += 10 * SECOND;
        // 30 a second, less what of the burst may no longer be had in advance: 3 a second.
        assertThat(
        budget.allows(270 - 120, PollPriority.FIRST_POLL, nowNs, minute, 10 * SECOND)).isTrue();
        ended(0, minute, BURST + 120);
        assertThat(
            budget.allows(150, PollPriority.FIRST_POLL, nowNs, minute, 10 * SECOND)).isTrue();
        assertThat(
            budget.allows(151, PollPriority.FIRST_POLL, nowNs, minute, 10 * SECOND)).isFalse();
    }

    @Test
    void patientCallsLeaveTheRestOfAMinuteToThoseThatAreNot() {
        ended(0, minute, USABLE - 60);
        for (PollPriority urgency : List.of(PollPriority.BACKGROUND, PollPriority.FIRST_POLL)) {
            assertThat(budget.allows(33, urgency, nowNs, minute, 59 * SECOND)).isTrue();
            assertThat(budget.allows(34, urgency, nowNs, minute, 59 * SECOND)).isFalse();
            assertThat(budget.allows(60, urgency, nowNs, minute, MINUTE)).isTrue();
        }
        assertThat(budget.allows(60, PollPriority.URGENT, nowNs, minute, 59 * SECOND)).isTrue();
        assertThat(budget.allows(61, PollPriority.URGENT, nowNs, minute, MINUTE)).isFalse();
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
        budget.spend(10);
        budget.spend(20);
        ended(10, minute, 1_770);
        assertThat(allows(10)).isTrue();
        assertThat(allows(11)).isFalse();
    }

    @Test
    void aNewMinuteBeginsWithWhatIsUnderWay() {
        ended(0, minute, LIMIT);
        budget.spend(30);
        assertThat(allows(1)).isFalse();
        minute++;
        assertThat(allows(1)).isTrue();
        ended(30, minute, USABLE - 1);
        assertThat(allows(1)).isTrue();
        assertThat(allows(2)).isFalse();
    }

    @Test
    void aMinuteThatWasNotOverYetStillHoldsWhatWasSpentInIt() {
        budget.spend(0);
        ended(0, minute, USABLE - 10);
        nowNs += MINUTE;
        minute++;
        assertThat(allows(20)).isTrue();
        budget.spend(4);
        ended(4, minute, Event.ABSENT);
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
        budget.spend(30);
        minute++;
        assertThat(allows(1)).isTrue();
        ended(30, minute - 1, USABLE - 1);
        assertThat(allows(BURST / 2)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"429, 0, 60000", "429, 5000, 5000", "503, 0, 0", "503, 7000, 7000", "200, 0, 0",
        "200, 3000, 3000", "418, 0, 120000", "418, 1000, 1000", "418, 600000, 600000"})
    void refusalsHoldEverythingBack(int status, long waitMs, long heldMs) {
        budget.refused(status, waitMs * 1_000_000, nowNs);
        long untilNs = nowNs + heldMs * 1_000_000;
        nowNs = untilNs - 1;
        assertThat(allows(1)).as("before the end").isEqualTo(heldMs == 0);
        assertThat(budget.isBanned(nowNs)).isEqualTo(status == 418);
        nowNs = untilNs;
        assertThat(allows(1)).as("at the end").isTrue();
        assertThat(budget.isBanned(nowNs)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"418, 0", "418, 1000", "429, 0", "429, 1000", "200, 0", "503, 1000"})
    void aSecondAnswerNeverShortensABan(int status, long waitMs) {
        budget.refused(418, 10 * MINUTE, nowNs);
        budget.refused(status, waitMs * 1_000_000, nowNs);
        nowNs += 10 * MINUTE - 1;
        assertThat(budget.isBanned(nowNs)).isTrue();
        assertThat(budget.isHeld(nowNs)).isTrue();
    }

    @Test
    void aNewIncarnationHasNothingUnderWayButKeepsTheBan() {
        budget.spend(100);
        budget.refused(418, MINUTE, nowNs);
        budget.resumed();
        assertThat(budget.isBanned(nowNs)).isTrue();
        nowNs += MINUTE;
        minute++;
        assertThat(allows(BURST)).isTrue();
        ended(0, minute, USABLE - 1);
        assertThat(allows(1)).as("nothing is added to the venue's count").isTrue();
    }
}
