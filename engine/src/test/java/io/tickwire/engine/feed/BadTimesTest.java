package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.MS;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.connection;
import static io.tickwire.engine.feed.FeedRig.news;
import static io.tickwire.engine.feed.FeedRig.only;
import static io.tickwire.engine.feed.FeedRig.polled;
import static io.tickwire.engine.feed.FeedRig.silence;
import static io.tickwire.engine.feed.FeedRig.sockets;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.StatsFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One tick whose time or number cannot be costs that tick at most, and never those behind it. */
final class BadTimesTest {
    private static final long DAY_MS = 86_400_000;

    private final FeedRig rig = new FeedRig();

    private static Event at(long ms, Event tick) {
        switch (tick.type()) {
            case QUOTE:
                return tick.set(QuoteFields.TRANSACT_MS, ms).set(QuoteFields.EVENT_MS, ms);
            case TRADE:
                return tick.set(TradeFields.TRANSACT_MS, ms).set(TradeFields.EVENT_MS, ms);
            case STATS:
                return tick.set(StatsFields.EVENT_MS, ms);
            default:
                return tick.set(MarkFields.EVENT_MS, ms);
        }
    }

    private Event next(StreamKind kind) {
        rig.move(kind);
        return rig.given.tick(kind, connection(kind), 1, rig.number(kind));
    }

    private long[] badTimes() {
        long nowMs = rig.given.nowNs() / MS;
        return new long[] {nowMs * 1_000, nowMs + 3_000, nowMs + DAY_MS, Long.MAX_VALUE,
            Long.MAX_VALUE - 1, 0, -1, -nowMs, Long.MIN_VALUE + 1, 1, nowMs - 2 * DAY_MS};
    }

