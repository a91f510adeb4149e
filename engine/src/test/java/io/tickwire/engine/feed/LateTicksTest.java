package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.MS;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.connection;
import static io.tickwire.engine.feed.FeedRig.news;
import static io.tickwire.engine.feed.FeedRig.only;
import static io.tickwire.engine.feed.FeedRig.polls;
import static io.tickwire.engine.feed.FeedRig.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ticks that are no sign of life: repeated, with a time that stands still, too late. */
final class LateTicksTest {
    private final FeedRig rig = new FeedRig();

    private static String about(StreamKind kind) {
        return kind.label() + " 1";
    }

    @Test
    void repeatedTicksAreNoLife() {
        rig.streaming(StreamKind.MARK);
        for (int i = 0; i < 4; i++) {
            rig.after(SECOND).deliver(3, StreamKind.MARK);
        }
        assertThat(news(rig.timer())).as("at the limit").isEmpty();
        assertThat(rig.after(1).timer()).contains("mark 1 YELLOW frozen poll");
    }

    @Test
    void quotesWhoseTimeStandsStillAreNotQuietSoNobodyIsAsked() {
        rig.streaming(StreamKind.QUOTE);
        long frozenMs = rig.given.nowNs() / MS;
        for (int i = 0; i < 5; i++) {
            rig.after(SECOND).move(StreamKind.QUOTE);
            rig.on(rig.given.quote(1, 1, rig.number(StreamKind.QUOTE))
                .set(QuoteFields.EVENT_MS, frozenMs));
        }
        assertThat(news(rig.timer())).as("at the limit").isEmpty();
        assertThat(news(rig.after(1).timer())).doesNotContain("poll quote 1 probe")
            .contains("close @1/1 frozen", "quote 1 YELLOW frozen poll");
    }

    @Test
    void whatComesInTheMillisecondOfTheLastNewsIsHonestQuiet() {
        rig.streaming(StreamKind.QUOTE);
        long ms = rig.given.nowNs() / MS;
        rig.after(SECOND).move(StreamKind.QUOTE);
        rig.on(rig.given.quote(1, 1, rig.number(StreamKind.QUOTE)).set(QuoteFields.EVENT_MS, ms));
        assertThat(news(rig.after(silence(StreamKind.QUOTE) - SECOND + 1).timer()))
            .containsExactly("poll quote 1 probe");
    }

    @ParameterizedTest
    @EnumSource(names = {"STATS", "MARK"})
    void ticksThatComeTooLateAreNoLife(StreamKind kind) {
        rig.streaming(kind).after(SECOND);
        long limitMs = silence(kind) / MS;
        rig.after(silence(kind) - SECOND).on(
            rig.given.tick(kind, 3, 1, rig.given.nowNs() / MS - limitMs + 1));
        assertThat(news(rig.timer())).isEmpty();
        rig.after(100 * MS).on(rig.given.tick(kind, 3, 1, rig.given.nowNs() / MS - limitMs));
        assertThat(news(rig.timer())).as("at the limit").isEmpty();
        rig.clock(0).after(100 * MS).on(
            rig.given.tick(kind, 3, 1, rig.given.nowNs() / MS - limitMs - 1));
        assertThat(rig.timer()).contains(about(kind) + " YELLOW lagging poll");
        assertThat(rig.told(about(kind)).lagMs()).isEqualTo(limitMs + 1);
    }

    @Test
    void whatIsLateByAClockThatIsNotKnownIsNotLateButOpensNothing() {
        rig.planLinks(1, StreamKind.MARK).timer();
        rig.opened(3);
        List<String> decided = new ArrayList<>();
        for (int i = 1; i < 20; i++) {
            rig.after(SECOND).on(rig.given.mark(3, 1, i));
            decided.addAll(rig.timer());
            // Each is a second later than the one before.
            assertThat(rig.isFresh(StreamKind.MARK)).as("mark %d", i).isEqualTo(i <= 5);
        }
        assertThat(only(decided, "mark")).containsExactly("mark 1 GREEN fresh socket",
            "mark 1 YELLOW age unknown socket");
    }

    /** Found by the simulator (seed 607): it left its polls for ticks 8 s old. */
    @Test
    void whatIsOfUnknownAgeIsPolledUntilItHasBeenYoungForLongEnough() {
        // Nobody tells the venue's time.
        rig.planLinks(1, StreamKind.MARK).cost(FeedCall.MARK, 1, 10);
        rig.on(rig.given.budgetWindow(FeedRig.LIMIT));
        rig.rest(true).restMoves = true;
        rig.run(20 * SECOND);
        rig.lateNs = 8 * SECOND;
        rig.opened(3);
        rig.carry(3);
        List<String> decided = only(rig.run(12 * SECOND), "mark");
        assertThat(decided).last().isEqualTo("mark 1 YELLOW proving poll");
        assertThat(decided).noneMatch(line -> line.contains("age unknown"));
        rig.lateNs = 0;
        assertThat(only(rig.run(FeedRig.STABLE - SECOND), "mark")).isEmpty();
        assertThat(only(rig.run(3 * SECOND), "mark")).containsExactly("mark 1 GREEN fresh socket");
    }

    private long crawlMs;

    /** From here on the venue's time hardly moves in marks: each is later than the one before. */
    private void crawl() {
        crawlMs = rig.given.nowNs() / MS + 1;
        rig.after(3 * SECOND).on(rig.given.mark(3, 1, crawlMs++));
    }

