package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.MINUTE;
import static io.tickwire.engine.feed.FeedRig.MS;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.STABLE;
import static io.tickwire.engine.feed.FeedRig.TIMER;
import static io.tickwire.engine.feed.FeedRig.only;
import static io.tickwire.engine.feed.FeedRig.sockets;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.StreamKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sockets are asked for and when: back-off, storms, generations. */
final class ConnectionSupervisorTest {
    private static final long MIN = SECOND / 4;
    private static final long MAX = 30 * SECOND;
    private static final int STORM = 10;

    private final FeedRig rig = new FeedRig();

    /** A group of quotes that is connected; nothing else is planned to connect. */
    private FeedRig connecting() {
        rig.plan(StreamKind.QUOTE).timer();
        rig.opened(3);
        return rig;
    }

    // --- one attempt in flight ---

    @Test
    void aPlannedRouteIsConnectedAtTheNextTimerOneLegAtATime() {
        assertThat(sockets(rig.plan().timer())).containsExactly(
            "connect @1/1 start", "connect @3/1 start");
        assertThat(sockets(rig.run(20 * SECOND))).as("however long it takes").isEmpty();
        assertThat(rig.opened(1)).containsExactly("subscribe @1/1");
        assertThat(rig.fact(1, LinkFact.SUBSCRIBED)).as("proves nothing").isEmpty();
        assertThat(rig.isFresh(StreamKind.QUOTE)).isFalse();
    }

    @Test
    void theReplacementOfADeadLegIsOneAttemptToo() {
        rig.streaming().carry(1).run(4 * SECOND + TIMER);
        assertThat(sockets(rig.run(SECOND))).isEmpty();
        assertThat(rig.isFresh(StreamKind.MARK)).isFalse();
        assertThat(rig.isFresh(StreamKind.STATS)).isTrue();
    }

    @Test
    void factsOfOtherGenerationsAreIgnored() {
        connecting();
        rig.failed(1);
        rig.after(SECOND).timer();
        for (LinkFact fact : new LinkFact[] {LinkFact.OPENED, LinkFact.FAILED, LinkFact.CLOSED}) {
            assertThat(rig.on(rig.given.link(1, fact).set(LinkFields.ATTEMPT, 1))).isEmpty();
        }
        assertThat(sockets(rig.after(MAX).timer())).as("still the same attempt").isEmpty();
        assertThat(rig.opened(1)).containsExactly("subscribe @1/2");
        rig.on(rig.given.link(1, LinkFact.CLOSED).set(LinkFields.ATTEMPT, 1));
        rig.tick(StreamKind.QUOTE);
        assertThat(only(rig.timer(), "quote")).containsExactly("quote 1 YELLOW proving poll");
    }

    @Test
    void anOpenSocketDoesNotOpenAgain() {
        connecting().opened(1);
        assertThat(rig.opened(1)).isEmpty();
        rig.closed(1);
        assertThat(rig.opened(1)).as("of an attempt that is over").isEmpty();
    }

    @Test
    void factsOfLinksThatNobodyPlannedAreIgnored() {
        rig.plan();
        for (LinkFact fact : new LinkFact[] {LinkFact.OPENED, LinkFact.CLOSE_ANNOUNCED}) {
            assertThat(rig.on(rig.given.link(9, fact))).isEmpty();
        }
    }

    // --- back-off ---

