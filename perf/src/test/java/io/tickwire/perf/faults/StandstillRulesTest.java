package io.tickwire.perf.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule behind a stall of ours fires, and only where it should. */
final class StandstillRulesTest {
    private static final Expectation STOPPED = Expectation.stalls("engine-stopped");
    private static final long TOLD_MS = TraceBuilder.ENDED_MS + 5;
    private static final long BACK_MS = 21_000;
    private static final List<StreamKind> KINDS = List.of(
        StreamKind.QUOTE, StreamKind.TRADE, StreamKind.STATS, StreamKind.MARK);

    private final TraceBuilder builder = new TraceBuilder();

    /** From the begin to the end of the fault nothing happens; then all is stale until it ticks. */
    @BeforeEach
    void stop() {
        builder.stall(TOLD_MS, TraceBuilder.ENDED_MS)
            .venue(TraceBuilder.FIRST_MS, FeedFlag.GREEN, StatusReason.FRESH)
            .venue(TOLD_MS, FeedFlag.YELLOW, StatusReason.STALE)
            .venue(BACK_MS, FeedFlag.GREEN, StatusReason.FRESH);
        for (StreamKind kind : KINDS) {
            builder.dead(kind, 0, BACK_MS).status(
                kind, TOLD_MS, FeedFlag.YELLOW, StatusReason.STALE, Source.SOCKET);
            builder.whole(kind, BACK_MS);
        }
    }

    private List<String> broken() {
        return builder.measure(STOPPED).broken();
    }

    @Test
    void aStallThatIsToldAndMakesAllStale() {
        assertThat(broken()).isEmpty();
        assertThat(builder.measure(STOPPED).detected()).hasSize(4)
            .allSatisfy(timing -> assertThat(timing.isInTime()).isTrue());
    }

    @Test
    void aStallThatNoTimerTells() {
        builder.trace.stalls.clear();
        builder.stall(TOLD_MS, 19_000);
        assertThat(broken()).contains(
            "no TIMER tells of the stall of 20000 ms; the latest was late by 19000 ms");
    }

    @Test
    void aFeedThatIsStillGreenWhenItIsTold() {
        builder.trace.venue.remove(1);
        builder.venue(TOLD_MS + 1, FeedFlag.YELLOW, StatusReason.STALE);
        assertThat(broken()).containsExactly("the feed was GREEN when the stall was told");
    }

    @Test
    void aStreamThatIsStillGreen() {
        builder.stream(StreamKind.MARK).statuses.removeIf(
            status -> status.reason() == StatusReason.STALE);
        assertThat(broken()).contains("BTCUSDT mark: loss not noticed");
    }

    @Test
    void aStreamThatIsStaleTooLate() {
        List<StreamTrace.Status> statuses = builder.stream(StreamKind.MARK).statuses;
        statuses.set(1, new StreamTrace.Status(TraceBuilder.ns(TOLD_MS + 101),
            FeedFlag.YELLOW, StatusReason.STALE, Source.SOCKET));
        assertThat(builder.measure(STOPPED).worstDetected().orElseThrow().isInTime()).isFalse();
    }

    @Test
    void theVenueIsToBlame() {
        builder.stream(StreamKind.MARK).statuses.set(1, new StreamTrace.Status(
            TraceBuilder.ns(TOLD_MS), FeedFlag.YELLOW, StatusReason.SILENT, Source.POLL));
        assertThat(broken()).containsExactly(
            "a stall of ours was taken for a loss: BTCUSDT mark YELLOW silent");
        builder.request(TOLD_MS, FeedAction.CONNECT, RequestReason.NONE, FeedCall.NONE, 2);
        assertThat(broken()).contains("a stall of ours caused 1 attempts to connect");
    }

    @Test
    void aHoleBehindItIsNobodysLoss() {
        List<StreamTrace.Status> statuses = builder.stream(StreamKind.TRADE).statuses;
        statuses.add(2, new StreamTrace.Status(TraceBuilder.ns(TOLD_MS + 100),
            FeedFlag.YELLOW, StatusReason.FILLING, Source.SOCKET));
        assertThat(broken()).isEmpty();
    }

    @Test
    void aStreamThatWhatWaitedMakesGreen() {
        builder.dead(StreamKind.QUOTE, 0, BACK_MS + 1);
        assertThat(broken()).containsExactly(
            "BTCUSDT quote was GREEN 995 ms behind the stall, and no young tick had come");
        builder.polled(StreamKind.QUOTE, BACK_MS - 100);
        assertThat(broken()).isEmpty();
        builder.stream(StreamKind.QUOTE).polledTicks.clear();
        builder.stream(StreamKind.QUOTE).statuses.set(2, new StreamTrace.Status(
            TraceBuilder.ns(BACK_MS), FeedFlag.GREEN, StatusReason.QUIET, Source.SOCKET));
        assertThat(broken()).as("REST says that there is none").isEmpty();
    }

    @Test
    void anOrderIsFilledOnWhatWaited() {
        // Both times of a quote count, up to the limit of silence and a poll.
        builder.fill(BACK_MS, BACK_MS, BACK_MS - 5_500).fill(BACK_MS, BACK_MS - 5_500, BACK_MS);
        assertThat(broken()).isEmpty();
        builder.fill(BACK_MS, BACK_MS - 10, BACK_MS - 5_501);
        assertThat(broken()).containsExactly("1 of 3 paper orders were filled on quotes beyond "
            + "their limit, the oldest 5501 ms old");
        builder.fill(BACK_MS, -10, -20);
        assertThat(broken()).containsExactly("2 of 4 paper orders were filled on quotes beyond "
            + "their limit, the oldest 21020 ms old");
    }

    @Test
    void aQuoteThatIsAskedAboutIsGoodUnlessWeStoodStill() {
        long fillMs = 40_000;
        builder.fill(fillMs, fillMs - 6_000, fillMs - 6_010);
        assertThat(broken()).hasSize(1);
        builder.request(fillMs - 500, FeedAction.POLL, RequestReason.PROBE, FeedCall.QUOTE, 0);
        assertThat(broken()).isEmpty();
        builder.stall(fillMs - 100, 60);
        assertThat(broken()).hasSize(1);
    }

    @Test
    void aQuoteThatIsQuietIsAsGoodAsFresh() {
        builder.fill(40_000, 33_000, 32_990).status(StreamKind.QUOTE, 38_500,
            FeedFlag.GREEN, StatusReason.QUIET, Source.SOCKET);
        assertThat(broken()).isEmpty();
        builder.whole(StreamKind.QUOTE, 39_000);
        assertThat(broken()).hasSize(1);
    }

    @Test
    void aStoppedVenueAnswersNoQuestionSoThatItMayWaitForAPoll() {
        Expectation asked = Expectation.silences("mute", StreamKind.TRADE);
        TraceBuilder silent = new TraceBuilder()
            .dead(StreamKind.TRADE, 0, TraceBuilder.ENDED_MS)
            .lost(StreamKind.TRADE, 9_600, StatusReason.SILENT)
            .polled(StreamKind.TRADE, 9_700).whole(StreamKind.TRADE, 25_200);
        assertThat(excessMs(silent, asked)).isEqualTo(500);
        assertThat(excessMs(silent, asked.but(Expectation.Excuse.NOT_POLLED))).isZero();
    }

    private static long excessMs(TraceBuilder builder, Expectation expected) {
        return builder.measure(expected).worstDetected().orElseThrow().excessNs() / 1_000_000;
    }
}
