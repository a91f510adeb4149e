package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.MS;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.TIMER;
import static io.tickwire.engine.feed.FeedRig.news;
import static io.tickwire.engine.feed.FeedRig.only;
import static io.tickwire.engine.feed.FeedRig.polls;
import static io.tickwire.engine.feed.FeedRig.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What our own stalls make old: nobody's silence, and nothing to act upon. What was known before,
 * and what waited meanwhile, is not fresh, from the moment at which the process goes on.
 */
final class StaleTicksTest {
    private static final long STALL = 15 * SECOND;

    private final FeedRig rig = new FeedRig();

    /** The process stands still and then says so first. */
    private List<String> stall(long ns) {
        return rig.after(ns).on(rig.given.timer(ns));
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTE", "TRADE", "STATS", "MARK"})
    void nothingIsFreshOrGreenBehindAStallLongerThanItsLimit(StreamKind kind) {
        rig.streaming(kind);
        assertThat(stall(STALL)).contains(kind.label() + " 1 YELLOW stale socket",
            "symbol 1 YELLOW stale", "venue YELLOW stale streaming");
        assertThat(rig.told(kind.label() + " 1").silenceMs()).isGreaterThanOrEqualTo(STALL / MS);
        assertThat(rig.isFresh(kind)).isFalse();
    }

    @Test
    void whatWaitedMeanwhileIsStaleAndTheFirstYoungTickIsFresh() {
        rig.streaming(StreamKind.QUOTE, StreamKind.TRADE).after(SECOND);
        rig.move(StreamKind.QUOTE);
        stall(STALL);
        rig.deliver(1, StreamKind.QUOTE);
        assertThat(rig.shown()).isTrue();
        assertThat(rig.isFresh(StreamKind.QUOTE)).isFalse();
        assertThat(only(rig.after(TIMER).timer(), "quote")).as("still stale").isEmpty();
        assertThat(rig.isFresh(StreamKind.QUOTE)).isFalse();
        rig.tick(StreamKind.QUOTE);
        assertThat(rig.isFresh(StreamKind.QUOTE)).isTrue();
        List<String> decided = rig.tick(StreamKind.TRADE);
        decided = rig.after(TIMER).timer();
        assertThat(decided).contains("quote 1 GREEN fresh socket", "trade 1 GREEN fresh socket",
            "venue GREEN fresh streaming");
        assertThat(only(decided, "close", "connect")).isEmpty();
    }

    @Test
    void aLateQuoteIsStaleAtOnceWhoeverIsToBlame() {
        rig.streaming(StreamKind.QUOTE).after(SECOND).move(StreamKind.QUOTE);
        rig.after(silence(StreamKind.QUOTE) - SECOND).deliver(1, StreamKind.QUOTE);
        assertThat(rig.isFresh(StreamKind.QUOTE)).as("within its limit").isTrue();
        rig.after(SECOND).move(StreamKind.QUOTE);
        rig.after(silence(StreamKind.QUOTE) + MS).deliver(1, StreamKind.QUOTE);
        assertThat(rig.isFresh(StreamKind.QUOTE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void aQuoteOfBeforeIsStaleAlsoWhereTheLateTimerHasNotComeYet(long beyond) {
        rig.streaming(StreamKind.QUOTE, StreamKind.TRADE).tick(StreamKind.QUOTE);
        rig.after(silence(StreamKind.QUOTE) + 2 * TIMER + beyond).tick(StreamKind.TRADE);
        assertThat(rig.isFresh(StreamKind.QUOTE)).isEqualTo(beyond == 0);
    }

    @Test
    void manyShortStallsAreAsOldAsOneLongOne() {
        rig.streaming(StreamKind.QUOTE).tick(StreamKind.QUOTE);
        long half = silence(StreamKind.QUOTE) / 2;
        assertThat(news(stall(half))).isEmpty();
        assertThat(news(stall(half))).as("at the limit").isEmpty();
        assertThat(rig.isFresh(StreamKind.QUOTE)).isTrue();
        assertThat(stall(TIMER + 1)).contains("quote 1 YELLOW stale socket");
    }

    @Test
    void aQuietMarketIsAskedForItsQuoteAtOnceAndIsFreshThen() {
        rig.streaming(StreamKind.QUOTE);
        assertThat(polls(stall(STALL))).contains("poll quote 1 probe");
        rig.after(100 * MS);
        rig.answer();
        assertThat(rig.isFresh(StreamKind.QUOTE)).as("the row alone proves nothing").isFalse();
        assertThat(rig.after(TIMER).timer()).contains("quote 1 GREEN quiet socket");
        assertThat(rig.isFresh(StreamKind.QUOTE)).isTrue();
    }

    /** Found by the simulator: the answer was as old as the stall, and passed for one of now. */
    @Test
    void anAnswerOfBeforeTheStallDoesNotMakeAQuoteQuietBehindIt() {
        rig.streaming(StreamKind.QUOTE).after(silence(StreamKind.QUOTE) + 1).timer();
        rig.answer();
        assertThat(stall(STALL)).contains("poll quote 1 probe", "quote 1 YELLOW stale socket");
        assertThat(rig.isFresh(StreamKind.QUOTE)).isFalse();
        rig.after(100 * MS);
        rig.answer();
        assertThat(rig.after(TIMER).timer()).contains("quote 1 GREEN quiet socket");
        assertThat(rig.isFresh(StreamKind.QUOTE)).isTrue();
    }

    @Test
    void aMarketThatHasMovedIsStaleUntilTheSocketHasCaughtUp() {
        rig.streaming(StreamKind.QUOTE);
        stall(STALL);
        rig.move(StreamKind.QUOTE).after(100 * MS);
        rig.answer();
        assertThat(only(rig.after(TIMER).timer(), "quote")).isEmpty();
        assertThat(rig.isFresh(StreamKind.QUOTE)).isFalse();
        rig.tick(StreamKind.QUOTE);
        assertThat(rig.isFresh(StreamKind.QUOTE)).isTrue();
    }

    @Test
    void aStaleStreamIsDeadWhenItsCreditedSilenceIsOver() {
        rig.streaming(StreamKind.MARK);
        stall(STALL);
        rig.after(silence(StreamKind.MARK));
        assertThat(only(rig.timer(), "mark")).as("at the limit").isEmpty();
        assertThat(rig.after(1).timer()).contains("mark 1 YELLOW silent poll");
    }

    @Test
    void whatPollsBroughtBeforeAStallOpensNothingBehindIt() {
        FeedRig bold = new FeedRig(42, "feed: {openWhilePolling: true}\n");
        bold.streaming(StreamKind.QUOTE).closed(1);
        bold.run(SECOND);
        assertThat(bold.isFresh(StreamKind.QUOTE)).isTrue();
        bold.after(STALL).on(bold.given.timer(STALL));
        assertThat(bold.isFresh(StreamKind.QUOTE)).isFalse();
        bold.run(SECOND);
        assertThat(bold.isFresh(StreamKind.QUOTE)).isTrue();
    }

    @Test
    void aStallDoesNotProveASocket() {
        rig.streaming(StreamKind.STATS, StreamKind.MARK).carry();
        rig.run(5 * SECOND);
        rig.tick(StreamKind.MARK);
        assertThat(only(rig.timer(), "mark")).containsExactly("mark 1 YELLOW proving poll");
        assertThat(only(stall(STALL), "mark")).isEmpty();
        assertThat(rig.isFresh(StreamKind.MARK)).isFalse();
    }

    @Test
    void aTickThatWaitedInTheRingIsAsOldAsItIsThere() {
        // No venue's clock is known.
        rig.planLinks(1, StreamKind.MARK).timer();
        rig.opened(3);
        rig.tick(StreamKind.MARK);
        rig.timer();
        assertThat(rig.isFresh(StreamKind.MARK)).isTrue();
        var waited = rig.given.mark(3, 1, rig.given.after(SECOND).nowNs() / MS);
        waited.buffer().putLong(waited.offset() + Header.RECEIVE_NS,
            rig.given.nowNs() - silence(StreamKind.MARK) - MS, ByteOrder.LITTLE_ENDIAN);
        rig.on(waited);
        rig.after(silence(StreamKind.MARK) - SECOND + 1);
        assertThat(only(rig.timer(), "mark")).as("it was no life").hasSize(1);
        assertThat(rig.isFresh(StreamKind.MARK)).isFalse();
    }

    @Test
    void aTradeThatWaitedTooLongIsHistory() {
        rig.streaming(StreamKind.TRADE);
        long number = rig.number(StreamKind.TRADE);
        long ms = rig.given.after(SECOND).nowNs() / MS;
        rig.on(rig.given.aggregate(3, 1, number + 1, 1, 1)
            .set(TradeFields.TRANSACT_MS, ms - silence(StreamKind.TRADE) / MS));
        assertThat(rig.showing()).as("at the limit").isEqualTo(Visibility.LIVE);
        rig.on(rig.given.aggregate(3, 1, number + 2, 1, 1)
            .set(TradeFields.TRANSACT_MS, ms - silence(StreamKind.TRADE) / MS - 1));
        assertThat(rig.showing()).isEqualTo(Visibility.BACKFILL);
    }

    @Test
    void theTradeBehindAHoleIsKnown() {
        rig.streaming(StreamKind.TRADE);
        rig.tick(StreamKind.TRADE);
        assertThat(rig.feed().isAfterHole()).isFalse();
        rig.move(StreamKind.TRADE).tick(StreamKind.TRADE);
        assertThat(rig.feed().isAfterHole()).isTrue();
        rig.tick(StreamKind.TRADE);
        assertThat(rig.feed().isAfterHole()).isFalse();
    }

    @Test
    void theStateKnowsOfStallsAndSaysNothingWhereThereWereNone() {
        rig.streaming(StreamKind.QUOTE);
        int length = rig.state().length;
        stall(STALL);
        assertThat(rig.state().length).isGreaterThan(length);
        rig.restore().after(MS).on(rig.given.timer(0));
        assertThat(rig.isFresh(StreamKind.QUOTE)).isFalse();
        rig.answer();
        rig.tick(StreamKind.QUOTE);
        assertThat(rig.isFresh(StreamKind.QUOTE)).isTrue();
        rig.timer();
        assertThat(rig.state().length).isEqualTo(length);
    }

    @Test
    void aTimeCallThatWasUnderWayOverAStallMakesNothingYoung() {
        rig.streaming().rest(false);
        for (int i = 0; i < 80; i++) {
            if (rig.run(SECOND).contains("poll clock 0 clock")) {
                break;
            }
        }
        rig.after(300 * MS).move(StreamKind.QUOTE);
        stall(STALL);
        rig.clock(-STALL / 2);
        rig.deliver(1, StreamKind.QUOTE);
        assertThat(rig.isFresh(StreamKind.QUOTE)).isFalse();
        assertThat(only(rig.after(TIMER).timer(), "clock", "quote")).isEmpty();
    }
}