    @ParameterizedTest
    @EnumSource(value = StreamKind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void oneIsFlaggedAndTheStreamGoesOn(StreamKind kind) {
        rig.streaming();
        for (int i = 0; i < badTimes().length; i++) {
            rig.after(100 * MS);
            long ms = badTimes()[i];
            assertThat(rig.on(at(ms, next(kind)))).as("at %d", ms)
                .containsExactly(kind.label() + " 1 bad time");
            List<String> decided = new ArrayList<>();
            decided.addAll(rig.run(12 * SECOND));
            assertThat(news(decided)).as("after %d", ms).isEmpty();
            assertThat(rig.tick(kind)).isEmpty();
            assertThat(rig.shown()).as("the next, after %d", ms).isTrue();
            assertThat(rig.isFresh(kind)).isTrue();
        }
    }

    /** It may have waited as long as those around it. */
    @ParameterizedTest
    @EnumSource(value = StreamKind.class, names = {"QUOTE", "TRADE"})
    void oneInTheMidstOfABacklogMakesNothingFresh(StreamKind kind) {
        rig.streaming();
        long sentMs = rig.given.nowNs() / MS;
        rig.after(silence(kind) + SECOND);
        rig.on(at(sentMs, next(kind)));
        assertThat(rig.isFresh(kind)).isFalse();
        rig.on(at(sentMs * 1_000, next(kind)));
        assertThat(rig.isFresh(kind)).as("shown with a time that cannot be").isFalse();
        assertThat(rig.showing()).isEqualTo(
            kind == StreamKind.TRADE ? Visibility.BACKFILL : Visibility.LIVE);
        rig.tick(kind);
        assertThat(rig.isFresh(kind)).isTrue();
    }

    /** Nor is it news of now where it is the first of a backlog. */
    @Test
    void oneAloneMakesNothingYounger() {
        rig.streaming(StreamKind.QUOTE, StreamKind.MARK).after(silence(StreamKind.QUOTE) - SECOND);
        rig.on(at(rig.given.nowNs() / MS + DAY_MS, next(StreamKind.QUOTE)));
        assertThat(rig.isFresh(StreamKind.QUOTE)).isTrue();
        rig.after(2 * SECOND).tick(StreamKind.MARK);
        assertThat(rig.isFresh(StreamKind.QUOTE)).isFalse();
    }

    /** Nor does it make an honest quiet look like a clock that stands still. */
    @Test
    void oneAloneIsNoFrozenClock() {
        rig.streaming(StreamKind.QUOTE, StreamKind.MARK).after(2 * SECOND);
        rig.on(at(rig.given.nowNs() / MS + DAY_MS, next(StreamKind.QUOTE)));
        rig.quiet(StreamKind.QUOTE);
        assertThat(only(rig.run(20 * SECOND), "quote")).isNotEmpty()
            .noneMatch(line -> line.contains("frozen"));
    }

    /** However many say so, and nothing else comes in between. */
    @Test
    void microsecondsAreNoClockThatWasSet() {
        rig.streaming();
        for (int i = 0; i < 5; i++) {
            for (StreamKind kind : FeedRig.ALL) {
                long micros = rig.given.after(200 * MS).nowNs() / 1_000;
                rig.on(at(micros, next(kind)));
            }
        }
        for (StreamKind kind : FeedRig.ALL) {
            rig.tick(kind);
            assertThat(rig.shown()).as("%s", kind).isTrue();
        }
        assertThat(sockets(rig.run(40 * SECOND))).isEmpty();
    }

    @Test
    void oneAStreamAtOnceChangesNothing() {
        rig.streaming();
        long micros = rig.given.after(100 * MS).nowNs() / 1_000;
        for (StreamKind kind : FeedRig.ALL) {
            rig.on(at(micros, next(kind)));
        }
        assertThat(news(rig.run(40 * SECOND))).isEmpty();
    }

    @Test
    void oneThatAPollBringsIsNoLaterMeasure() {
        rig.streaming();
        for (StreamKind kind : FeedRig.ALL) {
            for (long ms : badTimes()) {
                rig.on(polled(at(ms, next(kind))));
                rig.after(MS).tick(kind);
                assertThat(rig.shown()).as("%s after %d", kind, ms).isTrue();
            }
        }
        assertThat(sockets(rig.run(12 * SECOND))).isEmpty();
    }

    @Test
    void oneThatAPollBringsTellsNothingOfTheSocket() {
        rig.plan(StreamKind.TRADE).timer();
        rig.answer();
        rig.after(SECOND).opened(3);
        rig.timer();
        rig.after(11 * SECOND).timer();
        rig.move(StreamKind.TRADE);
        rig.on(polled(at(Long.MAX_VALUE, rig.given.aggregate(3, 1, 1, 10_000, 1_000))));
        rig.answerAll(200, 0);
        assertThat(only(rig.timer(), "trade")).containsExactly("trade 1 GREEN quiet socket");
    }

    @Test
    void timesThatAreAllLongPastAreNoLife() {
        rig.streaming(StreamKind.QUOTE);
        for (int i = 1; i < 6; i++) {
            rig.after(SECOND).on(at(i, next(StreamKind.QUOTE)));
        }
        assertThat(only(rig.after(1).timer(), "quote"))
            .containsExactly("quote 1 YELLOW frozen poll");
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000_000_000_000_000L, Long.MAX_VALUE, -1, Long.MIN_VALUE + 1})
    void oneIdThatCannotBeIsFlaggedAndTheStreamGoesOn(long id) {
        rig.streaming(StreamKind.QUOTE, StreamKind.TRADE).after(100 * MS);
        long ms = rig.given.nowNs() / MS;
        assertThat(rig.on(at(ms, rig.given.tick(StreamKind.QUOTE, 1, 1, id))))
            .containsExactly("quote 1 bad id");
        assertThat(rig.on(at(ms, rig.given.aggregate(3, 1, id, 10_000, 1_000))))
            .containsExactly("trade 1 bad id");
        assertThat(news(rig.run(12 * SECOND))).isEmpty();
        assertThat(rig.tick(StreamKind.QUOTE)).isEmpty();
        assertThat(rig.shown()).isTrue();
        assertThat(rig.tick(StreamKind.TRADE)).isEmpty();
        assertThat(rig.shown()).isTrue();
    }

    @Test
    void anIdThatCannotBeFromPollsIsNoEvidence() {
        rig.streaming(StreamKind.TRADE).after(100 * MS);
        rig.on(polled(rig.given.aggregate(3, 1, Long.MAX_VALUE, 10_000, 1_000)));
        assertThat(rig.shown()).isFalse();
        assertThat(news(rig.run(12 * SECOND))).isEmpty();
    }