    /** Time until the next attempt after each of so many failures in a row, at 1 ms. */
    private static List<Long> delays(long seed, int failures) {
        FeedRig rig = new FeedRig(seed, "");
        rig.plan(StreamKind.QUOTE).timer();
        rig.opened(3);
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < failures; i++) {
            rig.failed(1);
            long fromNs = rig.given.nowNs();
            while (sockets(rig.after(MS).timer()).isEmpty()) {
                assertThat(rig.given.nowNs() - fromNs).isLessThanOrEqualTo(MAX + MS);
            }
            delays.add(rig.given.nowNs() - fromNs);
        }
        return delays;
    }

    @Test
    void backOffDoublesUpToItsLimitWithFullJitter() {
        long[] longest = new long[9];
        long[] shortest = new long[9];
        for (long seed = 0; seed < 40; seed++) {
            BackOff backOff = new BackOff(TestConfigs.counting().reconnect(), seed);
            for (int i = 0; i < longest.length; i++) {
                long delay = backOff.delayNs(i);
                longest[i] = Math.max(longest[i], delay);
                shortest[i] = seed == 0 ? delay : Math.min(shortest[i], delay);
            }
        }
        for (int i = 0; i < longest.length; i++) {
            long ceiling = Math.min(MIN << i, MAX);
            assertThat(longest[i]).as("after %d failures", i).isBetween(ceiling * 3 / 4, ceiling);
            assertThat(shortest[i]).as("after %d failures", i).isBetween(0L, ceiling / 4);
        }
    }

    @Test
    void backOffNeverOverflows() {
        BackOff backOff = new BackOff(TestConfigs.counting().reconnect(), 1);
        for (long failures : new long[] {31, 32, 33, 63, 64, Integer.MAX_VALUE, Long.MAX_VALUE}) {
            assertThat(backOff.delayNs(failures)).isBetween(0L, MAX);
        }
    }

    @Test
    void theSameSeedWaitsAsLong() {
        List<Long> delays = delays(7, 6);
        assertThat(delays(7, 6)).isEqualTo(delays);
        assertThat(delays(8, 6)).isNotEqualTo(delays);
    }

    @Test
    void attemptsWaitAsLongAsTheBackOffSays() {
        BackOff same = new BackOff(TestConfigs.counting().reconnect(), 42);
        connecting();
        for (int i = 0; i < 5; i++) {
            rig.failed(1);
            long delay = same.delayNs(i);
            assertThat(sockets(rig.after(delay - 1).timer())).as("failure %d", i).isEmpty();
            assertThat(sockets(rig.after(1).timer()))
                .containsExactly("connect @1/" + (i + 2) + " reconnect");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 90})
    void aRefusalWaitsAtLeastAsLongAsTheVenueAsks(long seconds) {
        connecting().refused(1, seconds * SECOND);
        long wait = Math.max(seconds * SECOND, MIN);
        List<String> early = sockets(rig.after(wait - 1).timer());
        List<String> then = sockets(rig.after(1).timer());
        assertThat(early.isEmpty()).isEqualTo(seconds > 0);
        assertThat(early.isEmpty() ? then : early).containsExactly("connect @1/2 reconnect");
    }

    @Test
    void aPolicyViolationWaitsLonger() {
        BackOff same = new BackOff(TestConfigs.counting().reconnect(), 42);
        connecting().opened(1);
        rig.closed(1, 1008);
        long delay = Math.max(same.delayNs(5), same.ceilingNs(5) / 2);
        assertThat(sockets(rig.after(delay - 1).timer())).isEmpty();
        assertThat(sockets(rig.after(1).timer())).containsExactly("connect @1/2 reconnect");
    }

    @Test
    void aPolicyViolationOfTheSpareLegWaitsLongerToo() {
        rig.streaming().on(rig.given.link(1, LinkFact.CLOSE_ANNOUNCED));
        rig.timer();
        BackOff same = new BackOff(TestConfigs.counting().reconnect(), 42);
        rig.opened(2);
        rig.closed(2, 1008);
        long delay = Math.max(same.delayNs(5), same.ceilingNs(5) / 2);
        assertThat(sockets(rig.after(delay - 1).timer())).isEmpty();
        assertThat(sockets(rig.after(1).timer())).containsExactly("connect @2/3 close announced");
    }

    /** Connects, stays for so long with data, is lost; gives when the next attempt came. */
    private long delayAfter(long stayedNs, boolean data) {
        connecting();
        for (int i = 0; i < 6; i++) {
            rig.failed(1);
            rig.after(MAX).timer();
        }
        rig.opened(1);
        if (data) {
            rig.tick(StreamKind.QUOTE);
            rig.timer();
        }
        if (stayedNs > 0) {
            rig.after(stayedNs).tick(StreamKind.QUOTE);
            rig.timer();
        }
        rig.closed(1);
        long fromNs = rig.given.nowNs();
        while (sockets(rig.after(10 * MS).timer()).isEmpty()) {
            assertThat(rig.given.nowNs() - fromNs).isLessThanOrEqualTo(MAX + 10 * MS);
        }
        return rig.given.nowNs() - fromNs;
    }

    @Test
    void aConnectionEndsNoRowOfFailures() {
        assertThat(delayAfter(0, false)).isGreaterThan(MIN);
    }

    @Test
    void dataEndsARowOfFailuresOnlyWhenItHasProvedItself() {
        // Polled meanwhile, so back on its socket after stableAfter, at the limit.
        assertThat(delayAfter(STABLE - 1, true)).isGreaterThan(MIN);
    }

    @Test
    void provenDataEndsARowOfFailures() {
        assertThat(delayAfter(STABLE, true)).isLessThanOrEqualTo(MIN + 10 * MS);
    }

    @Test
    void attemptsAMinuteAreLimitedByGroup() {
        FeedRig hasty = new FeedRig(42, "reconnect: {min: 10ms, max: 20ms}\n");
        hasty.plan(StreamKind.QUOTE);
        long firstNs = hasty.given.nowNs();
        int attempts = 0;
        while (hasty.given.nowNs() - firstNs < MINUTE) {
            int asked = only(hasty.timer(), "connect @1").size();
            attempts += asked;
            if (asked > 0) {
                hasty.failed(1);
            }
            hasty.after(TIMER);
        }
        assertThat(attempts).isEqualTo(STORM);
        assertThat(only(hasty.timer(), "connect @1")).as("a minute after the first").hasSize(1);
        hasty.failed(1);
        assertThat(only(hasty.after(TIMER - 1).timer(), "connect")).isEmpty();
        assertThat(only(hasty.after(1).timer(), "connect")).as("and after the second").hasSize(1);
    }

    // --- resume ---

    @Test
    void aNewIncarnationAsksForNothingBeforeItIsPlannedAndKnowsTheIds() {
        rig.streaming(StreamKind.QUOTE, StreamKind.TRADE);
        assertThat(rig.on(rig.given.resumed(2))).isEmpty();
        assertThat(rig.isFresh(StreamKind.QUOTE)).isFalse();
        assertThat(only(rig.run(20 * SECOND), "connect", "poll", "close")).isEmpty();
        assertThat(rig.opened(1)).as("of the old incarnation").isEmpty();
        assertThat(sockets(rig.plan(StreamKind.QUOTE, StreamKind.TRADE).timer()))
            .containsExactly("connect @1/1 start", "connect @3/1 start");
        rig.opened(1);
        rig.opened(3);
        long shown = rig.number(StreamKind.TRADE);
        rig.deliver(1, StreamKind.QUOTE);
        assertThat(rig.shown()).as("seen before").isFalse();
        assertThat(rig.on(rig.given.aggregate(3, 1, shown + 3, 1, 1))).containsExactly(
            "trade 1 hole " + (shown + 1) + ".." + (shown + 2));
    }

    @Test
    void attemptsOfTheLastIncarnationCountForTheStormLimit() {
        FeedRig hasty = new FeedRig(42, "reconnect: {min: 10ms, max: 20ms}\n");
        hasty.plan(StreamKind.QUOTE);
        for (int i = 0; i < STORM; i++) {
            hasty.timer();
            hasty.failed(1);
            hasty.after(TIMER);
        }
        hasty.on(hasty.given.resumed(2));
        hasty.plan(StreamKind.QUOTE);
        assertThat(only(hasty.timer(), "connect @1")).isEmpty();
        assertThat(only(hasty.after(MINUTE).timer(), "connect @1"))
            .containsExactly("connect @1/1 start");
    }

    @ParameterizedTest
    @EnumSource(value = StreamKind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void recordingsAskForNothing(StreamKind kind) {
        List<String> asked = new ArrayList<>();
        for (int i = 1; i < 100; i++) {
            rig.after(7 * SECOND).on(rig.given.tick(kind, 1, 1, i));
            asked.addAll(rig.timer());
        }
        assertThat(only(asked, "connect", "poll", "close")).isEmpty();
    }

    @Test
    void aStreamWithoutAPlanOfItsRouteAsksForNothing() {
        rig.on(rig.given.carries(1, 1, StreamKind.QUOTE));
        rig.on(rig.given.carries(3, 1, StreamKind.MARK));
        assertThat(only(rig.run(MINUTE), "connect", "poll", "close")).isEmpty();
    }
}
