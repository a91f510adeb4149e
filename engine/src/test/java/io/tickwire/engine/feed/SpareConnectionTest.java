package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.FIRST_TICK;
import static io.tickwire.engine.feed.FeedRig.MINUTE;
import static io.tickwire.engine.feed.FeedRig.MS;
import static io.tickwire.engine.feed.FeedRig.ROTATE;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.STABLE;
import static io.tickwire.engine.feed.FeedRig.TIMER;
import static io.tickwire.engine.feed.FeedRig.only;
import static io.tickwire.engine.feed.FeedRig.silence;
import static io.tickwire.engine.feed.FeedRig.sockets;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a connection is replaced before it is closed, and what becomes of trades that two bring. */
final class SpareConnectionTest {
    private static final long MIN = SECOND / 4;
    private static final long MAX = 30 * SECOND;

    private final FeedRig rig = new FeedRig();

    // --- make before break ---

    @Test
    void aLegThatHasComeOfAgeIsReplacedBeforeItIsClosed() {
        rig.streaming().run(SECOND);
        long openedAtNs = rig.given.nowNs() - FIRST_TICK - 2 * SECOND;
        rig.carry().after(openedAtNs + ROTATE - 1 - rig.given.nowNs());
        tickAll(1, 3);
        assertThat(sockets(rig.timer())).as("at the limit").isEmpty();
        assertThat(sockets(rig.after(1).timer())).containsExactly(
            "connect @2/2 rotate", "connect @4/2 rotate");
        assertThat(rig.opened(2)).containsExactly("subscribe @2/2");
        tickAll(1, 3);
        assertThat(sockets(rig.timer())).as("it has brought nothing").isEmpty();
        rig.tick(2, StreamKind.QUOTE);
        assertThat(sockets(rig.timer())).containsExactly("close @1/1 replaced");
        assertThat(rig.isFresh(StreamKind.QUOTE)).as("without a break").isTrue();
        assertThat(rig.closed(1)).isEmpty();
        rig.after(SECOND).tick(2, StreamKind.QUOTE);
        assertThat(only(rig.timer(), "connect @1", "close", "quote")).isEmpty();
        assertThat(rig.isFresh(StreamKind.QUOTE)).isTrue();
    }

    private void tickAll(int quotes, int others) {
        rig.tick(quotes, StreamKind.QUOTE);
        rig.tick(others, StreamKind.TRADE);
        rig.tick(others, StreamKind.STATS);
        rig.tick(others, StreamKind.MARK);
    }

    @Test
    void aShutdownThatIsAnnouncedIsForestalled() {
        rig.streaming().fact(3, LinkFact.CLOSE_ANNOUNCED);
        assertThat(sockets(rig.timer())).containsExactly("connect @4/2 close announced");
        rig.opened(4);
        rig.tick(4, StreamKind.STATS);
        rig.tick(4, StreamKind.MARK);
        assertThat(sockets(rig.timer())).as("trades are missing").isEmpty();
        rig.tick(4, StreamKind.TRADE);
        assertThat(sockets(rig.timer())).containsExactly("close @3/1 replaced");
        rig.closed(3);
        assertThat(sockets(rig.carry(1, 4).run(MINUTE))).as("doomed no more").isEmpty();
    }

    @Test
    void trulyQuietStreamsDoNotHoldTheReplacementBack() {
        rig.streaming().fact(3, LinkFact.CLOSE_ANNOUNCED);
        rig.carry(1).timer();
        rig.opened(4);
        rig.tick(4, StreamKind.STATS);
        rig.tick(4, StreamKind.MARK);
        assertThat(sockets(rig.after(STABLE - 1).timer())).isEmpty();
        assertThat(sockets(rig.after(1).timer())).as("silent on both for long enough")
            .containsExactly("close @3/1 replaced");
    }

