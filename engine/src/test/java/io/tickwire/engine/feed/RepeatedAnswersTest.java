package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.news;
import static io.tickwire.engine.feed.FeedRig.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.StreamKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** REST that answers out of a cache: well, at once, and always the same. */
final class RepeatedAnswersTest {
    private final FeedRig rig = new FeedRig();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void socketsDeadAndEachAnswerTheFirstIsRed(boolean halfOpen) {
        rig.streaming();
        rig.carry();
        if (!halfOpen) {
            rig.closed(1);
            rig.closed(3);
        }
        List<String> decided = rig.run(20 * SECOND);
        assertThat(only(decided, "symbol").get(only(decided, "symbol").size() - 1))
            .isEqualTo("symbol 1 RED rest repeats");
        assertThat(decided).contains("quote 1 RED rest repeats poll",
            "trade 1 RED rest repeats poll", "stats 1 RED rest repeats poll",
            "mark 1 RED rest repeats poll", "venue RED rest repeats down");
        for (StreamKind kind : FeedRig.ALL) {
            assertThat(rig.isFresh(kind)).as(kind.label()).isFalse();
        }
        // REST is itself again, and so are sockets after a while.
        rig.restMoves = true;
        assertThat(only(rig.run(2 * SECOND), "symbol")).first().asString()
            .startsWith("symbol 1 YELLOW");
    }

    @Test
    void aQuietQuoteIsNotBelievedWhileItsSymbolsCadenceStandsStill() {
        rig.streaming(StreamKind.QUOTE, StreamKind.MARK);
        rig.carry();
        List<String> decided = rig.run(20 * SECOND);
        assertThat(decided).contains("quote 1 RED rest repeats poll");
        assertThat(rig.isFresh(StreamKind.QUOTE)).isFalse();
    }

    @Test
    void aQuoteThatStandsStillWhileTheMarkMovesIsQuiet() {
        rig.streaming(StreamKind.QUOTE, StreamKind.MARK);
        rig.quiet(StreamKind.QUOTE);
        rig.closed(1);
        rig.closed(3);
        rig.restMoves = true;
        List<String> decided = rig.run(60 * SECOND);
        assertThat(news(decided)).noneMatch(line -> line.contains("RED"));
    }

    /** Sockets dead just as a quote was polled: what REST kept of it is what was shown already. */
    private FeedRig doubtful() {
        rig.streaming(StreamKind.QUOTE, StreamKind.MARK).carry();
        List<String> decided = rig.run(6 * SECOND);
        assertThat(decided).contains("poll quote 1 probe", "quote 1 YELLOW unwitnessed socket")
            .noneMatch(line -> line.startsWith("quote 1 GREEN"));
        assertThat(rig.isFresh(StreamKind.QUOTE)).isFalse();
        return rig;
    }

    /** Found by the simulator (seed 511): 4.5 s before the marks could be said to repeat. */
    @Test
    void aQuietQuoteIsNotActedUponBeforeItsSymbolsCadenceHasMovedInTheAnswers() {
        assertThat(doubtful().run(SECOND)).noneMatch(line -> line.startsWith("quote 1 GREEN"));
        // Then it is dead: RED once the first poll has had its chance.
        assertThat(only(rig.run(3 * SECOND), "quote")).containsExactly(
            "quote 1 YELLOW silent poll", "quote 1 RED rest repeats poll");
    }

    @Test
    void onceTheCadenceMovesInTheAnswersAQuietQuoteIsAskedAboutAgainAndBelieved() {
        doubtful().quiet(StreamKind.QUOTE).restMoves = true;
        assertThat(only(rig.run(2 * SECOND), "poll quote", "quote")).containsExactly(
            "poll quote 1 probe", "quote 1 GREEN quiet socket");
        assertThat(rig.isFresh(StreamKind.QUOTE)).isTrue();
    }

    /** Found by the simulator (seed 589): it was called quiet out of the cache. */
    @Test
    void onceTheCadenceMovesInTheAnswersWhatWasSaidBeforeIsNoEvidence() {
        doubtful().restMoves = true;
        assertThat(only(rig.run(2 * SECOND), "poll quote 1 probe", "quote")).containsExactly(
            "poll quote 1 probe", "quote 1 YELLOW silent poll");
    }

