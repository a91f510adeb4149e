package io.tickwire.perf.faults;

import static io.tickwire.engine.event.StreamKind.MARK;
import static io.tickwire.engine.event.StreamKind.QUOTE;
import static io.tickwire.engine.event.StreamKind.STATS;
import static io.tickwire.engine.event.StreamKind.TRADE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.perf.faults.Expectation.Excuse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule of the bench fires, and only where it should. */
final class MeasurementTest {
    private static final Expectation MUTE = Expectation.silences("mute", TRADE);
    private static final Expectation CLOSED = Expectation.closes("closed");
    private static final Expectation HOLE = Expectation.loses("skip-ids");
    private static final Expectation DUPLICATE = Expectation.harmless("duplicate");
    private static final Expectation REORDER =
        Expectation.harmless("reorder").but(Excuse.FILLING);
    private static final List<StreamKind> KINDS = List.of(QUOTE, TRADE, STATS, MARK);

    private final TraceBuilder builder = new TraceBuilder();

    private List<String> broken(Expectation expected) {
        return builder.measure(expected).broken();
    }

    /** Trades are silent from the begin to the end of the fault, and that is noticed. */
    private TraceBuilder mute() {
        return builder.dead(TRADE, 0, TraceBuilder.ENDED_MS)
            .lost(TRADE, 9_100, StatusReason.SILENT).polled(TRADE, 9_200)
            .lost(TRADE, 20_100, StatusReason.PROVING).whole(TRADE, 25_200);
    }

    /** All sockets are closed, and that is noticed. */
    private TraceBuilder closed(long backMs) {
        builder.closed(10, 1, 1).closed(10, 3, 1);
        for (StreamKind kind : KINDS) {
            builder.dead(kind, 0, backMs).lost(kind, 60, StatusReason.LINK_DOWN);
            if (kind != TRADE) {
                builder.polled(kind, 160);
            }
            builder.whole(kind, backMs);
        }
        return builder;
    }

    /** Trades 101 to 103 are missing, and 104 to 200 came. */
    private TraceBuilder hole() {
        return builder.missing(1_000, 101, 103).trades(104, 200);
    }

    @Test
    void soundSessionsAreWithinAllRules() {
        assertThat(broken(DUPLICATE)).isEmpty();
        mute();
        assertThat(broken(MUTE)).isEmpty();
    }

    @Test
    void soundLossesOfEverythingAreWithinAllRules() {
        closed(30_000);
        assertThat(broken(CLOSED)).isEmpty();
        hole().backfill(101, 103);
        assertThat(broken(CLOSED)).isEmpty();
    }

    @Test
    void anOrderBeforeItsLimitsAreKnown() {
        builder.trace.limitsKnownNs.put(TraceBuilder.INSTRUMENT, TraceBuilder.ns(-5_000));
        builder.trace.intents.add(
            new FeedTrace.Intent(TraceBuilder.ns(-4_999), TraceBuilder.INSTRUMENT));
        assertThat(broken(DUPLICATE)).isEmpty();
        builder.trace.intents.add(
            new FeedTrace.Intent(TraceBuilder.ns(-5_001), TraceBuilder.INSTRUMENT));
        assertThat(broken(DUPLICATE)).containsExactly(
            "1 orders were made before the limits of their symbol were known");
    }

    @Test
    void limitsThatAreNotKnownWhenTheFaultBegins() {
        builder.trace.limitsKnownNs.put(TraceBuilder.INSTRUMENT, TraceBuilder.ns(10));
        assertThat(broken(DUPLICATE))
            .containsExactly("limits of BTCUSDT unknown at the start");
    }

    @Test
    void refusalsInARow() {
        for (int i = 0; i < 46; i++) {
            builder.trace.refusedNs.add(TraceBuilder.ns(i * 223L));
        }
        assertThat(broken(DUPLICATE)).isEmpty();
        builder.trace.refusedNs.add(TraceBuilder.ns(10_222));
        assertThat(broken(DUPLICATE)).containsExactly("more than 45 calls refused in 10 s");
    }

    @Test
    void aSymbolWithoutTicksTurnsTheFeedRed() {
        mute();
        Expectation red = MUTE.andRed();
        assertThat(broken(red)).containsExactly(
            "nothing fresh came of some symbol, and the feed was never told");
        builder.trace.venue.add(new FeedTrace.VenueStatus(
            TraceBuilder.ns(9_100), FeedFlag.YELLOW, StatusReason.NOT_TRADING));
        assertThat(broken(red)).containsExactly(
            "nothing fresh came of some symbol, and the feed was YELLOW");
        builder.trace.venue.add(new FeedTrace.VenueStatus(
            TraceBuilder.ns(9_200), FeedFlag.RED, StatusReason.NOT_TRADING));
        assertThat(broken(red)).isEmpty();
    }

