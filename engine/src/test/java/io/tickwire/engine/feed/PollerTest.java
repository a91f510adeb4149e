package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.MINUTE;
import static io.tickwire.engine.feed.FeedRig.MS;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.TIMER;
import static io.tickwire.engine.feed.FeedRig.only;
import static io.tickwire.engine.feed.FeedRig.polls;
import static io.tickwire.engine.feed.FeedRig.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.stage.Given;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What REST is asked for, when, how, and how much of it at once. */
final class PollerTest {
    private static final long EVERY = 500 * MS;

    private final FeedRig rig = new FeedRig();

    /** Nothing connects, so everything is polled, beginning with the next TIMER; no answers. */
    private FeedRig refused(int instruments, StreamKind... kinds) {
        rig.plan(instruments, kinds).timer();
        rig.answer();
        rig.refused(1, MINUTE);
        rig.refused(3, MINUTE);
        return rig.after(TIMER);
    }

    @Test
    void theClockIsAskedAtTheStartSoonAgainAndThenEveryMinute() {
        assertThat(polls(rig.plan().timer())).containsExactly("poll clock 0 clock");
        rig.answer();
        assertThat(only(rig.after(10 * SECOND - 1).timer(), "poll clock")).isEmpty();
        assertThat(only(rig.after(1).timer(), "poll clock")).hasSize(1);
        rig.answer();
        assertThat(only(rig.after(MINUTE - 1).timer(), "poll clock")).isEmpty();
        assertThat(only(rig.after(1).timer(), "poll clock")).hasSize(1);
    }

    @Test
    void aClockThatIsNotAnsweredIsAskedAgainAfterHalfAMinute() {
        rig.plan().timer();
        rig.answerAll(200, 0);
        assertThat(only(rig.after(30 * SECOND - 1).timer(), "poll clock")).isEmpty();
        assertThat(only(rig.after(1).timer(), "poll clock")).hasSize(1);
    }

    @Test
    void eachKindHasItsCalls() {
        assertThat(polls(refused(1).timer())).containsExactlyInAnyOrder(
            "poll quote 1 poll", "poll mark 1 poll", "poll price 1 poll", "poll stats 1 poll",
            "poll trade 1 poll");
    }

    @ParameterizedTest
    @CsvSource({"QUOTE, quote, 500", "MARK, mark, 500", "STATS, price, 500", "STATS, stats, 10000",
        "TRADE, trade, 500"})
    void eachCallHasItsInterval(StreamKind kind, String call, long everyMs) {
        refused(1, kind).timer();
        rig.answer();
        assertThat(only(rig.after(everyMs * MS - 1).timer(), "poll " + call)).isEmpty();
        rig.answer();
        assertThat(only(rig.after(1).timer(), "poll " + call)).as("at the interval").hasSize(1);
    }

    @Test
    void oneRoundOfACallAtATime() {
        refused(1, StreamKind.QUOTE).timer();
        assertThat(polls(rig.run(5 * SECOND))).isEmpty();
        rig.answer();
        assertThat(polls(rig.timer())).hasSize(1);
    }

    @Test
    void aCallThatFailsIsMadeAgainAtItsInterval() {
        refused(1, StreamKind.QUOTE).timer();
        rig.answerAll(500, 0);
        assertThat(polls(rig.after(EVERY - 1).timer())).isEmpty();
        assertThat(polls(rig.after(1).timer())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"QUOTE, quote, 2, one", "QUOTE, quote, 3, all", "MARK, mark, 4, one",
        "MARK, mark, 5, all", "STATS, stats, 4, one", "STATS, stats, 5, all",
        "STATS, price, 2, one", "STATS, price, 3, all"})
    void manySymbolsAreAskedForAllAtOnce(
        StreamKind kind, String call, int symbols, String how) {
        List<String> asked = only(refused(symbols, kind).timer(), "poll " + call);
        if (how.equals("all")) {
            assertThat(asked).containsExactly("poll " + call + " 0 poll");
        } else {
            assertThat(asked).hasSize(symbols).doesNotContain("poll " + call + " 0 poll");
        }
    }

    @Test
    void whatHasNoCallForAllIsAskedForOneByOne() {
        rig.plan(6, StreamKind.MARK).cost(FeedCall.MARK, 1, 0).timer();
        rig.answer();
        rig.refused(3, MINUTE);
        assertThat(polls(rig.after(TIMER).timer())).hasSize(6)
            .doesNotContain("poll mark 0 poll");
    }

    @Test
    void roundsAreAsSlowAsTheWindowThatEarnsThemLast() {
        refused(1, StreamKind.QUOTE).cost(FeedCall.QUOTE, 2, 0)
            .perSecond(FeedCall.QUOTE, 1).timer();
        rig.answer();
        // Of two thirds of the rate; the minute alone would earn 30 a second.
        assertThat(polls(rig.after(1_500 * MS - 1).timer())).isEmpty();
        assertThat(polls(rig.after(1).timer())).containsExactly("poll quote 1 poll");
    }

