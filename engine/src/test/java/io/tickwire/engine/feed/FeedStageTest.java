package io.tickwire.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.Trade;
import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.RecordedOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Feed supervision in virtual time: what it tells, what it asks for, what it lets through. */
final class FeedStageTest {
    private static final int LINK = 7;
    private static final long SECOND = 1_000_000_000L;
    /** As configured in {@link TestConfigs#counting()}. */
    private static final Map<StreamKind, Long> SILENCE = Map.of(StreamKind.QUOTE, 5 * SECOND,
        StreamKind.TRADE, 10 * SECOND, StreamKind.STATS, 6 * SECOND, StreamKind.MARK, 4 * SECOND);
    private static final long FIRST_TICK = 10 * SECOND;

    private final Given given = new Given();
    private final RecordedOutputs outputs = new RecordedOutputs();
    private final FeedStage feed = new FeedStage(TestConfigs.counting(), 42);

    private boolean on(Event event) {
        outputs.begin(event);
        return feed.onEvent(event, outputs);
    }

    private List<String> decided(Event event) {
        outputs.take();
        on(event);
        return outputs.take();
    }

    private void open(StreamKind... kinds) {
        on(given.link(LINK, LinkFact.PLANNED));
        for (StreamKind kind : kinds) {
            on(given.carries(LINK, 1, kind));
        }
        on(given.timer(0));
        on(given.link(LINK, LinkFact.OPENED));
        outputs.take();
    }

    private static String status(String kind, String flag, String reason, long silenceMs) {
        return "FEED_STATUS #1 @7 kind=" + kind + " flag=" + flag + " reason=" + reason
            + " silence_ms=" + silenceMs;
    }

    private static String request(String action, long attempt, String reason) {
        return "FEED_REQUEST @7 action=" + action + " attempt=" + attempt
            + " reason=" + reason;
    }

