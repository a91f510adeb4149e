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
        assertThat(news(rig.run(60 * SECOND))).isEmpty();
        for (StreamKind kind : FeedRig.ALL) {
            assertThat(rig.isFresh(kind)).as(kind.label()).isTrue();
        }
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