    @Test
    void aLegThatIsCutWithTheSpareOpenIsReplacedAtOnce() {
        rig.streaming().fact(1, LinkFact.CLOSE_ANNOUNCED);
        rig.timer();
        rig.opened(2);
        rig.tick(2, StreamKind.QUOTE);
        assertThat(rig.closed(1)).isEmpty();
        rig.tick(2, StreamKind.QUOTE);
        assertThat(rig.shown()).isTrue();
        assertThat(only(rig.timer(), "quote")).as("it has brought quotes already").isEmpty();
        assertThat(sockets(rig.carry(2, 3).run(STABLE))).isEmpty();
        assertThat(rig.isFresh(StreamKind.QUOTE)).isTrue();
    }

    /** Marks come by these connections once a second, trades by none; REST answers. */
    private void onlyMarks(int seconds, int... connections) {
        for (int i = 0; i < seconds; i++) {
            rig.after(SECOND).move(StreamKind.MARK);
            for (int connection : connections) {
                rig.deliver(connection, StreamKind.MARK);
            }
            rig.timer();
            rig.answer();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLegThatMissedWhatRestHasShownSinceItOpenedIsNotQuiet(boolean missed) {
        rig.streaming(StreamKind.TRADE, StreamKind.MARK).clock(0).carry();
        rig.move(StreamKind.TRADE);
        onlyMarks(12, 3);
        rig.fact(3, LinkFact.CLOSE_ANNOUNCED);
        rig.timer();
        rig.opened(4);
        onlyMarks(2, 3, 4);
        if (missed) {
            rig.move(StreamKind.TRADE);
        }
        onlyMarks(40, 3, 4);
        assertThat(rig.isFresh(StreamKind.TRADE)).isEqualTo(!missed);
        rig.tick(4, StreamKind.TRADE);
        onlyMarks(6, 4);
        assertThat(rig.isFresh(StreamKind.TRADE)).isTrue();
    }

    @Test
    void aLegThatIsCutWhileTheSpareConnectsIsReplacedWhenThatOpens() {
        rig.streaming().fact(1, LinkFact.CLOSE_ANNOUNCED);
        rig.timer();
        rig.closed(1);
        assertThat(sockets(rig.after(MAX).timer())).as("one attempt in flight")
            .doesNotContain("connect @1/3 reconnect");
        assertThat(rig.opened(2)).containsExactly("subscribe @2/2");
        rig.tick(2, StreamKind.QUOTE);
        assertThat(only(rig.timer(), "quote")).containsExactly("quote 1 YELLOW proving poll");
    }

    @Test
    void aSpareThatIsNeverCompleteIsAFailedAttempt() {
        rig.streaming().fact(3, LinkFact.CLOSE_ANNOUNCED);
        rig.run(TIMER);
        rig.opened(4);
        List<String> decided = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            decided.addAll(sockets(rig.run(SECOND)));
            rig.deliver(4, StreamKind.STATS);
        }
        assertThat(decided).as("at the limit").isEmpty();
        assertThat(sockets(rig.after(1).timer())).containsExactly("close @4/2 no first tick");
        rig.closed(4);
        assertThat(only(rig.run(SECOND), "connect")).containsExactly(
            "connect @4/3 close announced");
        assertThat(rig.isFresh(StreamKind.TRADE)).as("on the old leg").isTrue();
    }

    @Test
    void aSpareThatFailsIsTriedAgain() {
        rig.streaming().fact(1, LinkFact.CLOSE_ANNOUNCED);
        rig.timer();
        rig.failed(2);
        assertThat(only(rig.run(SECOND), "connect")).containsExactly(
            "connect @2/3 close announced");
        rig.opened(2);
        rig.closed(2);
        assertThat(only(rig.run(2 * SECOND), "connect")).containsExactly(
            "connect @2/4 close announced");
        assertThat(rig.isFresh(StreamKind.QUOTE)).isTrue();
    }

    @Test
    void aSpareThatTookOverEndsTheRowOfFailedOnes() {
        rig.streaming().fact(1, LinkFact.CLOSE_ANNOUNCED);
        rig.timer();
        for (int i = 0; i < 6; i++) {
            rig.failed(2);
            rig.run(MAX);
        }
        rig.opened(2);
        rig.tick(2, StreamKind.QUOTE);
        rig.timer();
        rig.closed(1);
        rig.carry(2, 3).run(MINUTE);
        rig.fact(2, LinkFact.CLOSE_ANNOUNCED);
        rig.timer();
        rig.failed(1);
        assertThat(only(rig.run(MIN + TIMER), "connect")).hasSize(1);
    }

    @Test
    void aDeadStreamBesideHealthyOnesIsFetchedByTheSpareConnection() {
        rig.streaming().carry(1);
        List<String> decided = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            decided.addAll(rig.run(SECOND));
            rig.deliver(3, StreamKind.STATS);
            rig.deliver(3, StreamKind.TRADE);
        }
        assertThat(sockets(decided)).containsExactly("connect @4/2 silent");
        assertThat(only(decided, "mark 1")).contains("mark 1 YELLOW silent poll");
        rig.opened(4);
        assertThat(rig.isFresh(StreamKind.STATS)).as("not disturbed").isTrue();
        assertThat(sockets(rig.carry(1, 3, 4).run(SECOND)))
            .containsExactly("close @3/1 replaced");
        rig.closed(3);
        List<String> proof = rig.carry(1, 4).run(STABLE + SECOND);
        assertThat(sockets(proof)).isEmpty();
        assertThat(only(proof, "mark 1")).containsExactly("mark 1 GREEN fresh socket");
    }

