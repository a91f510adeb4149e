package io.tickwire.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.WindowKind;
import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several windows at once, costs by call and window, tickets, refusals and bans. */
final class BudgetTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final int QUOTE = 0;
    private static final int ORDER = 1;
    private static final int NOWHERE = 2;
    private static final int MINUTE_WINDOW = 0;
    private static final int SECOND_WINDOW = 3;
    private static final int HOUR_WINDOW = Budget.MAX_WINDOWS - 1;

    private Budget budget = new Budget(3);
    private long nowNs = Given.START_NS / HOUR * HOUR;

    private int begin(int call, Priority priority) {
        return budget.begin(call, false, priority, nowNs, nowNs);
    }

    /** Makes and ends as many calls as may be made now. */
    private int beginAll(int call, Priority priority) {
        int count = 0;
        for (int ticket = begin(call, priority); ticket != Budget.NO_TICKET;
            ticket = begin(call, priority)) {
            budget.end(ticket, nowNs);
            count++;
            assertThat(count).as("without an end").isLessThan(10_000);
        }
        return count;
    }

    private void minuteOf(long limit) {
        budget.window(MINUTE_WINDOW, WindowKind.FIXED, MINUTE, limit);
    }

    @Test
    void nothingMayBeAskedBeforeLimitsAndCostsAreKnown() {
        budget.cost(QUOTE, MINUTE_WINDOW, 1, 0, 1);
        assertThat(budget.isHeld(nowNs)).isTrue();
        assertThat(begin(QUOTE, Priority.ORDER)).isEqualTo(Budget.NO_TICKET);
        minuteOf(10);
        assertThat(budget.isHeld(nowNs)).isFalse();
        assertThat(begin(NOWHERE, Priority.ORDER)).as("costs nothing, so it does not exist")
            .isEqualTo(Budget.NO_TICKET);
        assertThat(begin(QUOTE, Priority.ORDER)).isNotEqualTo(Budget.NO_TICKET);
    }

    @Test
    void aWindowThatIsNotKnownAllowsNothing() {
        budget.cost(QUOTE, MINUTE_WINDOW, 1, 0, 1);
        budget.cost(QUOTE, HOUR_WINDOW, 1, 0, 1);
        minuteOf(100);
        assertThat(begin(QUOTE, Priority.ORDER)).isEqualTo(Budget.NO_TICKET);
        budget.window(HOUR_WINDOW, WindowKind.FIXED, HOUR, 100);
        assertThat(begin(QUOTE, Priority.ORDER)).isNotEqualTo(Budget.NO_TICKET);
    }

    @Test
    void eachWindowThatACallDrawsFromHasToAllowIt() {
        budget.cost(ORDER, SECOND_WINDOW, 1, 0, 1);
        budget.cost(ORDER, MINUTE_WINDOW, 1, 0, 1);
        budget.cost(ORDER, HOUR_WINDOW, 2, 0, 1);
        budget.window(SECOND_WINDOW, WindowKind.SLIDING, SECOND, 9);
        minuteOf(20);
        budget.window(HOUR_WINDOW, WindowKind.SLIDING, HOUR, 50);
        assertThat(beginAll(ORDER, Priority.ORDER)).as("9 a second").isEqualTo(9);
        nowNs += 2 * SECOND;
        assertThat(beginAll(ORDER, Priority.ORDER)).isEqualTo(9);
        nowNs += 2 * SECOND;
        assertThat(beginAll(ORDER, Priority.ORDER)).as("20 a minute").isEqualTo(2);
        nowNs += MINUTE;
        assertThat(beginAll(ORDER, Priority.ORDER)).as("50 an hour, 2 each").isEqualTo(5);
        nowNs += HOUR - 2 * MINUTE;
        assertThat(beginAll(ORDER, Priority.ORDER)).isZero();
        nowNs += 3 * MINUTE;
        assertThat(beginAll(ORDER, Priority.ORDER)).isEqualTo(9);
    }

    @Test
    void aCallRefusedByOneWindowCostsNothingInTheOthers() {
        budget.cost(ORDER, MINUTE_WINDOW, 1, 0, 1);
        budget.cost(ORDER, SECOND_WINDOW, 1, 0, 1);
        budget.cost(QUOTE, MINUTE_WINDOW, 1, 0, 1);
        minuteOf(12);
        budget.window(SECOND_WINDOW, WindowKind.SLIDING, SECOND, 2);
        assertThat(beginAll(ORDER, Priority.ORDER)).isEqualTo(2);
        for (int i = 0; i < 100; i++) {
            assertThat(begin(ORDER, Priority.ORDER)).isEqualTo(Budget.NO_TICKET);
        }
        assertThat(beginAll(QUOTE, Priority.ORDER)).as("of 12").isEqualTo(10);
    }

    @Test
    void aCallIsNotHeldBackByWindowsThatItDoesNotDrawFrom() {
        budget.cost(ORDER, SECOND_WINDOW, 1, 0, 1);
        budget.cost(QUOTE, MINUTE_WINDOW, 1, 0, 1);
        minuteOf(8);
        budget.window(SECOND_WINDOW, WindowKind.SLIDING, SECOND, 1);
        assertThat(beginAll(ORDER, Priority.ORDER)).isEqualTo(1);
        assertThat(beginAll(QUOTE, Priority.ORDER)).isEqualTo(8);
    }

    @Test
    void anHourOfTheVenuesClockIsAWindowAsAMinuteIs() {
        budget.cost(ORDER, HOUR_WINDOW, 1, 0, 1);
        budget.window(HOUR_WINDOW, WindowKind.FIXED, HOUR, 30);
        nowNs += HOUR - 1;
        assertThat(beginAll(ORDER, Priority.ORDER)).isEqualTo(30);
        nowNs++;
        assertThat(beginAll(ORDER, Priority.ORDER)).as("the next hour").isEqualTo(30);
        nowNs += HOUR - 1;
        assertThat(beginAll(ORDER, Priority.ORDER)).as("its last moment").isZero();
    }

    @Test
    void pollsLeaveTheReserveOfEachWindowToOrders() {
        budget.cost(QUOTE, SECOND_WINDOW, 1, 0, 1);
        budget.window(SECOND_WINDOW, WindowKind.SLIDING, SECOND, 8);
        long polls = 0;
        for (int i = 0; i < 9; i++) {
            // Evenly: each has to be earned.
            polls += beginAll(QUOTE, Priority.URGENT);
            nowNs += SECOND / 10;
        }
        assertThat(polls).isLessThanOrEqualTo(6).isGreaterThan(3);
        assertThat(beginAll(QUOTE, Priority.ORDER)).isEqualTo((int) (8 - polls));
    }

    @Test
    void oneForAllHasACostOfItsOwn() {
        budget.cost(QUOTE, MINUTE_WINDOW, 2, 5, 1);
        assertThat(budget.has(QUOTE)).isTrue();
        assertThat(budget.hasForAll(QUOTE)).isTrue();
        assertThat(budget.isDearer(QUOTE, 2)).isFalse();
        assertThat(budget.isDearer(QUOTE, 3)).isTrue();
        minuteOf(11);
        assertThat(budget.begin(QUOTE, true, Priority.ORDER, nowNs, nowNs))
            .isNotEqualTo(Budget.NO_TICKET);
        assertThat(budget.begin(QUOTE, true, Priority.ORDER, nowNs, nowNs))
            .isNotEqualTo(Budget.NO_TICKET);
        assertThat(begin(QUOTE, Priority.ORDER)).as("1 of 11 is left").isEqualTo(Budget.NO_TICKET);
    }

    @Test
    void aRoundIsEarnedWhenItsDearestWindowHasEarnedIt() {
        budget.cost(QUOTE, MINUTE_WINDOW, 2, 0, 1);
        budget.cost(QUOTE, HOUR_WINDOW, 1, 0, 1);
        minuteOf(80);
        budget.window(HOUR_WINDOW, WindowKind.SLIDING, HOUR, 4_800);
        Demand demand = new Demand();
        budget.add(QUOTE, false, 3, demand);
        assertThat(budget.earnedInNs(demand)).as("6 of 60 a minute").isEqualTo(6 * SECOND);
        budget.window(HOUR_WINDOW, WindowKind.SLIDING, HOUR, 480);
        assertThat(budget.earnedInNs(demand)).as("3 of 360 an hour").isEqualTo(30 * SECOND);
        demand.clear();
        assertThat(budget.earnedInNs(demand)).isZero();
    }

    @Test
    void aCallMayAskForABatchOfSymbols() {
        assertThat(budget.batch(QUOTE)).isEqualTo(1);
        budget.cost(QUOTE, MINUTE_WINDOW, 1, 0, 50);
        assertThat(budget.batch(QUOTE)).isEqualTo(50);
        budget.cost(QUOTE, MINUTE_WINDOW, 1, 0, 0);
        assertThat(budget.batch(QUOTE)).isEqualTo(1);
    }

    @Test
    void theVenuesCountIsOfOneWindow() {
        budget.cost(QUOTE, MINUTE_WINDOW, 1, 0, 1);
        budget.cost(QUOTE, SECOND_WINDOW, 1, 0, 1);
        minuteOf(40);
        budget.window(SECOND_WINDOW, WindowKind.SLIDING, SECOND, 10);
        nowNs += 5 * SECOND;
        int ticket = begin(QUOTE, Priority.ORDER);
        budget.correct(SECOND_WINDOW, 9, ticket, nowNs, nowNs);
        budget.correct(HOUR_WINDOW, 1_000, ticket, nowNs, nowNs);
        budget.end(ticket, nowNs);
        assertThat(beginAll(QUOTE, Priority.ORDER)).isEqualTo(1);
        budget.correct(MINUTE_WINDOW, 37, Budget.NO_TICKET, nowNs, nowNs);
        nowNs += 2 * SECOND;
        assertThat(beginAll(QUOTE, Priority.ORDER)).isEqualTo(3);
    }

    @Test
    void aWindowStatedAgainKeepsItsCount() {
        budget.cost(ORDER, MINUTE_WINDOW, 1, 0, 1);
        minuteOf(10);
        assertThat(beginAll(ORDER, Priority.ORDER)).isEqualTo(10);
        minuteOf(12);
        assertThat(beginAll(ORDER, Priority.ORDER)).isEqualTo(2);
    }

    @Test
    void aWindowStatedOtherwiseBeginsAnewWithoutWhatIsUnderWay() {
        budget.cost(ORDER, MINUTE_WINDOW, 1, 0, 1);
        minuteOf(10);
        int ticket = begin(ORDER, Priority.ORDER);
        budget.window(MINUTE_WINDOW, WindowKind.SLIDING, MINUTE, 10);
        budget.end(ticket, nowNs);
        assertThat(beginAll(ORDER, Priority.ORDER)).isEqualTo(10);
    }

    @Test
    void aTicketKeepsTheCostOfItsBeginning() {
        budget.cost(ORDER, SECOND_WINDOW, 4, 0, 1);
        budget.window(SECOND_WINDOW, WindowKind.SLIDING, SECOND, 10);
        int ticket = begin(ORDER, Priority.ORDER);
        budget.cost(ORDER, SECOND_WINDOW, 1, 0, 1);
        budget.end(ticket, nowNs);
        assertThat(beginAll(ORDER, Priority.ORDER)).isEqualTo(6);
    }

    @Test
    void noMoreCallsAreUnderWayThanThereAreTickets() {
        budget.cost(ORDER, MINUTE_WINDOW, 1, 0, 1);
        minuteOf(1_000);
        for (int i = 0; i < CallsInFlight.MAX; i++) {
            assertThat(begin(ORDER, Priority.ORDER)).isEqualTo(i);
        }
        assertThat(begin(ORDER, Priority.ORDER)).isEqualTo(Budget.NO_TICKET);
        budget.end(7, nowNs);
        assertThat(begin(ORDER, Priority.ORDER)).isEqualTo(7);
        budget.resumed(nowNs);
        assertThat(begin(ORDER, Priority.ORDER)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"429, 0, 60000", "429, 5000, 5000", "503, 0, 0", "503, 7000, 7000", "200, 0, 0",
        "200, 3000, 3000", "418, 0, 120000", "418, 1000, 1000", "418, 600000, 600000"})
    void refusalsHoldEverythingBack(int status, long waitMs, long heldMs) {
        budget.cost(ORDER, MINUTE_WINDOW, 1, 0, 1);
        minuteOf(1_000);
        budget.refused(status, waitMs * 1_000_000, nowNs);
        long untilNs = nowNs + heldMs * 1_000_000;
        nowNs = untilNs - 1;
        for (Priority priority : Priority.values()) {
            assertThat(begin(ORDER, priority) == Budget.NO_TICKET).as("before the end")
                .isEqualTo(heldMs > 0);
        }
        assertThat(budget.isBanned(nowNs)).isEqualTo(status == 418);
        nowNs = untilNs;
        assertThat(begin(ORDER, Priority.URGENT)).as("at the end")
            .isNotEqualTo(Budget.NO_TICKET);
        assertThat(budget.isBanned(nowNs)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"418, 0", "418, 1000", "429, 0", "429, 1000", "200, 0", "503, 1000"})
    void aSecondAnswerNeverShortensABan(int status, long waitMs) {
        minuteOf(1_000);
        budget.refused(418, 10 * MINUTE, nowNs);
        budget.refused(status, waitMs * 1_000_000, nowNs);
        nowNs += 10 * MINUTE - 1;
        assertThat(budget.isBanned(nowNs)).isTrue();
        assertThat(budget.isHeld(nowNs)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"418, true", "429, false", "403, false"})
    void aRefusedSocketHoldsCallsBackOnlyIfItIsABan(int status, boolean held) {
        minuteOf(1_000);
        budget.refusedSocket(status, MINUTE, nowNs);
        assertThat(budget.isHeld(nowNs)).isEqualTo(held);
    }

    @Test
    void aNewIncarnationKeepsTheBan() {
        minuteOf(1_000);
        budget.refused(418, MINUTE, nowNs);
        budget.resumed(nowNs);
        assertThat(budget.isBanned(nowNs)).isTrue();
    }

    @Test
    void stateIsWholeAndReadBack() {
        budget.cost(QUOTE, MINUTE_WINDOW, 2, 5, 50);
        budget.cost(ORDER, SECOND_WINDOW, 1, 0, 1);
        minuteOf(40);
        budget.window(SECOND_WINDOW, WindowKind.SLIDING, SECOND, 9);
        assertThat(begin(QUOTE, Priority.URGENT)).isZero();
        assertThat(begin(ORDER, Priority.ORDER)).isEqualTo(1);
        budget.refused(429, SECOND, nowNs);
        StateWriter out = new StateWriter(new UnsafeBuffer(new byte[1 << 16]));
        budget.writeState(out);
        Budget again = new Budget(3);
        again.readState(new StateReader(out.buffer(), 0, out.length()));
        StateWriter second = new StateWriter(new UnsafeBuffer(new byte[1 << 16]));
        again.writeState(second);
        assertThat(second.length()).isEqualTo(out.length());
        assertThat(second.buffer()).isEqualTo(out.buffer());
        budget = again;
        assertThat(begin(ORDER, Priority.ORDER)).as("held").isEqualTo(Budget.NO_TICKET);
        nowNs += SECOND;
        budget.end(1, nowNs);
        assertThat(beginAll(ORDER, Priority.ORDER)).isEqualTo(8);
    }
}