    @Test
    void whatOneWindowDoesNotAllowIsNotAskedForHoweverMuchTheOtherDoes() {
        rig.plan(4, StreamKind.MARK).cost(FeedCall.MARK, 1, 0).perSecond(FeedCall.MARK, 3).timer();
        rig.answer();
        rig.refused(3, MINUTE);
        assertThat(polls(rig.after(TIMER).timer())).as("one of the burst")
            .containsExactly("poll mark 1 poll");
        rig.answer();
        List<String> asked = only(rig.rest(true).run(3 * SECOND), "poll mark");
        assertThat(asked).startsWith("poll mark 2 poll", "poll mark 3 poll", "poll mark 4 poll")
            .hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void aBatchIsAskedForFromOneIdOn() {
        rig.plan(7, StreamKind.QUOTE).batch(FeedCall.QUOTE, 2, 3).timer();
        rig.answer();
        rig.refused(1, MINUTE);
        assertThat(polls(rig.after(TIMER).timer())).containsExactly(
            "poll quote 1+2 poll", "poll quote 4+2 poll", "poll quote 7+2 poll");
        rig.move(StreamKind.QUOTE);
        rig.answer();
        assertThat(polls(rig.after(EVERY - 1).timer())).isEmpty();
        assertThat(polls(rig.after(1).timer())).as("its turn goes on").hasSize(3);
    }

    @Test
    void twoCallsOfOneKindEachHaveTheirOwnRound() {
        rig.plan(3, StreamKind.STATS).batch(FeedCall.PRICE, 1, 2).batch(FeedCall.STATS, 1, 2)
            .timer();
        rig.answer();
        rig.refused(3, MINUTE);
        assertThat(polls(rig.after(TIMER).timer())).containsExactly("poll price 1+1 poll",
            "poll price 3+1 poll", "poll stats 1+1 poll", "poll stats 3+1 poll");
    }

    @Test
    void aBatchThatTheBudgetInterruptsGoesOnWhereItWas() {
        rig.plan(7, StreamKind.QUOTE).batch(FeedCall.QUOTE, 100, 3).timer();
        rig.answer();
        rig.refused(1, MINUTE);
        // A burst is 180 of the 1,800 that polls may use of a minute.
        assertThat(polls(rig.after(TIMER).timer())).containsExactly("poll quote 1+2 poll");
        rig.answer();
        assertThat(only(rig.run(5 * SECOND), "poll quote")).startsWith("poll quote 4+2 poll");
    }

    @Test
    void whatHasNoCallIsNotAskedFor() {
        rig.plan().cost(FeedCall.MARK, 0, 0).timer();
        rig.answer();
        rig.refused(3, MINUTE);
        assertThat(only(rig.after(TIMER).timer(), "poll mark")).isEmpty();
    }

    @Test
    void onlyWhatIsPolledIsAskedFor() {
        rig.streaming(3).closed(1);
        assertThat(only(rig.timer(), "poll")).containsExactly("poll quote 0 poll");
        rig.answer();
        assertThat(polls(rig.carry(1, 3).run(EVERY))).containsExactly("poll quote 0 poll");
    }

    @Test
    void soManyAreUnderWayAndNoMore() {
        rig.plan(30, StreamKind.MARK).cost(FeedCall.MARK, 1, 0).timer();
        rig.answer();
        rig.refused(3, MINUTE);
        assertThat(polls(rig.after(TIMER).timer())).hasSize(RestRequests.MAX_IN_FLIGHT);
        assertThat(polls(rig.run(SECOND))).as("no place").isEmpty();
    }

    @Test
    void numbersRiseAndAreNeverUsedAgain() {
        Set<Long> numbers = new HashSet<>();
        refused(2);
        long last = 0;
        for (int i = 0; i < 200; i++) {
            rig.after(TIMER).timer();
            for (long number : rig.polls.keySet()) {
                assertThat(numbers.add(number)).isTrue();
                assertThat(number).isGreaterThan(last);
                last = number;
            }
            rig.answer();
        }
        assertThat(numbers).hasSizeGreaterThan(50);
    }

    @Test
    void answersThatNobodyWaitsForChangeNothing() {
        refused(1, StreamKind.QUOTE).timer();
        rig.on(rig.given.call(CallOutcome.ANSWERED, 999).set(CallFields.HTTP_STATUS, 200));
        rig.on(rig.given.call(CallOutcome.NO_ANSWER, 0));
        assertThat(polls(rig.after(SECOND).timer())).as("still under way").isEmpty();
    }

    @Test
    void anAnswerThatCannotBeUsedProvesNothingButItsWaitCounts() {
        refused(1, StreamKind.QUOTE).timer();
        long number = rig.polls.keySet().iterator().next();
        rig.on(rig.given.call(CallOutcome.UNUSABLE, number).set(CallFields.HTTP_STATUS, 200)
            .set(CallFields.WAIT_NS, 5 * SECOND));
        rig.polls.clear();
        assertThat(polls(rig.run(5 * SECOND - TIMER))).as("left alone").isEmpty();
        assertThat(polls(rig.run(2 * TIMER))).as("asked again").isNotEmpty();
    }

    // --- trades ---

    @Test
    void tradesGoOnBehindTheLastOneShown() {
        rig.streaming(StreamKind.TRADE).closed(3);
        long shown = rig.number(StreamKind.TRADE);
        assertThat(polls(rig.timer()))
            .containsExactly("poll trade 1 poll from " + (shown + 1));
        rig.move(StreamKind.TRADE).move(StreamKind.TRADE).answer();
        assertThat(rig.shown()).isTrue();
        assertThat(polls(rig.after(EVERY).timer()))
            .containsExactly("poll trade 1 poll from " + (shown + 3));
    }

    @ParameterizedTest
    @CsvSource({"3, 0", "3, 1", "4, 0", "4, 1", "4, 30", "4, 59", "5, 30"})
    void theFirstPollsOfFewSymbolsDoNotWaitForTheirShare(int symbols, long secondOfMinute) {
        rig.streaming(symbols).carry(1, 3).rest(true);
        long elapsedNs = rig.given.nowNs() % MINUTE;
        rig.run(2 * MINUTE - elapsedNs + secondOfMinute * SECOND);
        rig.closed(1);
        rig.closed(3);
        assertThat(only(rig.rest(false).carry().after(TIMER).timer(), "poll trade"))
            .hasSize(symbols);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void whatTheFirstPollDidNotBringIsAskedForOnceMoreAtItsInterval(int symbols) {
        rig.streaming(symbols).carry(1, 3).rest(true).run(MINUTE + MINUTE / 2);
        rig.closed(1);
        rig.closed(3);
        rig.rest(false).carry().after(TIMER).timer();
        rig.answer();
        assertThat(only(rig.run(EVERY), "poll trade")).hasSize(symbols);
        rig.answer();
        assertThat(only(rig.run(EVERY), "poll trade")).as("for their share now").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5, 30, 55, 59})
    void whoeverWasPolledAtOnceIsPolledAgainBeforeItIsTooOld(long secondOfMinute) {
        rig.streaming(3).carry(1, 3).rest(true);
        rig.run(2 * MINUTE - rig.given.nowNs() % MINUTE + secondOfMinute * SECOND);
        rig.closed(1);
        rig.closed(3);
        rig.refused(1, MINUTE);
        rig.refused(3, MINUTE);
        List<Long> asked = new ArrayList<>(List.of(0L, 0L, 0L));
        for (long ns = 0; ns < 40 * SECOND; ns += TIMER) {
            List<String> polls = only(rig.run(TIMER), "poll trade");
            for (int symbol = 1; symbol <= 3; symbol++) {
                if (!only(polls, "poll trade " + symbol).isEmpty()) {
                    asked.set(symbol - 1, ns);
                }
                assertThat(ns - asked.get(symbol - 1)).as("symbol %d", symbol)
                    .isLessThan(silence(StreamKind.TRADE));
            }
        }
    }

    @Test
    void tradesOfManySymbolsTakeTurnsWithWhatIsLeft() {
        refused(40, StreamKind.TRADE).rest(true);
        List<String> first = new ArrayList<>(polls(rig.timer()));
        rig.answer();
        // 20 of 30 a second: each takes its turn before any has a second one.
        while (first.size() < 40) {
            first.addAll(polls(rig.run(TIMER)));
        }
        assertThat(first).doesNotHaveDuplicates();
        assertThat(rig.given.nowNs() - Given.START_NS)
            .isBetween(20 * SECOND, 35 * SECOND);
    }

    @Test
    void aQuestionDoesNotWaitBehindAPatientPoll() {
        rig.streaming(2, StreamKind.TRADE).carry();
        long last = rig.number(StreamKind.TRADE);
        rig.move(StreamKind.TRADE);
        for (int i = 1; i <= 40; i++) {
            // The first symbol is dead and polled, as often as what is saved up allows.
            rig.on(rig.given.aggregate(3, 2, last + i, 1, 1));
            rig.run(SECOND);
        }
        int late = 0;
        for (int round = 0; round < 20; round++) {
            rig.on(rig.given.aggregate(3, 2, last + 41 + round, 1, 1));
            rig.run(10 * SECOND);
            rig.rest(false);
            late += only(rig.run(TIMER), "poll trade 2 probe").isEmpty() ? 1 : 0;
            rig.rest(true).answer();
        }
        assertThat(late).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"50ms", "100ms", "500ms"})
    void aShortIntervalLeavesAThirdToTrades(String every) {
        FeedRig hasty = new FeedRig(42, "feed: {poll: {every: " + every + "}}\n");
        hasty.plan(3).timer();
        hasty.answer();
        hasty.refused(1, MINUTE);
        hasty.refused(3, MINUTE);
        List<String> asked = polls(hasty.rest(true).run(30 * SECOND));
        // Of 30 a second; what is saved up at the start is spent on whatever comes first.
        assertThat(cost(only(asked, "poll trade"))).isBetween(240L, 440L);
        assertThat(only(asked, "poll quote").size())
            .isCloseTo(only(asked, "poll mark").size() / 3, Offset.offset(2));
    }