    @Test
    void whatTheSpareLegBroughtIsNoNewsWhenRestShowsIt() {
        rig.streaming(StreamKind.QUOTE).fact(1, LinkFact.CLOSE_ANNOUNCED);
        rig.carry().timer();
        rig.opened(2);
        rig.after(SECOND).tick(2, StreamKind.QUOTE);
        assertThat(sockets(rig.timer())).containsExactly("close @1/1 replaced");
        rig.closed(1);
        rig.run(silence(StreamKind.QUOTE) + SECOND);
        assertThat(rig.isFresh(StreamKind.QUOTE)).as("quiet on the leg that took over").isTrue();
    }

    @Test
    void whereAllIsDeadTheLegIsClosedAndTheRouteBeginsAnew() {
        rig.streaming(StreamKind.STATS, StreamKind.MARK).carry();
        List<String> decided = sockets(rig.run(8 * SECOND));
        assertThat(decided).containsExactly(
            "connect @4/2 silent", "close @3/1 silent");
    }

    @Test
    void ticksOfALegThatIsGoneAreShownOnlyIfNew() {
        rig.streaming().fact(1, LinkFact.CLOSE_ANNOUNCED);
        rig.timer();
        rig.opened(2);
        rig.tick(2, StreamKind.QUOTE);
        rig.timer();
        rig.deliver(1, StreamKind.QUOTE);
        assertThat(rig.shown()).isFalse();
        rig.tick(1, StreamKind.QUOTE);
        assertThat(rig.shown()).as("still being closed, still true").isTrue();
    }

    // --- trades on two connections ---

    @Test
    void tradesOfTheSpareLegCountOnlyWhereTheyAreTheVeryNext() {
        rig.streaming(StreamKind.TRADE).fact(3, LinkFact.CLOSE_ANNOUNCED);
        rig.timer();
        rig.opened(4);
        long shown = rig.number(StreamKind.TRADE);
        assertThat(trade(4, shown + 3)).as("what lies between may still come").isFalse();
        assertThat(sockets(rig.timer())).as("not yet").isEmpty();
        assertThat(trade(3, shown + 1)).isTrue();
        assertThat(trade(4, shown + 2)).isTrue();
        assertThat(trade(3, shown + 2)).isFalse();
        assertThat(trade(3, shown + 3)).isTrue();
        assertThat(sockets(rig.timer())).containsExactly("close @3/1 replaced");
        assertThat(trade(4, shown + 4)).isTrue();
    }

