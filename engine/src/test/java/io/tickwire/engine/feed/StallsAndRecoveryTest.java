package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.FIRST_TICK;
import static io.tickwire.engine.feed.FeedRig.MS;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.STABLE;
import static io.tickwire.engine.feed.FeedRig.TIMER;
import static io.tickwire.engine.feed.FeedRig.connection;
import static io.tickwire.engine.feed.FeedRig.only;
import static io.tickwire.engine.feed.FeedRig.polls;
import static io.tickwire.engine.feed.FeedRig.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.StreamKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own stalls, which are nobody's silence, and how a stream that was lost comes back. */
final class StallsAndRecoveryTest {
    private static final long SUSPENDED = 30 * SECOND;

    private final FeedRig rig = new FeedRig();

    private static String about(StreamKind kind) {
        return kind.label() + " 1";
    }

    /** Subscribed, and nothing came yet; REST has shown the base of quotes, the clock is known. */
    private void subscribed(StreamKind kind) {
        rig.plan(kind).move(kind).timer();
        rig.answer();
        rig.after(SECOND).opened(connection(kind));
        rig.timer();
        rig.answer();
    }

    // --- our own stalls ---

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void aTimersUsualLatenessIsNoStall(long beyond) {
        rig.streaming(StreamKind.MARK);
        long late = TIMER + beyond;
        rig.after(silence(StreamKind.MARK) + late);
        List<String> decided = rig.on(rig.given.timer(late));
        assertThat(decided.contains("mark 1 YELLOW silent poll")).isEqualTo(beyond == 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"STATS", "MARK"})
    void ourOwnStallIsNotTheVenuesSilence(StreamKind kind) {
        rig.streaming(kind).after(silence(kind) + 15 * SECOND);
        assertThat(only(rig.on(rig.given.timer(15 * SECOND)), about(kind)))
            .containsExactly(about(kind) + " YELLOW stale socket");
        assertThat(rig.after(1).timer()).contains(about(kind) + " YELLOW silent poll");
        assertThat(rig.told(about(kind)).silenceMs()).isEqualTo(silence(kind) / MS);
    }

    @Test
    void ourOwnStallMovesTheDeadlineOfTheFirstTick() {
        subscribed(StreamKind.MARK);
        rig.after(FIRST_TICK + 15 * SECOND);
        assertThat(only(rig.on(rig.given.timer(15 * SECOND)), "close")).isEmpty();
        assertThat(rig.after(1).timer()).contains("close @3/1 no first tick");
    }

    @Test
    void aStallIsNotCreditedToAStreamThatWasHeardBehindIt() {
        rig.streaming(StreamKind.MARK).after(20 * SECOND);
        // The read pass delivers what waited in the socket, then comes the late TIMER.
        rig.tick(StreamKind.MARK);
        rig.on(rig.given.timer(20 * SECOND));
        assertThat(only(rig.after(silence(StreamKind.MARK)).timer(), "mark")).isEmpty();
        assertThat(rig.after(1).timer()).contains("mark 1 YELLOW silent poll");
    }