    @Test
    void whereTheBudgetEndsInTheMiddleOfARoundTheNextOneGoesOn() {
        rig.plan(4, StreamKind.MARK).cost(FeedCall.MARK, 60, 0).timer();
        rig.answer();
        rig.refused(3, MINUTE);
        rig.after(TIMER).rest(true);
        List<String> asked = polls(rig.run(30 * SECOND));
        for (int symbol = 1; symbol <= 4; symbol++) {
            assertThat(only(asked, "poll mark " + symbol)).hasSizeBetween(2, 4);
        }
    }

    @Test
    void quotesComeBeforeTrades() {
        refused(40).rest(true);
        int quotes = 0;
        for (int i = 0; i < 20; i++) {
            quotes += only(rig.run(EVERY), "poll quote").size();
        }
        // A round of all three calls earns in 567 ms, a third is left to trades: every 850 ms.
        assertThat(quotes).isGreaterThanOrEqualTo(11);
    }

    // --- the budget ---

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40, 700})
    void aMinuteNeverCostsMoreThanTheVenueAllowsLessTheReserve(int symbols) {
        // The venue's clock is a microsecond before ours.
        refused(symbols).rest(true).clock(0);
        long most = 0;
        for (int minute = 0; minute < 3; minute++) {
            long left = MINUTE - (rig.given.nowNs() + 1_000) % MINUTE;
            most = Math.max(most, cost(polls(rig.run(left - 1))));
            rig.after(1);
        }
        assertThat(most).isBetween(100L, FeedRig.LIMIT * 3 / 4L);
    }

    private static long cost(List<String> asked) {
        long cost = 0;
        for (String line : asked) {
            boolean all = line.contains(" 0 ");
            String call = line.split(" ")[1];
            cost += switch (call) {
                case "quote" -> all ? 5 : 2;
                case "price" -> all ? 2 : 1;
                case "stats" -> all ? 40 : 1;
                case "mark" -> all ? 10 : 1;
                case "trade" -> 20;
                default -> 1;
            };
        }
        return cost;
    }

    @ParameterizedTest
    @CsvSource({"429, 7", "503, 7", "418, 300"})
    void theVenueIsLeftAloneForAsLongAsItAsks(int code, long seconds) {
        refused(1).timer();
        rig.answerAll(code, seconds * SECOND);
        assertThat(polls(rig.after(seconds * SECOND - 1).timer())).isEmpty();
        assertThat(polls(rig.after(1).timer())).isNotEmpty();
    }

    @Test
    void aBanHoldsSocketsBackToo() {
        refused(1, StreamKind.QUOTE).timer();
        rig.answerAll(418, 10 * MINUTE);
        assertThat(only(rig.after(10 * MINUTE - 1).timer(), "connect")).isEmpty();
        assertThat(only(rig.after(1).timer(), "connect")).hasSize(2);
    }

    // --- what polled ticks are ---

    @ParameterizedTest
    @EnumSource(names = {"QUOTE", "STATS", "MARK"})
    void theSameRowTwiceIsShownOnceAndNotTold(StreamKind kind) {
        refused(1, kind).move(kind).timer();
        rig.answer();
        rig.after(EVERY).timer();
        FeedRig.Poll poll = rig.polls.values().iterator().next();
        assertThat(poll.call().kind()).isEqualTo(kind);
        assertThat(rig.rows(poll)).isEmpty();
        assertThat(rig.shown()).isFalse();
    }

    @Test
    void aHoleInPolledTradesIsTold() {
        refused(1, StreamKind.TRADE).timer();
        rig.on(FeedRig.polled(rig.given.aggregate(0, 1, 5, 1, 1)));
        assertThat(rig.on(FeedRig.polled(rig.given.aggregate(0, 1, 8, 1, 1))))
            .containsExactly("trade 1 hole 6..7");
        assertThat(rig.shown()).isTrue();
    }
}
