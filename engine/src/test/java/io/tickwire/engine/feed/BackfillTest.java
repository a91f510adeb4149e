package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.MINUTE;
import static io.tickwire.engine.feed.FeedRig.MS;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.TIMER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holes in the ids of trades: asked for, filled, lost. */
final class BackfillTest {
    private final FeedRig rig = new FeedRig();
    private long last;

    @BeforeEach
    void stream() {
        rig.streaming(StreamKind.TRADE).carry().rest(false);
        last = rig.number(StreamKind.TRADE);
    }

    private List<String> socket(long id) {
        return rig.on(rig.given.aggregate(3, 1, id, 1, 1));
    }

    /** A row of the answer to a call that fills. */
    private List<String> row(long id) {
        return rig.on(FeedRig.filled(rig.given.aggregate(0, 1, id, 1, 1)));
    }

    /** So many are missing, and what comes of it is asked for. */
    private FeedRig.Poll hole(int ids) {
        assertThat(socket(last + ids + 1)).containsExactly(hole(1, ids));
        assertThat(rig.showing()).isEqualTo(Visibility.LIVE);
        return asked(ids);
    }

    private String hole(long from, long to) {
        return "trade 1 hole " + (last + from) + ".." + (last + to);
    }

    private FeedRig.Poll asked(long ids) {
        assertThat(rig.timer()).contains("poll trade 1 fill from " + (last + 1));
        FeedRig.Poll poll = rig.polls.values().stream().filter(FeedRig.Poll::fills)
            .findFirst().orElseThrow();
        assertThat(poll.call()).isEqualTo(FeedCall.TRADE);
        assertThat(poll.count()).isEqualTo(ids);
        return poll;
    }

    private List<String> ok(FeedRig.Poll poll) {
        return rig.answered(poll, 200, 0, Event.ABSENT);
    }

    private String told(String what, long from, long to) {
        return "trade 1 " + what + " " + (last + from) + ".." + (last + to);
    }

    @Test
    void whatIsMissingIsAskedForAndComesAsBackfillOnce() {
        FeedRig.Poll poll = hole(3);
        assertThat(row(last + 1)).isEmpty();
        assertThat(rig.showing()).isEqualTo(Visibility.BACKFILL);
        assertThat(row(last + 2)).isEmpty();
        assertThat(row(last + 2)).isEmpty();
        assertThat(rig.showing()).isEqualTo(Visibility.HIDDEN);
        assertThat(row(last + 3)).containsExactly(told("filled", 1, 3));
        assertThat(rig.showing()).isEqualTo(Visibility.BACKFILL);
        assertThat(row(last + 4)).isEmpty();
        assertThat(rig.showing()).as("shown before").isEqualTo(Visibility.HIDDEN);
        assertThat(ok(poll)).isEmpty();
        assertThat(rig.after(MINUTE / 20).timer()).noneMatch(line -> line.contains(" fill from "));
    }

    @Test
    void aGapBeingFilledIsYellowAndNotFresh() {
        socket(last + 2);
        assertThat(rig.timer()).contains("trade 1 YELLOW filling socket");
        assertThat(rig.isFresh(StreamKind.TRADE)).isFalse();
        row(last + 1);
        assertThat(rig.after(TIMER).timer()).contains("trade 1 GREEN fresh socket");
        assertThat(rig.isFresh(StreamKind.TRADE)).isTrue();
    }

    @Test
    void whatTheAnswerSkipsIsLost() {
        hole(5);
        assertThat(row(last + 2)).containsExactly(told("lost", 1, 1));
        assertThat(rig.showing()).isEqualTo(Visibility.BACKFILL);
        row(last + 3);
        assertThat(row(last + 5)).containsExactly(
            told("filled", 2, 3), told("lost", 4, 4), told("filled", 5, 5));
        assertThat(rig.showing()).isEqualTo(Visibility.BACKFILL);
    }

    @Test
    void anAnswerBehindTheHoleLosesIt() {
        hole(2);
        assertThat(row(last + 7)).containsExactly(told("lost", 1, 2));
        assertThat(rig.showing()).isEqualTo(Visibility.HIDDEN);
    }

    @Test
    void nothingInTheAnswerIsAskedAgainFourTimes() {
        FeedRig.Poll poll = hole(2);
        for (int again = 1; again <= 4; again++) {
            assertThat(ok(poll)).isEmpty();
            assertThat(socket(last + 3 + again)).as("still alive").isEmpty();
            rig.after(Math.min(4, 1 << again - 1) * SECOND - 1);
            assertThat(rig.timer()).noneMatch(line -> line.contains(" fill from "));
            rig.after(1);
            poll = asked(2);
        }
        assertThat(ok(poll)).containsExactly(told("lost", 1, 2));
    }

