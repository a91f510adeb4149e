package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.MS;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.news;
import static io.tickwire.engine.feed.FeedRig.only;
import static io.tickwire.engine.feed.FeedRig.polls;
import static io.tickwire.engine.feed.FeedRig.sockets;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.StreamKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed of the venue's clock: one answer that differs proves nothing. */
final class VenueClockTest {
    private final FeedRig rig = new FeedRig();

    /** Runs, while the time call says that the venue is so far ahead. */
    private List<String> run(long ns, LongUnaryOperator answers) {
        return rig.answerClock(answers).run(ns);
    }

    @Test
    void aTimeOutOfACacheIsToldAndNothingIsJudgedByIt() {
        long cachedNs = rig.given.nowNs() - 70 * SECOND;
        rig.answerClock(nowNs -> cachedNs - nowNs);
        rig.streaming();
        List<String> decided = rig.run(120 * SECOND);
        assertThat(sockets(decided)).isEmpty();
        assertThat(only(decided, "clock")).as("told once, before").isEmpty();
        assertThat(only(decided, "quote", "trade", "stats", "mark")).isEmpty();
        assertThat(polls(decided).size()).as("not asked for ever so often").isLessThan(12);
        decided = run(60 * SECOND, nowNs -> 0);
        assertThat(only(decided, "clock")).containsExactly("clock trusted");
        assertThat(slowDown()).as("judged by it again").contains("mark 1 YELLOW lagging poll");
    }