    @Test
    void aPlannedLinkIsConnectedAtTheNextTimerAndSubscribedWhenOpen() {
        assertThat(decided(given.link(LINK, LinkFact.PLANNED))).isEmpty();
        assertThat(decided(given.carries(LINK, 1, StreamKind.QUOTE))).isEmpty();
        assertThat(decided(given.timer(0))).containsExactly(
            request("connect", 1, "start"), status("quote", "YELLOW", "starting", 0));
        assertThat(decided(given.timer(0))).as("one attempt in flight").isEmpty();
        assertThat(decided(given.link(LINK, LinkFact.OPENED)))
            .containsExactly(request("subscribe", 1, ""));
        assertThat(decided(given.link(LINK, LinkFact.SUBSCRIBED)))
            .as("an acknowledgement proves nothing").isEmpty();
        assertThat(feed.isFresh(1, StreamKind.QUOTE)).isFalse();
        assertThat(decided(given.quote(LINK, 1, 1)))
            .containsExactly(status("quote", "GREEN", "fresh", 0));
        assertThat(feed.isFresh(1, StreamKind.QUOTE)).isTrue();
        assertThat(feed.isFresh(1, StreamKind.TRADE)).isFalse();
        assertThat(feed.isFresh(999, StreamKind.QUOTE)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = StreamKind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void theFirstTickHasADeadline(StreamKind kind) {
        open(kind);
        assertThat(decided(given.after(FIRST_TICK).timer(0))).as("at the limit").isEmpty();
        List<String> late = decided(given.after(1).timer(0));
        assertThat(late).contains(status(kind.label(), "YELLOW", "no first tick", 10_000));
        assertThat(late.contains(request("close", 1, "no first tick")))
            .isEqualTo(isCadenced(kind));
    }

    @ParameterizedTest
    @EnumSource(value = StreamKind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void silenceHasALimitByKind(StreamKind kind) {
        open(kind);
        on(given.tick(kind, LINK, 1, 1));
        outputs.take();
        long limit = SILENCE.get(kind);
        assertThat(decided(given.after(limit).timer(0))).as("at the limit").isEmpty();
        assertThat(feed.isFresh(1, kind)).isTrue();
        List<String> silent = decided(given.after(1).timer(0));
        assertThat(silent).contains(
            status(kind.label(), "YELLOW", "silent", limit / 1_000_000));
        assertThat(silent.contains(request("close", 1, "silent"))).isEqualTo(isCadenced(kind));
        assertThat(feed.isFresh(1, kind)).isFalse();
        assertThat(decided(given.after(SECOND).timer(0)).contains(
            request("close", 1, "silent"))).as("closed once").isFalse();
        if (!isCadenced(kind)) {
            assertThat(decided(given.tick(kind, LINK, 1, 2))).containsExactly(
                status(kind.label(), "GREEN", "fresh", limit / 1_000_000 + 1_000));
        }
    }

    private static boolean isCadenced(StreamKind kind) {
        return kind == StreamKind.STATS || kind == StreamKind.MARK;
    }

    @Test
    void ourOwnStallIsNotTheVenuesSilence() {
        open(StreamKind.QUOTE);
        on(given.quote(LINK, 1, 1));
        outputs.take();
        assertThat(decided(given.after(20 * SECOND).timer(15 * SECOND))).isEmpty();
        assertThat(decided(given.after(1).timer(0)))
            .containsExactly(status("quote", "YELLOW", "silent", 5_000));
    }

    @Test
    void aStallIsNotCreditedToAStreamThatWasHeardBehindIt() {
        open(StreamKind.QUOTE);
        on(given.quote(LINK, 1, 1));
        // The read pass delivers what waited in the socket, then comes the late TIMER.
        on(given.after(20 * SECOND).quote(LINK, 1, 2));
        outputs.take();
        assertThat(decided(given.timer(20 * SECOND))).isEmpty();
        assertThat(decided(given.after(5 * SECOND).timer(0))).isEmpty();
        assertThat(decided(given.after(1).timer(0)))
            .containsExactly(status("quote", "YELLOW", "silent", 5_000));
    }

    @Test
    void holesAreToldWithTheirIds() {
        open(StreamKind.TRADE);
        on(given.aggregate(LINK, 1, 100, 1, 1));
        outputs.take();
        on(given.after(SECOND).aggregate(LINK, 1, 101, 1, 1));
        assertThat(on(given.after(2 * SECOND).aggregate(LINK, 1, 105, 1, 1))).isTrue();
        assertThat(outputs.take()).containsExactly(status("trade", "YELLOW", "hole", 2_000)
            + " gap_messages=3 gap_ms=2000 first_missing_id=102 last_missing_id=104");
        assertThat(decided(given.aggregate(LINK, 1, 106, 1, 1))).isEmpty();
        assertThat(feed.isFresh(1, StreamKind.TRADE)).isTrue();
    }

    @Test
    void aHoleBeforeATradeWithoutATimeHasNoDuration() {
        open(StreamKind.TRADE);
        on(given.aggregate(LINK, 1, 100, 1, 1));
        outputs.take();
        assertThat(decided(
            given.aggregate(LINK, 1, 102, 1, 1).set(Trade.TRANSACT_MS, Event.ABSENT)))
            .containsExactly(status("trade", "YELLOW", "hole", 0)
                + " gap_messages=1 first_missing_id=101 last_missing_id=101");
    }

    @Test
    void idsOfSingleTradesHaveHonestHoles() {
        open(StreamKind.TRADE);
        on(given.trade(LINK, 1, 100));
        outputs.take();
        assertThat(on(given.trade(LINK, 1, 200))).isTrue();
        assertThat(on(given.aggregate(LINK, 1, 5, 1, 1))).as("counted apart").isTrue();
        assertThat(outputs.take()).isEmpty();
        assertThat(on(given.trade(LINK, 1, 150))).isFalse();
        assertThat(outputs.take()).containsExactly(status("trade", "YELLOW", "older", 0));
    }

    @ParameterizedTest
    @EnumSource(value = StreamKind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void duplicatesAndOlderTicksAreToldOnceAndNotShown(StreamKind kind) {
        open(kind);
        assertThat(on(given.tick(kind, LINK, 1, 50))).isTrue();
        assertThat(on(given.tick(kind, LINK, 1, 51))).isTrue();
        outputs.take();
        assertThat(on(given.tick(kind, LINK, 1, 51))).isFalse();
        assertThat(on(given.tick(kind, LINK, 1, 51))).isFalse();
        assertThat(outputs.take())
            .containsExactly(status(kind.label(), "YELLOW", "duplicate", 0));
        assertThat(on(given.tick(kind, LINK, 1, 50))).isFalse();
        assertThat(on(given.tick(kind, LINK, 1, 49))).isFalse();
        assertThat(outputs.take())
            .containsExactly(status(kind.label(), "YELLOW", "older", 0));
        assertThat(on(given.tick(kind, LINK, 1, 52))).isTrue();
        assertThat(outputs.take()).as("the stream itself never ceased to be fresh").isEmpty();
    }

    @Test
    void repeatedTicksAreNoLife() {
        open(StreamKind.MARK);
        on(given.mark(LINK, 1, 1_000));
        for (int i = 0; i < 5; i++) {
            on(given.after(SECOND).mark(LINK, 1, 1_000));
        }
        assertThat(decided(given.timer(0))).contains(request("close", 1, "silent"));
    }

    @Test
    void aLostLinkMakesItsStreamsStaleAtOnceAndTellsAtTheNextTimer() {
        open(StreamKind.QUOTE, StreamKind.TRADE);
        on(given.quote(LINK, 1, 1));
        on(given.aggregate(LINK, 1, 1, 1, 1));
        outputs.take();
        assertThat(decided(given.link(LINK, LinkFact.CLOSED))).isEmpty();
        assertThat(feed.isFresh(1, StreamKind.QUOTE)).isFalse();
        assertThat(decided(given.after(SECOND).timer(0))).containsExactly(
            request("connect", 2, "lost"), status("quote", "YELLOW", "link down", 1_000),
            status("trade", "YELLOW", "link down", 1_000));
        assertThat(decided(given.link(LINK, LinkFact.OPENED)))
            .containsExactly(request("subscribe", 2, ""));
        assertThat(decided(given.quote(LINK, 1, 2)))
            .containsExactly(status("quote", "GREEN", "fresh", 0));
    }

    /** Ns until the next attempt after each of so many failures in a row, at 1 ms resolution. */
    private static List<Long> delays(long seed, int failures) {
        Given given = new Given();
        RecordedOutputs outputs = new RecordedOutputs();
        FeedStage feed = new FeedStage(TestConfigs.counting(), seed);
        run(feed, given.link(LINK, LinkFact.PLANNED), outputs);
        run(feed, given.timer(0), outputs);
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < failures; i++) {
            outputs.take();
            run(feed, given.link(LINK, LinkFact.FAILED), outputs);
            long delay = 0;
            while (outputs.take().isEmpty()) {
                delay += 1_000_000;
                run(feed, given.after(1_000_000).timer(0), outputs);
            }
            delays.add(delay);
        }
        return delays;
    }

    private static void run(FeedStage feed, Event event, RecordedOutputs outputs) {
        outputs.begin(event);
        feed.onEvent(event, outputs);
    }

    @Test
    void backOffDoublesUpToItsLimitAndIsTheSameForTheSameSeed() {
        List<Long> longest = new ArrayList<>(List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L));
        for (long seed = 0; seed < 60; seed++) {
            List<Long> delays = delays(seed, 9);
            for (int i = 0; i < delays.size(); i++) {
                longest.set(i, Math.max(longest.get(i), delays.get(i)));
            }
        }
        for (int i = 0; i < longest.size(); i++) {
            long ceiling = Math.min(SECOND / 4 << i, 30 * SECOND);
            assertThat(longest.get(i)).as("after %d failures", i + 1)
                .isBetween(ceiling * 3 / 4, ceiling + 1_000_000);
        }
        assertThat(delays(7, 9)).isEqualTo(delays(7, 9));
        assertThat(delays(7, 9)).isNotEqualTo(delays(8, 9));
    }

    @Test
    void aTickAndNotAConnectionEndsARowOfFailures() {
        BackOff same = new BackOff(TestConfigs.counting().reconnect(), 42);
        open(StreamKind.QUOTE);
        for (int i = 0; i < 6; i++) {
            same.delayNs(i);
            on(given.link(LINK, LinkFact.CLOSED));
            on(given.after(30 * SECOND).timer(0));
            on(given.link(LINK, LinkFact.OPENED));
        }
        on(given.quote(LINK, 1, 1));
        on(given.link(LINK, LinkFact.CLOSED));
        long delay = same.delayNs(0);
        outputs.take();
        assertThat(decided(given.after(delay - 1).timer(0)))
            .noneMatch(output -> output.startsWith("FEED_REQUEST"));
        assertThat(decided(given.after(1).timer(0)))
            .contains(request("connect", 8, "lost"));
    }

    @Test
    void attemptsAMinuteAreLimited() {
        on(given.link(LINK, LinkFact.PLANNED));
        int attempts = 0;
        long secondMinuteNs = given.nowNs() + 60 * SECOND;
        while (given.nowNs() < secondMinuteNs) {
            boolean connects = decided(given.timer(0)).stream()
                .anyMatch(output -> output.contains("action=connect"));
            if (connects) {
                attempts++;
                // A connection that brings data and is lost again: no back-off to speak of.
                on(given.link(LINK, LinkFact.OPENED));
                on(given.quote(LINK, 1, attempts));
                on(given.link(LINK, LinkFact.CLOSED));
            }
            given.after(50_000_000);
        }
        assertThat(attempts).isEqualTo(10);
        assertThat(decided(given.timer(0))).contains(request("connect", 11, "lost"));
    }

    @Test
    void refusedAndFailedLinksAreTriedAgain() {
        on(given.link(LINK, LinkFact.PLANNED));
        on(given.timer(0));
        for (LinkFact fact : List.of(LinkFact.REFUSED, LinkFact.FAILED)) {
            on(given.link(LINK, fact));
            assertThat(decided(given.after(SECOND).timer(0)))
                .anyMatch(output -> output.contains("action=connect"));
        }
    }

    @Test
    void oneInputHasItsOutputsAndTheRestFollowsAtTheNextTimers() {
        int instruments = 700;
        on(given.link(LINK, LinkFact.PLANNED));
        for (int id = 1; id <= instruments; id++) {
            on(given.carries(LINK, id, StreamKind.QUOTE));
            on(given.carries(LINK, id, StreamKind.TRADE));
            on(given.carries(LINK, id, StreamKind.STATS));
        }
        outputs.take();
        List<String> told = new ArrayList<>();
        for (int rest = instruments * 3 + 1; rest > 0; rest -= Outputs.MAX_PER_INPUT) {
            List<String> decided = decided(given.after(1).timer(0));
            assertThat(decided).hasSize(Math.min(rest, Outputs.MAX_PER_INPUT));
            assertThat(feed.changeCount()).isLessThanOrEqualTo(Outputs.MAX_PER_INPUT);
            told.addAll(decided);
        }
        assertThat(decided(given.timer(0))).isEmpty();
        assertThat(told).doesNotHaveDuplicates().hasSize(instruments * 3 + 1);
    }

    @Test
    void aNewIncarnationBeginsWithLinksDownAndStreamsStaleButKnowsTheIds() {
        open(StreamKind.QUOTE, StreamKind.TRADE);
        on(given.quote(LINK, 1, 50));
        on(given.aggregate(LINK, 1, 50, 1, 1));
        outputs.take();
        assertThat(decided(given.resumed(2))).isEmpty();
        assertThat(feed.isFresh(1, StreamKind.QUOTE)).isFalse();
        assertThat(decided(given.after(SECOND).timer(0)))
            .as("nobody executes requests before the links are planned")
            .noneMatch(output -> output.startsWith("FEED_REQUEST"));
        on(given.link(LINK, LinkFact.PLANNED));
        on(given.carries(LINK, 1, StreamKind.QUOTE));
        on(given.carries(LINK, 1, StreamKind.TRADE));
        assertThat(decided(given.timer(0))).contains(request("connect", 1, "start"));
        on(given.link(LINK, LinkFact.OPENED));
        outputs.take();
        assertThat(on(given.quote(LINK, 1, 50))).as("seen before").isFalse();
        outputs.take();
        assertThat(on(given.aggregate(LINK, 1, 53, 1, 1))).isTrue();
        assertThat(outputs.take().get(0)).contains("reason=hole")
            .contains("first_missing_id=51 last_missing_id=52");
    }

    @Test
    void ticksOfALinkThatNobodyPlannedAreWatchedAndNothingIsAskedFor() {
        on(given.mark(1, 1, 1));
        assertThat(feed.isFresh(1, StreamKind.MARK)).isTrue();
        outputs.take();
        assertThat(decided(given.after(5 * SECOND).timer(0))).containsExactly(
            "FEED_STATUS #1 @1 kind=mark flag=YELLOW reason=silent silence_ms=5000");
    }
}