    @Test
    void whatIsLeftOfARangeIsAskedForAtOnce() {
        FeedRig.Poll poll = hole(3);
        row(last + 1);
        ok(poll);
        assertThat(rig.timer()).contains("poll trade 1 fill from " + (last + 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 1_001})
    void aRefusalAgainAndAgainLosesAPage(int missing) {
        socket(last + missing + 1);
        for (int again = 1; again <= 5; again++) {
            FeedRig.Poll poll = asked(1_000);
            assertThat(socket(last + missing + 1 + again)).as("still alive").isEmpty();
            List<String> decided = rig.answered(poll, 400, 0, Event.ABSENT);
            assertThat(decided.contains(told("lost", 1, 1_000))).isEqualTo(again == 5);
            rig.after(4 * SECOND);
        }
        assertThat(rig.timer().contains("poll trade 1 fill from " + (last + 1_001)))
            .isEqualTo(missing > 1_000);
    }

    @Test
    void whoCannotBeAskedForTenMinutesIsGivenUpWithAllThatIsMissing() {
        socket(last + 2);
        socket(last + 4);
        rig.answered(asked(3), 503, 20 * MINUTE, Event.ABSENT);
        rig.after(10 * MINUTE);
        assertThat(rig.timer()).doesNotContain(told("lost", 1, 1));
        assertThat(rig.after(1).timer()).contains(told("lost", 1, 1), told("lost", 3, 3));
    }

    @Test
    void aStallIsNoTimeToGiveUpIn() {
        hole(2);
        rig.answerAll(503, 20 * MINUTE);
        rig.after(11 * MINUTE);
        assertThat(rig.on(rig.given.timer(11 * MINUTE))).doesNotContain(told("lost", 1, 2));
        assertThat(rig.after(10 * MINUTE + 1).timer()).contains(told("lost", 1, 2));
    }

    @Test
    void aNewIncarnationBeginsToAskAnew() {
        hole(2);
        rig.after(11 * MINUTE);
        rig.on(rig.given.resumed(2));
        rig.plan(StreamKind.TRADE);
        assertThat(rig.timer()).contains("poll trade 1 fill from " + (last + 1))
            .doesNotContain(told("lost", 1, 2));
        assertThat(rig.after(1).timer()).doesNotContain(told("lost", 1, 2));
    }

    @Test
    void aSoundStreamGivesUpAlsoBehindOneThatMayNotBeAskedFor() {
        rig.plan(2, StreamKind.TRADE).closed(3);
        rig.timer();
        rig.answerAll(418, 30 * MINUTE);
        rig.on(rig.given.aggregate(4, 2, 100, 1, 1));
        rig.on(rig.given.aggregate(4, 2, 102, 1, 1));
        rig.after(10 * MINUTE).timer();
        assertThat(rig.after(1).timer()).contains("trade 2 lost 101..101");
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000, 100_001})
    void tooManyAreLostAtOnceButForTheLatest(long missing) {
        List<String> decided = socket(last + missing + 1);
        assertThat(decided).contains(hole(1, missing));
        assertThat(decided.contains(told("lost", 1, 1))).isEqualTo(missing > 100_000);
        assertThat(rig.timer())
            .contains("poll trade 1 fill from " + (last + 1 + missing - 100_000));
    }

    @Test
    void anAnswerOfAnEarlierRequestLosesNothing() {
        hole(2);
        rig.on(rig.given.resumed(2));
        assertThat(row(last + 2)).isEmpty();
        assertThat(rig.showing()).isEqualTo(Visibility.HIDDEN);
    }