    @Test
    void whereTheCadenceComesByItsSocketRestNeedsNoProof() {
        rig.streaming(StreamKind.QUOTE, StreamKind.MARK).quiet(StreamKind.QUOTE);
        assertThat(only(rig.run(12 * SECOND), "quote", "symbol")).isEmpty();
        assertThat(rig.isFresh(StreamKind.QUOTE)).isTrue();
    }

    private static final long FRESH = FeedRig.silence(StreamKind.MARK) + 500 * FeedRig.MS;

    private boolean isToldWithin(long ns) {
        return rig.run(ns).contains("mark 1 RED rest repeats poll");
    }

    /** The last tick of the socket is long ago by then, and is no answer. */
    @Test
    void answersRepeatFromTheFirstPollOn() {
        rig.streaming(StreamKind.MARK).carry();
        rig.run(3 * SECOND);
        rig.closed(3);
        assertThat(isToldWithin(FRESH)).as("at the limit").isFalse();
        assertThat(isToldWithin(SECOND)).isTrue();
        // What does not answer any more does not repeat itself either.
        assertThat(rig.rest(false).run(FRESH + SECOND)).contains("mark 1 RED link down poll");
    }

    @Test
    void answersRepeatFromTheirLastNewsOn() {
        rig.streaming(StreamKind.MARK).carry().closed(3);
        rig.restMoves = true;
        rig.run(20 * SECOND);
        rig.restMoves = false;
        assertThat(isToldWithin(FRESH - SECOND)).isFalse();
        assertThat(isToldWithin(2 * SECOND + SECOND / 2)).isTrue();
    }

    @Test
    void aStreamThatIsNotPolledRepeatsNothing() {
        rig.streaming(StreamKind.MARK, StreamKind.QUOTE).closed(3);
        rig.run(20 * SECOND);
        rig.opened(3);
        rig.opened(4);
        rig.carry(1, 3, 4).run(20 * SECOND);
        assertThat(only(rig.quiet(StreamKind.QUOTE).run(30 * SECOND), "quote", "symbol")).isEmpty();
    }

    /** Neither has a cadence in polls, so the only witness may be the venue's time call. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereNothingHasToMoveTheTimeCallTellsACacheFromAQuietMarket(boolean cached) {
        FeedRig bold = new FeedRig(42, "feed: {openWhilePolling: true}\n");
        bold.streaming(2, StreamKind.QUOTE, StreamKind.TRADE).closed(1);
        bold.closed(3);
        bold.restMoves = true;
        bold.run(20 * SECOND);
        assertThat(bold.isFresh(StreamKind.QUOTE)).isTrue();
        bold.restMoves = false;
        long cachedNs = bold.given.nowNs();
        bold.answerClock(nowNs -> cached ? cachedNs - nowNs : 0);
        List<String> decided = bold.run(30 * SECOND);
        if (cached) {
            assertThat(decided).contains("quote 1 RED rest repeats poll",
                "trade 2 RED rest repeats poll", "venue RED rest repeats down");
        } else {
            assertThat(decided).contains("quote 1 YELLOW unwitnessed poll",
                "trade 2 YELLOW unwitnessed poll", "venue YELLOW unwitnessed polling")
                .noneMatch(line -> line.contains("RED"));
        }
        assertThat(bold.isFresh(StreamKind.QUOTE)).as("nothing to act upon").isFalse();
        bold.restMoves = true;
        assertThat(bold.run(5 * SECOND)).contains("quote 1 YELLOW link down poll");
    }

    @Test
    void whileAnotherSymbolMovesRestIsAlive() {
        rig.streaming(2, StreamKind.QUOTE).closed(1);
        List<String> decided = new java.util.ArrayList<>();
        for (int i = 0; i < 30; i++) {
            rig.move(StreamKind.QUOTE);
            decided.addAll(rig.run(SECOND));
        }
        assertThat(decided).noneMatch(line -> line.contains("unwitnessed"));
    }

    /** Found by the simulator: the answers before a failure are no cache. */
    @Test
    void restThatFailsDoesNotRepeatItself() {
        rig.streaming();
        rig.closed(1);
        rig.closed(3);
        rig.restMoves = true;
        // An answer with news, and one without.
        rig.run(20 * SECOND + SECOND * 4 / 5);
        rig.rest(false);
        assertThat(rig.run(20 * SECOND)).noneMatch(line -> line.contains("rest repeats"));
    }
}