    @Test
    void aSymbolThatNoFaultHitsAndSocketsThatWereWell() {
        assertThat(broken(MUTE.of("ETHUSDT"))).containsExactly("loss not noticed");
        mute();
        assertThat(broken(MUTE.of("BTCUSDT"))).isEmpty();
        assertThat(broken(MUTE.of("ETHUSDT")))
            .contains("a stream was lost that no fault hit: BTCUSDT trade YELLOW silent");
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(broken(MUTE.of("BTCUSDT"))).as("one a route").isEmpty();
            builder.trace.requests.add(new FeedTrace.Request(TraceBuilder.ns(9_000),
                FeedAction.CONNECT, RequestReason.SILENT, FeedCall.NONE, 3, 0, attempt, 0));
        }
        assertThat(broken(MUTE.of("BTCUSDT")))
            .containsExactly("3 attempts to connect, though every socket was well");
        assertThat(broken(MUTE)).isEmpty();
    }

    /** It was there from the start: nothing is measured but when all was well. */
    @Test
    void whatIsMissingAtTheStartMustBeThereAtTheEnd() {
        Expectation unknown = Expectation.startsUnknown("list-empty");
        assertThat(broken(unknown)).isEmpty();
        builder.trace.limitsKnownNs.clear();
        builder.lost(STATS, 21_000, StatusReason.SILENT);
        assertThat(broken(unknown)).containsExactly(
            "a stream was lost that no fault hit: BTCUSDT stats YELLOW silent",
            "BTCUSDT stats is not whole at the end: YELLOW silent",
            "limits of BTCUSDT unknown at the start");
        Measurement late = new TraceBuilder().lost(STATS, -9_000, StatusReason.STARTING)
            .whole(STATS, 23_000).measure(Expectation.startsWithout("rest-starts-late"));
        assertThat(late.broken()).isEmpty();
        assertThat(late.backNs()).isEqualTo(3_000_000_000L);
    }

    @Test
    void aStreamThatDiesForEverAndIsNeverNoticed() {
        builder.dead(TRADE, 0, Long.MAX_VALUE / 2_000_000);
        assertThat(broken(MUTE)).contains("BTCUSDT trade: loss not noticed");
        builder.stream(TRADE).goodTicks.clear();
        assertThat(broken(MUTE)).contains("BTCUSDT trade: loss not noticed");
    }

    @Test
    void aSilenceThatAnotherSocketEndsInTimeNeedsNoNotice() {
        builder.dead(TRADE, 0, 8_000);
        mute();
        builder.stream(TRADE).statuses.removeIf(status -> status.ns() > TraceBuilder.ns(0));
        assertThat(broken(MUTE)).contains("BTCUSDT trade: loss not noticed");
        TraceBuilder other = new TraceBuilder().dead(TRADE, 0, 8_000);
        assertThat(other.measure(MUTE).broken()).containsExactly("loss not noticed");
    }

    @Test
    void aHoleIsNoNoticeOfASilence() {
        builder.dead(TRADE, 0, TraceBuilder.END_MS).filling(TRADE, 9_500).whole(TRADE, 10_000);
        assertThat(broken(MUTE)).contains("BTCUSDT trade: loss not noticed");
    }

    @Test
    void aClosedSocketThatNobodyTellsOf() {
        closed(30_000);
        builder.stream(MARK).statuses.removeIf(status -> status.ns() > TraceBuilder.ns(0));
        builder.stream(MARK).goodTicks.clear();
        assertThat(broken(CLOSED)).containsExactly("BTCUSDT mark: loss not noticed");
    }

    @Test
    void aStreamThatWasNotHitIsLost() {
        mute().filling(TRADE, 26_000).whole(TRADE, 26_500);
        assertThat(broken(MUTE)).isEmpty();
        builder.lost(STATS, 10_000, StatusReason.PROVING).whole(STATS, 15_000);
        assertThat(broken(MUTE)).containsExactly(
            "a stream was lost that no fault hit: BTCUSDT stats YELLOW proving");
    }

    @Test
    void onlyTradesMayFillWhereTheyAreNotHit() {
        Expectation frozen = Expectation.silences("frozen-time", MARK);
        builder.dead(MARK, 0, 20_000).lost(MARK, 3_100, StatusReason.FROZEN).polled(MARK, 3_200)
            .whole(MARK, 26_000).filling(TRADE, 10_000).whole(TRADE, 10_500);
        assertThat(broken(frozen)).isEmpty();
        builder.filling(QUOTE, 10_000).whole(QUOTE, 10_500);
        assertThat(broken(frozen)).containsExactly(
            "a stream was lost that no fault hit: BTCUSDT quote YELLOW filling");
    }

    @Test
    void aStreamThatIsNotWholeAtTheEnd() {
        hole().backfill(101, 103).filling(TRADE, 1_100);
        assertThat(broken(HOLE)).containsExactly(
            "BTCUSDT trade is not whole at the end: YELLOW filling");
        builder.stream(TRADE).statuses.clear();
        assertThat(broken(HOLE)).contains("BTCUSDT trade is not whole at the end: never told");
    }

    @Test
    void aHoleThatIsToldAndNeverEnds() {
        hole();
        assertThat(broken(HOLE.but(Excuse.LOST_TRADES))).containsExactly("trades 101 to 103 of "
            + "instrument 1 are missing, and were neither filled nor told to be lost");
        builder.lostForEver(101, 102);
        assertThat(broken(HOLE.but(Excuse.LOST_TRADES))).hasSize(1);
        builder.lostForEver(103, 103);
        assertThat(broken(HOLE.but(Excuse.LOST_TRADES))).isEmpty();
    }

    @Test
    void aHoleThatNobodyTold() {
        hole().trades(203, 300);
        builder.backfill(101, 103);
        assertThat(broken(HOLE)).contains("trades 201 to 202 of instrument 1 are missing, and "
            + "nobody said so");
    }

    @Test
    void tradesAreLostAlthoughRestWasThere() {
        closed(30_000);
        hole().lostForEver(101, 103);
        assertThat(broken(CLOSED)).containsExactly(
            "3 trades were not brought afterwards, and REST was there");
        assertThat(broken(CLOSED.but(Excuse.LOST_TRADES))).isEmpty();
    }

    @Test
    void aNumberingAnew() {
        builder.trace.renumbered.add(77L);
        assertThat(broken(DUPLICATE)).containsExactly("taken for a numbering anew 1 times");
    }

    @Test
    void aStreamThatGoesBackAndForthDuringOneFault() {
        mute().lost(TRADE, 31_200, StatusReason.SILENT).whole(TRADE, 37_200);
        assertThat(broken(MUTE)).containsExactly(
            "BTCUSDT trade went back and forth: lost 2 times by one fault");
        builder.another(30_000);
        assertThat(broken(MUTE)).isEmpty();
        builder.lost(TRADE, 43_200, StatusReason.SILENT).whole(TRADE, 49_200);
        assertThat(broken(MUTE)).hasSize(1);
    }

    @Test
    void aStreamThatIsBackWhileTheFaultLasts() {
        closed(12_000);
        assertThat(broken(CLOSED.but(Excuse.BACK_EARLY))).isEmpty();
        assertThat(broken(CLOSED)).hasSize(4).contains(
            "BTCUSDT mark was back on its socket 7950 ms before the fault was over");
    }

    @Test
    void faultsOfOneMomentAreOneCause() {
        builder.another(0);
        mute().lost(TRADE, 31_200, StatusReason.SILENT).whole(TRADE, 37_200);
        assertThat(broken(MUTE)).hasSize(1);
    }

    @Test
    void howALossIsToldDoesNotMakeItTwo() {
        mute();
        builder.stream(TRADE).statuses.remove(builder.stream(TRADE).statuses.size() - 1);
        builder.lost(TRADE, 21_000, StatusReason.LINK_DOWN)
            .lost(TRADE, 22_000, StatusReason.PROVING)
            .filling(TRADE, 27_000).whole(TRADE, 28_000);
        assertThat(broken(MUTE)).isEmpty();
    }

    @Test
    void fillingIsNotHarmlessExceptWhereTradesComeOutOfOrder() {
        builder.filling(TRADE, 2_000).whole(TRADE, 2_500);
        assertThat(broken(DUPLICATE)).containsExactly(
            "a harmless fault was taken for a loss: BTCUSDT trade YELLOW filling");
        assertThat(broken(REORDER)).isEmpty();
        hole().backfill(101, 103);
        assertThat(broken(REORDER)).isEmpty();
        assertThat(broken(DUPLICATE)).contains("a harmless fault caused 1 holes");
        assertThat(Expectations.ALL.stream()
            .filter(one -> one.isHarmless() && one.allows(Excuse.FILLING))
            .map(Expectation::scenario)).containsExactly("skip-ids", "malformed", "reorder");
    }

    @Test
    void tradesMustBePolledSoonAfterTheVenueHasTraded() {
        closed(30_000);
        builder.traded(100, -500, -490).traded(102, 40_000, 40_010);
        assertThat(broken(CLOSED)).isEmpty();
        builder.traded(101, 20_000, 31_000);
        assertThat(broken(CLOSED)).containsExactly("BTCUSDT trade: never polled");
        assertThat(broken(CLOSED.but(Excuse.NOT_POLLED))).isEmpty();
        builder.request(25_000, FeedAction.POLL, RequestReason.FILL, FeedCall.TRADE, 0);
        assertThat(broken(CLOSED)).hasSize(1);
        // An answer from before the trade, or to a question for later ones, is an honest one.
        builder.tradePoll(10_000, 101).tradePoll(22_000, 102);
        assertThat(broken(CLOSED)).isEmpty();
        builder.tradePoll(22_000, 101);
        assertThat(broken(CLOSED)).hasSize(1);
        builder.polled(TRADE, 20_700);
        assertThat(broken(CLOSED)).isEmpty();
        assertThat(polledAfterMs(CLOSED)).as("of the other kinds").isEqualTo(100);
        long everyMs = builder.trace.config.feed().pollEveryNs() / 1_000_000;
        builder.traded(98, 61 + everyMs, 20_700);
        assertThat(polledAfterMs(CLOSED)).isEqualTo(100);
        builder.traded(99, 60 + everyMs, 20_700);
        assertThat(polledAfterMs(CLOSED)).isEqualTo(20_700 - 60);
    }

    @Test
    void tradesMadeLaterMustBeAskedForWithinTheLimitOfSilence() {
        closed(30_000);
        builder.traded(97, 1_000, 20_700).polled(TRADE, 20_700);
        assertThat(broken(CLOSED)).containsExactly(
            "BTCUSDT trade: a trade made while it was lost was not asked for in 19700 ms");
        builder.tradePoll(11_001, 97);
        assertThat(broken(CLOSED)).hasSize(1);
        builder.tradePoll(11_000, 97);
        assertThat(broken(CLOSED)).isEmpty();
    }

    @Test
    void nobodyAsksWhileTheVenueForbidsIt() {
        closed(30_000);
        builder.traded(97, 1_000, 20_700).polled(TRADE, 20_700);
        builder.held(500, 9_000).held(3_000, 5_000).held(8_500, 10_699);
        assertThat(broken(CLOSED)).as("held for 9,699 ms").containsExactly(
            "BTCUSDT trade: a trade made while it was lost was not asked for in 10001 ms");
        builder.held(10_000, 10_700).held(20_700, 30_000);
        assertThat(broken(CLOSED)).isEmpty();
    }

    private long polledAfterMs(Expectation expected) {
        return builder.measure(expected).worstPolled().orElseThrow().ns() / 1_000_000;
    }

    @Test
    void whatIsNotYetSilentIsTakenForIt() {
        mute();
        List<StreamTrace.Status> statuses = builder.stream(TRADE).statuses;
        StreamTrace.Status silent = statuses.get(1);
        // The last good tick came a second before the fault, the limit is 10 s.
        statuses.set(1, new StreamTrace.Status(TraceBuilder.ns(8_960), silent.flag(),
            silent.reason(), silent.fedBy()));
        assertThat(broken(MUTE)).isEmpty();
        statuses.set(1, new StreamTrace.Status(TraceBuilder.ns(8_900), silent.flag(),
            silent.reason(), silent.fedBy()));
        assertThat(broken(MUTE)).containsExactly(
            "BTCUSDT trade: taken for lost after 9900 ms, too early by 50 ms");
    }

    /** Behind stalls of ours, however short, a stream may be stale when it is not yet silent. */
    @Test
    void whatIsStaleIsAsOldAsItIs() {
        mute().stall(5_000, 200);
        List<StreamTrace.Status> statuses = builder.stream(TRADE).statuses;
        StreamTrace.Status lost = statuses.get(1);
        statuses.set(1, new StreamTrace.Status(
            TraceBuilder.ns(9_010), lost.flag(), StatusReason.STALE, Source.SOCKET));
        assertThat(broken(MUTE)).isEmpty();
        statuses.set(1, new StreamTrace.Status(
            TraceBuilder.ns(8_900), lost.flag(), StatusReason.STALE, Source.SOCKET));
        assertThat(broken(MUTE)).containsExactly(
            "BTCUSDT trade: taken for lost after 9900 ms, too early by 50 ms");
        statuses.set(1, new StreamTrace.Status(
            TraceBuilder.ns(9_010), lost.flag(), StatusReason.SILENT, Source.POLL));
        assertThat(broken(MUTE)).containsExactly(
            "BTCUSDT trade: taken for lost after 9810 ms, too early by 140 ms");
    }
}