    private void lateMark() {
        rig.after(1_100 * MS).on(rig.given.mark(3, 1, crawlMs++));
    }

    @Test
    void anOldTickThatComesAgainIsNotLate() {
        rig.streaming(StreamKind.MARK).after(SECOND).tick(StreamKind.MARK);
        rig.on(rig.given.mark(3, 1, rig.given.nowNs() / MS - 4_001));
        assertThat(rig.timer()).doesNotContain("mark 1 YELLOW lagging poll");
    }

    @Test
    void aClockThatMayBeWrongIsAskedAgainAndWhatWasLateByItComesBack() {
        rig.streaming(StreamKind.STATS, StreamKind.MARK).run(30 * SECOND);
        crawl();
        lateMark();
        assertThat(rig.timer()).contains("poll clock 0 clock", "mark 1 YELLOW lagging poll");
        assertThat(rig.told("mark 1").lagMs()).isGreaterThan(4_000);
        rig.clock(-10 * SECOND).after(SECOND).tick(StreamKind.MARK);
        assertThat(only(rig.timer(), "mark")).containsExactly("mark 1 YELLOW proving poll");
    }

    @Test
    void whatWasFoundLateByTheClockBeforeIsJudgedAnew() {
        rig.streaming(StreamKind.STATS, StreamKind.MARK).run(30 * SECOND);
        crawl();
        lateMark();
        rig.clock(-10 * SECOND);
        assertThat(rig.timer()).doesNotContain("mark 1 YELLOW lagging poll");
        lateMark();
        assertThat(rig.timer()).doesNotContain("mark 1 YELLOW lagging poll");
        assertThat(rig.isFresh(StreamKind.MARK)).as("its age is not known").isFalse();
    }

    @Test
    void aClockThatWasJustAskedIsNotAskedAgain() {
        rig.streaming(StreamKind.STATS, StreamKind.MARK).run(30 * SECOND);
        rig.rest(false);
        crawl();
        lateMark();
        assertThat(polls(rig.timer())).contains("poll clock 0 clock");
        lateMark();
        assertThat(polls(rig.timer())).doesNotContain("poll clock 0 clock");
    }

    @Test
    void aLateTradeIsLateAndNotQuiet() {
        rig.streaming(StreamKind.TRADE);
        long ms = rig.given.after(SECOND).nowNs() / MS;
        rig.on(rig.given.aggregate(3, 1, 12, 1, 1)
            .set(TradeFields.TRANSACT_MS, ms - 10_001));
        assertThat(rig.timer()).contains("trade 1 YELLOW lagging poll");
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTE", "TRADE"})
    void idsOlderThanThoseBeforeAreSaidToBeThatAndNotQuiet(StreamKind kind) {
        rig.streaming().run(60 * SECOND);
        rig.quiet(kind);
        List<String> decided = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            decided.addAll(rig.run(SECOND));
            for (int link = connection(kind); link < connection(kind) + 2; link++) {
                decided.addAll(rig.on(rig.given.tick(kind, link, 1, i + 1)));
            }
        }
        assertThat(decided).contains(about(kind) + " YELLOW older ids poll")
            .contains(kind == StreamKind.QUOTE ? "close @1/1 older ids" : "connect @4/2 older ids")
            .doesNotContain(about(kind) + " GREEN quiet socket");
    }

    /** Found by the simulator: by its own ticks the other connection is well, and all are hidden. */
    @Test
    void idsOlderThanThoseBeforeAreNoBetterOnAnotherConnection() {
        rig.streaming(StreamKind.QUOTE).run(60 * SECOND);
        rig.quiet(StreamKind.QUOTE);
        rig.fact(1, LinkFact.CLOSE_ANNOUNCED);
        rig.after(MS).timer();
        rig.opened(2);
        List<String> decided = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            decided.addAll(rig.run(SECOND));
            for (int link = 1; link < 3; link++) {
                decided.addAll(rig.on(rig.given.tick(StreamKind.QUOTE, link, 1, i + 1)));
                assertThat(rig.shown()).isFalse();
            }
            assertThat(rig.isFresh(StreamKind.QUOTE)).as("at %d", i).isEqualTo(i < 4);
        }
        assertThat(decided).contains("quote 1 YELLOW older ids poll")
            .doesNotContain("quote 1 GREEN fresh socket");
    }

    @ParameterizedTest
    @EnumSource(value = StreamKind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void whatNobodyUnderstandsIsSaidToBeThat(StreamKind kind) {
        rig.streaming(kind);
        rig.carry().restMoves = true;
        List<String> decided = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            rig.on(rig.given.rejected(connection(kind)));
            decided.addAll(rig.run(SECOND));
        }
        assertThat(decided).contains(about(kind) + " YELLOW not understood poll",
            "close @" + connection(kind) + "/1 not understood");
    }

    @Test
    void whatNobodyUnderstandsBesideAQuietStreamDoesNotMakeItDead() {
        rig.streaming(StreamKind.TRADE, StreamKind.MARK);
        rig.quiet(StreamKind.TRADE);
        for (int i = 0; i < 30; i++) {
            rig.on(rig.given.rejected(3));
            assertThat(only(rig.run(SECOND), "trade")).isEmpty();
        }
        assertThat(rig.isFresh(StreamKind.TRADE)).isTrue();
    }
}
