package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.MINUTE;
import static io.tickwire.engine.feed.FeedRig.MS;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.budget.Budget;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.WindowKind;
import io.tickwire.engine.stage.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One judgement of one stream, by evidence laid before it: each piece at its limit. */
final class FreshnessEvidenceTest {
    private static final long NOW = Given.START_NS;
    /** Three quarters of a poll. */
    private static final long PATIENCE = 375 * MS;

    private final Config config = ConfigReader.read(TestConfigs.COUNTING);
    private final VenueClock clock = new VenueClock();
    private final Budget budget = new Budget(FeedCall.values().length);
    private final Freshness freshness = new Freshness(config, clock,
        new Poller(config, budget, clock, new StreamTable(new ConnectionGroups(10))));
    private StreamState stream;

    /** Well on its socket, heard of a second ago. */
    private void well(StreamKind kind) {
        budget.window(0, WindowKind.FIXED, MINUTE, 2_400);
        budget.cost(FeedCall.MARK.ordinal(), 0, 1, 10, 1);
        budget.cost(FeedCall.QUOTE.ordinal(), 0, 1, 10, 1);
        clock.set(0, 0, NOW - SECOND);
        stream = new StreamState(1, kind, new SymbolListing());
        stream.group = new ConnectionGroup(1, 10);
        stream.group.planned = true;
        stream.group.current = new Connection(1);
        stream.subscribed(NOW - 20 * SECOND);
        stream.heard(NOW - SECOND);
    }

    /** Its last tick came late, now. */
    private void late() {
        well(StreamKind.MARK);
        stream.socket.arrivedNs = NOW;
        stream.socket.lagged(6_000, true, NOW);
    }

    private StreamHealth at(long ns) {
        freshness.watch(stream, false, NOW + ns);
        return stream.socket.health;
    }

    // --- all that comes is late ---

    @Test
    void whereNothingElseCameRestIsAsked() {
        late();
        assertThat(at(0)).isEqualTo(StreamHealth.FRESH);
        assertThat(stream.rest.isProbePending()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"4000, LAGGING", "4001, FRESH"})
    void whereSomethingElseCameInTimeItIsLate(long newestLagMs, StreamHealth health) {
        late();
        clock.judge(NOW / MS - newestLagMs, false, NOW, NOW);
        assertThat(at(0)).isEqualTo(health);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, false", "1, 0, true", "1, 7, false"})
    void anAnswerBehindItThatIsAsLateDoubtsTheClock(
        long answeredNs, long underWay, boolean doubted) {
        late();
        stream.rest.answered(NOW + answeredNs);
        stream.poll.request = underWay;
        assertThat(at(2)).isEqualTo(StreamHealth.FRESH);
        assertThat(clock.isDoubted()).isEqualTo(doubted);
        assertThat(stream.rest.isProbePending()).isEqualTo(!doubted && underWay == 0);
    }

    @ParameterizedTest
    @CsvSource({"-1, FRESH", "0, LAGGING"})
    void aQuestionBehindItThatHadNoAnswerSettlesIt(long askedNs, StreamHealth health) {
        late();
        stream.asked(7, NOW + askedNs);
        stream.poll.request = 0;
        stream.rest.answered(NOW + 1);
        stream.rest.unanswered = true;
        assertThat(at(2)).isEqualTo(health);
        assertThat(clock.isDoubted()).isFalse();
    }

    @Test
    void whereNobodyMayBeAskedItIsLate() {
        late();
        budget.refused(429, MINUTE, NOW);
        assertThat(at(0)).isEqualTo(StreamHealth.LAGGING);
    }

    @Test
    void whatTheBudgetDoesNotLetThroughIsNotWaitedFor() {
        late();
        at(0);
        assertThat(at(PATIENCE - 1)).isEqualTo(StreamHealth.FRESH);
        assertThat(at(PATIENCE)).isEqualTo(StreamHealth.LAGGING);
    }

    @Test
    void anAnswerIsWaitedForOneLimitLong() {
        late();
        stream.asked(7, NOW);
        stream.socket.heardNs = NOW + 3 * SECOND;
        assertThat(at(4 * SECOND)).isEqualTo(StreamHealth.FRESH);
        assertThat(at(4 * SECOND + 1)).isEqualTo(StreamHealth.LAGGING);
    }

    @Test
    void whatIsDeadAlreadyNeedsNoQuestion() {
        late();
        stream.dead(StreamHealth.SILENT, NOW);
        assertThat(at(0)).isEqualTo(StreamHealth.LAGGING);
        assertThat(stream.rest.isProbePending()).isFalse();
    }

    // --- REST is ahead of the socket ---

    @ParameterizedTest
    @CsvSource({"QUOTE, -1, false", "QUOTE, 0, true", "MARK, 0, false"})
    void aStreamBehindRestStaysPolled(StreamKind kind, long beyondNs, boolean polled) {
        well(kind);
        stream.poll.begin(NOW - 20 * SECOND);
        stream.socket.wellNs = NOW - 5 * SECOND;
        stream.rest.ahead(NOW - PATIENCE - beyondNs);
        at(0);
        assertThat(stream.poll.active).isEqualTo(polled);
    }

    @ParameterizedTest
    @CsvSource({"-1, QUIET", "0, SILENT"})
    void aQuietStreamBehindRestWasNotQuiet(long beyondNs, StreamHealth health) {
        well(StreamKind.QUOTE);
        stream.quiet(NOW - SECOND);
        stream.rest.ahead(NOW - PATIENCE - beyondNs);
        assertThat(at(0)).isEqualTo(health);
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, false"})
    void aStreamIsTrustedOnceItWasWellForLongEnough(long beyondNs, boolean polled) {
        well(StreamKind.MARK);
        stream.poll.begin(NOW - 20 * SECOND);
        stream.socket.wellNs = NOW - 5 * SECOND - beyondNs;
        at(0);
        assertThat(stream.poll.active).isEqualTo(polled);
    }

    // --- what cannot be understood ---

    @ParameterizedTest
    @CsvSource({"0, 4000000000, SILENT", "1, 4000000000, NOT_UNDERSTOOD",
        "1, 4000000001, SILENT"})
    void messagesBehindTheLastNewsThatNobodyUnderstandsMayBeIts(
        long rejectedNs, long afterNs, StreamHealth health) {
        well(StreamKind.MARK);
        stream.socket.heardNs = NOW - 2;
        stream.group.current.rejectedNs = NOW - 2 + rejectedNs;
        assertThat(at(afterNs - 1)).isEqualTo(health);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000_000, 1_000_000_001})
    void whatStandsStillAMomentBehindTheLastNewsIsFrozen(long behindNs) {
        well(StreamKind.MARK);
        stream.socket.frozenNs = stream.socket.heardNs + behindNs;
        assertThat(at(3 * SECOND + 1)).isEqualTo(
            behindNs > SECOND ? StreamHealth.FROZEN : StreamHealth.SILENT);
    }
}