    /** Ticks come later and later, until they are 13 s late. */
    private List<String> slowDown() {
        List<String> decided = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            rig.lateNs += 900 * MS;
            decided.addAll(rig.run(SECOND));
        }
        return decided;
    }

    @Test
    void anOffsetThatLeapsCountsOnceASecondAnswerAgrees() {
        rig.streaming(StreamKind.QUOTE, StreamKind.MARK);
        rig.clock(-60 * SECOND);
        assertThat(rig.timer()).contains("clock doubted");
        assertThat(only(run(10 * SECOND, nowNs -> 0), "clock")).containsExactly("clock trusted");
    }

    @Test
    void aClockThatWasSetIsFollowed() {
        rig.streaming(StreamKind.QUOTE, StreamKind.MARK);
        rig.aheadNs = 8 * SECOND;
        List<String> decided = run(60 * SECOND, nowNs -> 8 * SECOND);
        assertThat(sockets(decided)).isEmpty();
        assertThat(only(decided, "clock")).containsExactly("clock doubted", "clock trusted");
        assertThat(rig.isFresh(StreamKind.QUOTE) && rig.isFresh(StreamKind.MARK)).isTrue();
    }

    @Test
    void aClockThatTicksAreBehindIsDoubtedIfRestIsAsFarBehind() {
        rig.answerClock(nowNs -> 8 * SECOND);
        List<String> decided = new ArrayList<>();
        rig.plan().timer();
        rig.opened(1);
        rig.opened(3);
        rig.carry(1, 3).rest(true);
        decided.addAll(rig.run(74 * SECOND));
        assertThat(sockets(decided)).as("nothing dropped").isEmpty();
        assertThat(only(decided, "clock")).containsExactly("clock doubted");
        assertThat(decided).contains("quote 1 YELLOW age unknown socket",
            "venue YELLOW age unknown streaming");
        assertThat(rig.told("quote 1").lagMs()).as("by how much").isBetween(7_000L, 9_000L);
        assertThat(news(rig.run(60 * SECOND))).as("it does not flap").isEmpty();
        for (StreamKind kind : FeedRig.ALL) {
            // Either may be wrong, and a trade's limit is longer than the 8 s.
            assertThat(rig.isFresh(kind)).as(kind.label()).isEqualTo(kind == StreamKind.TRADE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void nothingIsOpenedOnWhatSocketAndRestBringLate(int everySeconds) {
        rig.aheadNs = -12 * SECOND;
        rig.streaming();
        rig.run(30 * SECOND);
        for (int i = 0; i < 20; i++) {
            rig.quiet(StreamKind.QUOTE).run((everySeconds - 1) * SECOND);
            assertThat(rig.isFresh(StreamKind.QUOTE)).as("between ticks, at %d", i).isFalse();
            rig.quiet(StreamKind.NONE).run(SECOND);
            for (StreamKind kind : FeedRig.ALL) {
                assertThat(rig.isFresh(kind)).as("%s at %d", kind, i).isFalse();
            }
        }
        rig.aheadNs = 0;
        rig.run(70 * SECOND);
        for (StreamKind kind : FeedRig.ALL) {
            assertThat(rig.isFresh(kind)).as("%s is well again", kind).isTrue();
        }
    }

    @Test
    void allThatCameMayBeOldOnlyWhileTheClockIsInDoubt() {
        VenueClock clock = new VenueClock();
        long nowNs = rig.given.nowNs();
        clock.set(12 * SECOND, 0, nowNs);
        clock.judge(nowNs / MS, false, nowNs, nowNs);
        assertThat(clock.mayAllBeOld(nowNs, 5_000)).as("sure").isFalse();
        clock.doubt(nowNs);
        assertThat(clock.mayAllBeOld(nowNs, 5_000)).isTrue();
        assertThat(clock.mayAllBeOld(nowNs, 12_000)).as("at the limit").isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 12})
    void nothingIsOpenedOnWhatPollsBringWhileAllOfItMayBeOld(long behindS) {
        FeedRig bold = new FeedRig(42, "feed: {openWhilePolling: true}\n");
        bold.aheadNs = -behindS * SECOND;
        bold.streaming();
        bold.run(30 * SECOND);
        bold.closed(1);
        bold.restMoves = true;
        for (int i = 0; i < 10; i++) {
            bold.run(SECOND);
            assertThat(bold.isFresh(StreamKind.QUOTE)).isEqualTo(behindS == 0);
        }
    }

    /** A query of what came of late is no event: the same state gives the same answers. */
    @Test
    void askingForTheNewestChangesNothing() {
        NewestTimes asked = new NewestTimes();
        NewestTimes left = new NewestTimes();
        long nowNs = rig.given.nowNs();
        for (int i = 0; i < 40; i++) {
            asked.add(i % 7, nowNs);
            left.add(i % 7, nowNs);
            nowNs += 700 * MS;
            asked.aheadMs(nowNs);
            nowNs += i % 5 * 400 * MS;
            assertThat(asked.aheadMs(nowNs)).isEqualTo(left.aheadMs(nowNs));
        }
    }

    @ParameterizedTest
    @EnumSource(value = StreamKind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void withoutAClockWhatWaitedBeforeItWasReceivedOpensNothing(StreamKind kind) {
        rig.planLinks(1, kind).timer();
        rig.opened(1);
        rig.opened(3);
        rig.carry(1, 3).run(20 * SECOND);
        assertThat(rig.isFresh(kind)).isTrue();
        rig.after(SECOND).move(kind);
        rig.after(14 * SECOND).on(rig.given.timer(14 * SECOND));
        rig.deliver(FeedRig.connection(kind), kind);
        assertThat(rig.isFresh(kind)).as("received just now, and 14 s old").isFalse();
        List<String> decided = rig.after(FeedRig.TIMER).timer();
        assertThat(decided).contains(kind.label() + " 1 YELLOW age unknown socket");
        assertThat(sockets(decided)).isEmpty();
        rig.tick(kind);
        assertThat(rig.isFresh(kind)).isTrue();
        assertThat(rig.timer()).contains(kind.label() + " 1 GREEN fresh socket");
    }

    @Test
    void withoutAClockAWrongTimeIsForgottenInMinutes() {
        VenueClock clock = new VenueClock();
        long nowNs = rig.given.nowNs();
        clock.judge(nowNs / MS, true, nowNs, nowNs);
        clock.judge(nowNs / MS + 600_000, true, nowNs, nowNs);
        assertThat(clock.mayBeOld(nowNs / MS, nowNs, 4_000)).isTrue();
        for (int i = 0; i < 240; i++) {
            nowNs += SECOND;
            clock.judge(nowNs / MS, true, nowNs, nowNs);
        }
        assertThat(clock.mayBeOld(nowNs / MS, nowNs, 4_000)).isFalse();
    }

    @Test
    void anAnswerTakesBackHowFarWrongTimesHadReached() {
        VenueClock clock = new VenueClock();
        long nowNs = rig.given.nowNs();
        clock.set(0, 0, nowNs);
        for (int i = 0; i < 3; i++) {
            nowNs += SECOND;
            clock.judge(nowNs / MS + 86_400_000, true, nowNs, nowNs);
        }
        assertThat(clock.isDoubted()).isTrue();
        nowNs += 3 * SECOND;
        clock.set(0, 0, nowNs);
        clock.doubt(nowNs);
        long ms = nowNs / MS;
        assertThat(clock.mayBeOld(ms, nowNs, 4_000)).isFalse();
        assertThat(clock.judge(ms + 2 * 3_600_000, true, nowNs, nowNs))
            .as("two hours ahead are a leap again").isEqualTo(TimeVerdict.AHEAD);
    }

    @Test
    void whatIsLateWhileRestIsNotIsLate() {
        rig.streaming();
        List<String> decided = slowDown();
        assertThat(only(decided, "clock")).isEmpty();
        assertThat(decided).contains("mark 1 YELLOW lagging poll", "stats 1 YELLOW lagging poll",
            "quote 1 YELLOW lagging poll");
    }

    @Test
    void whatIsLateWhileRestIsSilentIsLate() {
        rig.streaming().rest(false);
        assertThat(slowDown()).contains("mark 1 YELLOW lagging poll");
    }
}