    @Test
    void whatWaitedWhileWeStoodStillIsLateByOurOwnFault() {
        rig.streaming(StreamKind.MARK);
        rig.move(StreamKind.MARK).after(20 * SECOND).deliver(3, StreamKind.MARK);
        assertThat(only(rig.on(rig.given.timer(20 * SECOND)), "mark"))
            .containsExactly("mark 1 YELLOW stale socket");
        rig.tick(StreamKind.MARK);
        assertThat(only(rig.timer(), "mark")).containsExactly("mark 1 GREEN fresh socket");
        assertThat(rig.isFresh(StreamKind.MARK)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {SUSPENDED - 1, SUSPENDED})
    void behindASuspensionEverythingIsPolled(long stall) {
        rig.streaming().after(stall);
        List<String> decided = rig.on(rig.given.timer(stall));
        for (StreamKind kind : FeedRig.ALL) {
            assertThat(rig.isFresh(kind)).as(kind.name()).isFalse();
            assertThat(decided.contains(about(kind) + " YELLOW silent poll")).as(kind.name())
                .isEqualTo(stall == SUSPENDED);
        }
    }

    @Test
    void whatWasHeardBehindASuspensionIsFresh() {
        rig.streaming().after(SUSPENDED).tick(StreamKind.QUOTE);
        rig.on(rig.given.timer(SUSPENDED));
        assertThat(rig.isFresh(StreamKind.QUOTE)).isTrue();
        assertThat(rig.isFresh(StreamKind.TRADE)).isFalse();
    }

    // --- lost, and back ---

    @Test
    void aConnectionThatIsNotThereAfterFourPollsIsNotWaitedFor() {
        rig.plan().timer();
        assertThat(only(rig.after(2 * SECOND).timer(), "poll")).as("at the limit").isEmpty();
        assertThat(polls(rig.after(1).timer())).contains("poll quote 1 poll");
    }

    @Test
    void whatIsRefusedFromTheStartIsPolledAtTheNextTimer() {
        rig.plan(StreamKind.QUOTE).move(StreamKind.QUOTE).timer();
        rig.refused(1, 0);
        assertThat(rig.after(TIMER).timer()).contains("poll quote 1 poll",
            "quote 1 YELLOW link down poll");
        rig.answer();
        assertThat(rig.shown()).isTrue();
    }

    @Test
    void aLostLinkMakesItsStreamsStaleAtOnceAndPolledAtTheNextTimer() {
        rig.streaming();
        assertThat(rig.closed(3)).isEmpty();
        assertThat(rig.isFresh(StreamKind.QUOTE)).isTrue();
        assertThat(rig.isFresh(StreamKind.TRADE)).isFalse();
        assertThat(rig.timer()).contains("poll mark 1 poll", "poll price 1 poll",
            "poll stats 1 poll", "poll trade 1 poll from 12");
    }

    @Test
    void aStreamGoesBackToItsSocketWhenItHasProvedItself() {
        rig.streaming(StreamKind.STATS, StreamKind.MARK).carry();
        rig.run(4 * SECOND);
        rig.tick(StreamKind.STATS);
        assertThat(only(rig.run(SECOND), "mark"))
            .containsExactly("mark 1 YELLOW silent poll");
        rig.carry(3);
        rig.tick(StreamKind.MARK);
        assertThat(only(rig.timer(), "mark")).containsExactly("mark 1 YELLOW proving poll");
        assertThat(only(rig.run(STABLE - TIMER), "mark")).isEmpty();
        assertThat(rig.isFresh(StreamKind.MARK)).isFalse();
        assertThat(only(rig.run(TIMER), "mark")).as("at the limit")
            .containsExactly("mark 1 GREEN fresh socket");
        assertThat(rig.isFresh(StreamKind.MARK)).isTrue();
    }

    @Test
    void anInterruptionBeginsTheProofAnew() {
        rig.streaming(StreamKind.STATS, StreamKind.MARK).carry(3);
        rig.closed(3);
        rig.run(SECOND / 2);
        rig.opened(3);
        rig.opened(4);
        rig.carry(3, 4).run(4 * SECOND);
        rig.carry().run(4 * SECOND + TIMER);
        assertThat(rig.isFresh(StreamKind.MARK)).isFalse();
        rig.tick(StreamKind.MARK);
        rig.timer();
        assertThat(only(rig.carry(3, 4).run(STABLE - TIMER), "mark 1 GREEN")).isEmpty();
        assertThat(only(rig.run(TIMER), "mark")).hasSize(1);
    }

    @Test
    void openingsWhilePollingAreForThoseWhoAskForThem() {
        FeedRig bold = new FeedRig(42, "feed: {openWhilePolling: true}\n");
        for (FeedRig each : List.of(rig, bold)) {
            each.streaming().closed(1);
            each.run(SECOND);
        }
        assertThat(rig.isFresh(StreamKind.QUOTE)).isFalse();
        assertThat(bold.isFresh(StreamKind.QUOTE)).isTrue();
        bold.rest(false).run(silence(StreamKind.QUOTE) + 2 * SECOND);
        assertThat(bold.isFresh(StreamKind.QUOTE)).as("not polled for too long").isFalse();
    }

    @Test
    void openingsWhilePollingWaitForTheFirstAnswer() {
        FeedRig bold = new FeedRig(42, "feed: {openWhilePolling: true}\n");
        bold.plan().timer();
        bold.refused(1, 0);
        bold.after(TIMER).timer();
        assertThat(bold.isFresh(StreamKind.QUOTE)).isFalse();
    }

    @Test
    void whatNobodyPlannedIsWatchedAndNobodyIsAsked() {
        rig.timer();
        rig.after(FIRST_TICK);
        rig.on(rig.given.mark(9, 1, rig.given.nowNs() / MS));
        rig.on(rig.given.quote(9, 1, 1));
        assertThat(rig.isFresh(StreamKind.MARK)).isTrue();
        rig.timer();
        List<String> decided = rig.after(silence(StreamKind.QUOTE) + 1).timer();
        assertThat(decided).contains(
            "mark 1 YELLOW silent socket", "quote 1 YELLOW silent socket");
        assertThat(only(decided, "poll", "connect", "close")).isEmpty();
        assertThat(rig.isFresh(StreamKind.MARK)).isFalse();
        assertThat(rig.feed().isFresh(999, StreamKind.QUOTE)).isFalse();
    }
}