    @Test
    void aYoungerTradeOfALowerNumberFillsNothing() {
        hole(2);
        rig.on(rig.given.aggregate(3, 1, last + 1, 1, 1)
            .set(TradeFields.TRANSACT_MS, rig.given.nowNs() / MS + 60_000));
        assertThat(rig.showing()).isEqualTo(Visibility.HIDDEN);
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "1001, 1000"})
    void noMoreThanAPageIsAskedForAtOnce(int missing, int count) {
        socket(last + missing + 1);
        asked(count);
    }

    @Test
    void theSocketThatFellBehindFillsToo() {
        hole(2);
        assertThat(socket(last + 1)).isEmpty();
        assertThat(rig.showing()).isEqualTo(Visibility.BACKFILL);
        assertThat(socket(last + 2)).containsExactly(told("filled", 1, 2));
        assertThat(socket(last + 2)).as("a second time").containsExactly("trade 1 older");
        assertThat(rig.showing()).isEqualTo(Visibility.HIDDEN);
    }

    @Test
    void severalHolesAreFilledByOneAnswer() {
        socket(last + 2);
        socket(last + 5);
        socket(last + 8);
        FeedRig.Poll poll = asked(7);
        row(last + 1);
        assertThat(row(last + 2)).as("shown before").isEmpty();
        assertThat(rig.showing()).isEqualTo(Visibility.HIDDEN);
        row(last + 3);
        assertThat(row(last + 4)).containsExactly(told("filled", 3, 4));
        row(last + 5);
        row(last + 6);
        assertThat(row(last + 7)).containsExactly(told("filled", 6, 7));
        assertThat(ok(poll)).isEmpty();
        assertThat(rig.after(TIMER).timer()).contains("trade 1 GREEN fresh socket");
    }

    @Test
    void anAnswerThatSkipsSeveralHolesLosesThemAll() {
        socket(last + 2);
        socket(last + 5);
        asked(4);
        assertThat(row(last + 5)).containsExactly(told("lost", 1, 1), told("lost", 3, 4));
        assertThat(rig.showing()).isEqualTo(Visibility.HIDDEN);
    }

    @ParameterizedTest
    @CsvSource({"997, 1000", "998, 1000", "999, 1"})
    void whatDoesNotFitIntoAPageIsAskedForLater(int between, int count) {
        socket(last + 2);
        for (int i = 3; i <= between + 1; i++) {
            socket(last + i);
        }
        socket(last + between + 4);
        asked(count);
    }

    @ParameterizedTest
    @ValueSource(ints = {Holes.MAX, Holes.MAX + 1})
    void theOldestOfTooManyIsLost(int holes) {
        List<String> decided = new ArrayList<>();
        for (int i = 1; i <= holes; i++) {
            decided.addAll(socket(last + 2 * i));
        }
        assertThat(decided).hasSize(holes > Holes.MAX ? holes + 1 : holes);
        assertThat(decided.contains(told("lost", 1, 1))).isEqualTo(holes > Holes.MAX);
    }

    @Test
    void aPollUnderWayIsWaitedFor() {
        rig.closed(3);
        assertThat(rig.timer()).contains("poll trade 1 poll from " + (last + 1));
        rig.opened(3);
        socket(last + 3);
        assertThat(rig.after(500 * MS).timer()).noneMatch(line -> line.contains(" fill from "));
        rig.on(FeedRig.polled(rig.given.aggregate(0, 1, last + 1, 1, 1)
            .set(TradeFields.TRANSACT_MS, rig.given.nowNs() / MS - 500)));
        assertThat(rig.showing()).as("the poll brings it").isEqualTo(Visibility.BACKFILL);
    }

    @Test
    void aTradePolledTooLateIsBackfillInOrder() {
        rig.clock(0).closed(3);
        rig.timer();
        long nowMs = rig.given.nowNs() / MS;
        long limitMs = FeedRig.silence(StreamKind.TRADE) / MS;
        rig.on(FeedRig.polled(rig.given.aggregate(0, 1, last + 1, 1, 1))
            .set(TradeFields.TRANSACT_MS, nowMs - limitMs - 1));
        assertThat(rig.showing()).isEqualTo(Visibility.BACKFILL);
        rig.on(FeedRig.polled(rig.given.aggregate(0, 1, last + 2, 1, 1))
            .set(TradeFields.TRANSACT_MS, nowMs - limitMs));
        assertThat(rig.showing()).isEqualTo(Visibility.LIVE);
    }

    @Test
    void aWholePageJumpsToTheLatest() {
        rig.closed(3);
        rig.timer();
        FeedRig.Poll poll = rig.polls.values().iterator().next();
        for (int i = 1; i <= 1_000; i++) {
            rig.on(FeedRig.polled(rig.given.aggregate(0, 1, last + i, 1, 1)));
        }
        ok(poll);
        assertThat(rig.after(500 * MS).timer()).contains("poll trade 1 poll");
        FeedRig.Poll latest = rig.polls.values().iterator().next();
        assertThat(latest.count()).isEqualTo(1_000);
        assertThat(rig.on(FeedRig.polled(rig.given.aggregate(0, 1, last + 1_500, 1, 1))))
            .containsExactly(hole(1_001, 1_499));
        for (int i = 501; i < 1_500; i++) {
            rig.on(FeedRig.polled(rig.given.aggregate(0, 1, last + 1_000 + i, 1, 1)));
        }
        ok(latest);
        List<String> next = new ArrayList<>(rig.after(SECOND).timer());
        next.addAll(rig.after(SECOND).timer());
        assertThat(next).as("a whole page again, as always")
            .anyMatch(line -> line.startsWith("poll trade 1 poll from "));
    }

    @Test
    void aPollThatIsRefusedForItsIdJumpsToTheLatest() {
        rig.closed(3);
        rig.timer();
        rig.answered(rig.polls.values().iterator().next(), 400, 0, Event.ABSENT);
        assertThat(rig.after(500 * MS).timer()).contains("poll trade 1 poll");
    }

    @Test
    void aNumberingAnewLosesWhatWasMissing() {
        hole(2);
        List<String> decided = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            rig.after(10 * SECOND);
            decided.addAll(rig.on(rig.given.aggregate(3, 1, 1 + i, 1, 1)
                .set(TradeFields.TRANSACT_MS, rig.given.nowNs() / MS)));
        }
        assertThat(decided).contains(told("lost", 1, 2), "trade 1 renumbered");
    }
}