    private boolean trade(int connection, long id) {
        List<String> told = rig.on(rig.given.aggregate(connection, 1, id, 1, 1));
        assertThat(told).as("leg %d, id %d", connection, id).isEmpty();
        return rig.shown();
    }

    @Test
    void whatTheOtherLegDoesNotBringWithinASecondIsMissing() {
        rig.streaming(StreamKind.TRADE).fact(3, LinkFact.CLOSE_ANNOUNCED);
        rig.timer();
        rig.opened(4);
        long shown = rig.number(StreamKind.TRADE);
        assertThat(trade(4, shown + 3)).isFalse();
        rig.after(SECOND);
        assertThat(trade(4, shown + 4)).as("at the limit").isFalse();
        rig.after(1);
        assertThat(rig.on(rig.given.aggregate(4, 1, shown + 5, 1, 1))).containsExactly(
            "trade 1 hole " + (shown + 1) + ".." + (shown + 4));
        assertThat(rig.shown()).isTrue();
        assertThat(trade(4, shown + 6)).isTrue();
        assertThat(trade(3, shown + 1)).isFalse();
        assertThat(rig.showing()).as("late, but here").isEqualTo(Visibility.BACKFILL);
    }

    @Test
    void whatIsLostWithTheOldLegIsToldByItsIds() {
        rig.streaming(StreamKind.TRADE).fact(3, LinkFact.CLOSE_ANNOUNCED);
        rig.timer();
        rig.opened(4);
        long shown = rig.number(StreamKind.TRADE);
        assertThat(trade(4, shown + 3)).isFalse();
        rig.closed(3);
        assertThat(rig.on(rig.given.aggregate(4, 1, shown + 4, 1, 1))).containsExactly(
            "trade 1 hole " + (shown + 1) + ".." + (shown + 3));
        assertThat(rig.shown()).isTrue();
    }

    /** Two connections bring the same trades, each at its own pace, while one takes over. */
    @Test
    void rotationLosesAndRepeatsNoTrade() {
        long first = new Random().nextLong();
        System.out.println("RouteSupervisorTest seed " + first);
        for (long seed = first; seed < first + 200; seed++) {
            rotate(seed);
        }
    }

    private static void rotate(long seed) {
        Random random = new Random(seed);
        FeedRig rig = new FeedRig();
        rig.streaming(StreamKind.TRADE).carry().fact(3, LinkFact.CLOSE_ANNOUNCED);
        rig.timer();
        long[] at = new long[5];
        at[3] = rig.number(StreamKind.TRADE);
        // The spare connection begins at a trade of its own, which the other has brought or not
        // yet.
        at[4] = at[3] + random.nextInt(7) - 3;
        long next = at[3] + 1;
        rig.opened(4);
        boolean closing = false;
        for (int step = 0; step < 400 && !(closing && at[3] < at[4]); step++) {
            rig.after(random.nextInt(20) * MS);
            int connection = random.nextInt(100) < 52 ? 4 : 3;
            int burst = random.nextInt(6);
            for (int i = 0; i < burst && (connection == 4 || !closing); i++) {
                List<String> told =
                    rig.on(rig.given.aggregate(connection, 1, ++at[connection], 1, 1)
                    .set(TradeFields.TRANSACT_MS, rig.given.nowNs() / MS));
                assertThat(told).as("seed %d, step %d", seed, step).isEmpty();
                if (rig.shown()) {
                    assertThat(at[connection]).as("seed %d, step %d", seed, step).isEqualTo(next++);
                }
            }
            if (random.nextInt(4) == 0) {
                closing |= rig.timer().contains("close @3/1 replaced");
            }
        }
    }
}
