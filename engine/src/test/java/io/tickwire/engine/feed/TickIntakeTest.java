package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.MINUTE;
import static io.tickwire.engine.feed.FeedRig.MS;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.connection;
import static io.tickwire.engine.feed.FeedRig.news;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.stage.Given;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of single ticks: shown or not, and what is told of them. */
final class TickIntakeTest {
    private static final long OLD_MS = Given.START_NS / MS - 1_000_000;

    private final FeedRig rig = new FeedRig();

    @BeforeEach
    void open() {
        rig.planLinks(1).timer();
        rig.opened(1);
        rig.opened(3);
    }

    /** Numbers of STATS and MARK are venue times. */
    private List<String> tick(StreamKind kind, long number) {
        return rig.on(rig.given.tick(kind, connection(kind), 1, OLD_MS + number));
    }

    private List<String> trade(long id) {
        return rig.on(rig.given.aggregate(3, 1, id, 1, 1));
    }

    @ParameterizedTest
    @EnumSource(value = StreamKind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void duplicatesAndOlderTicksAreNotShownAndToldOnceARow(StreamKind kind) {
        String about = kind.label() + " 1 ";
        tick(kind, 50);
        tick(kind, 51);
        assertThat(rig.shown()).isTrue();
        assertThat(tick(kind, 51)).containsExactly(about + "duplicate");
        assertThat(rig.shown()).isFalse();
        assertThat(tick(kind, 51)).isEmpty();
        assertThat(tick(kind, 50)).containsExactly(about + "older");
        assertThat(tick(kind, 49)).isEmpty();
        assertThat(rig.shown()).isFalse();
        assertThat(tick(kind, 52)).isEmpty();
        assertThat(rig.shown()).isTrue();
        assertThat(tick(kind, 52)).as("another row").containsExactly(about + "duplicate");
    }

    @Test
    void holesAreToldWithTheirIdsAndAreNotFreshUntilFilled() {
        trade(100);
        rig.after(SECOND);
        assertThat(trade(101)).isEmpty();
        rig.after(2 * SECOND);
        assertThat(trade(105)).containsExactly("trade 1 hole 102..104");
        assertThat(rig.shown()).isTrue();
        assertThat(rig.told("trade 1").gapMessages()).isEqualTo(3);
        assertThat(rig.told("trade 1").gapMs()).isEqualTo(2_000);
        assertThat(rig.told("trade 1").silenceMs()).isZero();
        assertThat(trade(106)).isEmpty();
        assertThat(rig.isFresh(StreamKind.TRADE)).isFalse();
        for (long id = 102; id <= 104; id++) {
            rig.on(FeedRig.filled(rig.given.aggregate(0, 1, id, 1, 1)));
        }
        assertThat(rig.isFresh(StreamKind.TRADE)).isTrue();
    }

    @Test
    void whatIsMissingIsCountedOverAllHoles() {
        for (long id : new long[] {1, 3, 4, 8}) {
            trade(id);
        }
        rig.after(SECOND).timer();
        assertThat(rig.feed().viewCount()).isPositive();
        for (int i = 0; i < rig.feed().viewCount(); i++) {
            StreamView view = rig.feed().view(i);
            assertThat(view.gapMessages()).isEqualTo(view.kind() == StreamKind.TRADE ? 4 : 0);
        }
    }

    @Test
    void aHoleBeforeATradeWithoutATimeHasNoDuration() {
        trade(100);
        assertThat(rig.on(rig.given.aggregate(3, 1, 102, 1, 1)
            .set(TradeFields.TRANSACT_MS, Event.ABSENT))).containsExactly("trade 1 hole 101..101");
        assertThat(rig.told("trade 1").gapMs()).isEqualTo(Event.ABSENT);
    }

    @Test
    void idsOfSingleTradesHaveHonestHoles() {
        rig.on(rig.given.trade(3, 1, 100));
        assertThat(rig.on(rig.given.trade(3, 1, 200))).isEmpty();
        assertThat(rig.shown()).isTrue();
    }

    @Test
    void aMinuteOfOlderTicksIsANewNumbering() {
        trade(1_000);
        for (int id = 1; id <= 5; id++) {
            trade(id);
        }
        trade(5);
        trade(5);
        trade(5);
        rig.after(MINUTE);
        assertThat(trade(6)).as("at the limit").isEmpty();
        assertThat(rig.shown()).isFalse();
        rig.after(1);
        assertThat(trade(7)).containsExactly("trade 1 renumbered");
        assertThat(rig.shown()).isTrue();
        assertThat(trade(8)).isEmpty();
        assertThat(rig.shown()).isTrue();
        assertThat(news(rig.timer())).contains("trade 1 GREEN fresh socket");
    }

    @Test
    void nineOlderTicksAreTooFewForANewNumbering() {
        trade(1_000);
        for (int id = 1; id <= 8; id++) {
            trade(id);
        }
        rig.after(MINUTE + 1);
        assertThat(trade(9)).isEmpty();
        assertThat(trade(10)).containsExactly("trade 1 renumbered");
    }

    @Test
    void whatPollsShowDoesNotHideANewNumbering() {
        trade(1_000);
        for (int id = 1; id <= 10; id++) {
            trade(id);
            rig.after(6_001 * 1_000_000L);
            rig.on(FeedRig.polled(rig.given.aggregate(0, 1, 1_000 + id, 1, 1)));
        }
        assertThat(trade(11)).containsExactly("trade 1 renumbered");
    }

    @Test
    void aNewTickEndsTheMinuteOfOlderOnes() {
        trade(1_000);
        trade(5);
        rig.after(MINUTE);
        trade(1_001);
        trade(6);
        rig.after(MINUTE);
        assertThat(trade(7)).isEmpty();
        assertThat(rig.shown()).isFalse();
    }

    @Test
    void aMinuteOfDuplicatesIsNoNewNumbering() {
        trade(1_000);
        for (int i = 0; i < 200; i++) {
            rig.after(SECOND);
            trade(1_000);
            assertThat(rig.shown()).isFalse();
        }
    }

    @Test
    void everyKindMayBeNumberedAnew() {
        for (StreamKind kind : FeedRig.ALL) {
            tick(kind, 900_000);
            for (int i = 0; i < 9; i++) {
                tick(kind, 5);
            }
        }
        rig.after(MINUTE + 1);
        for (StreamKind kind : FeedRig.ALL) {
            assertThat(tick(kind, 6)).containsExactly(kind.label() + " 1 renumbered");
            tick(kind, 7);
            assertThat(rig.shown()).isTrue();
        }
    }

    @Test
    void ofManyHolesTheOldestIsGivenUp() {
        trade(1);
        for (int id = 3; id < 2_000; id += 2) {
            assertThat(trade(id)).hasSize(id <= 1 + 2 * Holes.MAX ? 1 : 2);
        }
        rig.after(SECOND).timer();
        assertThat(rig.feed().viewCount()).isPositive();
    }

    @Test
    void whatPollsHaveShownIsNotToldWhenTheSocketBringsItAgain() {
        trade(100);
        rig.on(FeedRig.polled(rig.given.aggregate(0, 1, 101, 1, 1)));
        assertThat(rig.shown()).isTrue();
        assertThat(trade(101)).isEmpty();
        assertThat(rig.shown()).isFalse();
        assertThat(trade(101)).as("but twice by the socket").hasSize(1);
    }
}