    @Test
    void aNumberingThatLeapsForGoodIsTakenOver() {
        rig.streaming(StreamKind.TRADE).after(100 * MS);
        long ms = rig.given.nowNs() / MS;
        long far = 5_000_000_000_000L;
        rig.on(at(ms, rig.given.aggregate(3, 1, far, 10_000, 1_000)));
        assertThat(rig.on(at(ms, rig.given.aggregate(3, 1, far + 1, 10_000, 1_000))))
            .containsExactly("trade 1 renumbered");
        assertThat(rig.shown()).isTrue();
        assertThat(rig.on(at(ms, rig.given.aggregate(3, 1, far + 2, 10_000, 1_000)))).isEmpty();
        assertThat(rig.isFresh(StreamKind.TRADE)).isTrue();
    }

    private void dead() {
        rig.streaming(StreamKind.TRADE).carry().closed(3);
        rig.run(12 * SECOND);
    }

    private List<String> polledTrade(long id) {
        return rig.on(polled(rig.given.aggregate(3, 1, id, 10_000, 1_000)));
    }

    @Test
    void aNumberingThatLeapsForGoodIsTakenOverFromPollsAloneToo() {
        dead();
        long far = 5_000_000_000_000L;
        assertThat(polledTrade(far)).isEmpty();
        assertThat(rig.shown()).as("one proves nothing").isFalse();
        assertThat(polledTrade(far + 1)).containsExactly("trade 1 renumbered");
        assertThat(rig.shown()).isTrue();
        assertThat(polledTrade(far + 2)).isEmpty();
        assertThat(rig.shown()).isTrue();
    }

    @Test
    void oneIdThatCannotBeAndThatEveryPollShowsIsNoNumbering() {
        dead();
        for (int i = 0; i < 10; i++) {
            polledTrade(5_000_000_000_000L);
            assertThat(rig.shown()).isFalse();
        }
        polledTrade(rig.number(StreamKind.TRADE) + 1);
        assertThat(rig.shown()).isTrue();
    }

    @Test
    void whileItsSocketTicksPollsDoNotNumberAStreamAnew() {
        rig.streaming(StreamKind.TRADE).after(100 * MS);
        polledTrade(5_000_000_000_000L);
        polledTrade(5_000_000_000_001L);
        assertThat(rig.shown()).isFalse();
        rig.tick(StreamKind.TRADE);
        assertThat(rig.shown()).isTrue();
    }

    @Test
    void aSocketThatIsSilentWhileRestHasLeaptIsNotQuiet() {
        rig.streaming(StreamKind.TRADE, StreamKind.MARK).after(1);
        rig.quiet(StreamKind.TRADE);
        rig.run(10 * SECOND);
        rig.rest(false);
        rig.run(FeedRig.TIMER * 2);
        assertThat(rig.polls).isNotEmpty();
        polledTrade(5_000_000_000_000L);
        polledTrade(5_000_000_000_001L);
        rig.answerAll(200, 0);
        assertThat(only(rig.run(SECOND), "trade")).contains("trade 1 YELLOW silent poll");
    }

    @Test
    void withoutAClockALeapOfTimeCountsOnlyIfOthersAgree() {
        rig.planLinks(1, StreamKind.MARK).timer();
        rig.opened(3);
        rig.carry(3).run(5 * SECOND);
        long hours = 5 * 3_600_000;
        long ms = rig.given.nowNs() / MS + hours;
        assertThat(rig.on(rig.given.mark(3, 1, ms))).containsExactly("mark 1 bad time");
        assertThat(news(rig.run(5 * SECOND))).isEmpty();
        for (int i = 0; i < 3; i++) {
            ms = rig.given.after(600 * MS).nowNs() / MS + hours;
            rig.on(rig.given.mark(3, 1, ms));
            assertThat(rig.shown()).isEqualTo(i == 2);
        }
        assertThat(rig.isFresh(StreamKind.MARK)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = StreamKind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void withoutAClockTheFirstMayBeTheMistake(StreamKind kind) {
        rig.planLinks(1, kind).timer();
        rig.opened(1);
        rig.opened(3);
        long ms = rig.given.nowNs() / MS + DAY_MS;
        assertThat(rig.on(at(ms, next(kind)))).containsExactly(kind.label() + " 1 bad time");
        rig.carry(1, 3);
        assertThat(sockets(rig.run(40 * SECOND))).isEmpty();
        assertThat(rig.isFresh(kind)).isTrue();
    }
}
