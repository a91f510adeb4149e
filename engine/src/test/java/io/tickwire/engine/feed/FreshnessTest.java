package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.FIRST_TICK;
import static io.tickwire.engine.feed.FeedRig.MS;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.STABLE;
import static io.tickwire.engine.feed.FeedRig.TIMER;
import static io.tickwire.engine.feed.FeedRig.connection;
import static io.tickwire.engine.feed.FeedRig.news;
import static io.tickwire.engine.feed.FeedRig.only;
import static io.tickwire.engine.feed.FeedRig.polls;
import static io.tickwire.engine.feed.FeedRig.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.stage.Given;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a socket is alive: every deadline at its limit and one past, probes, our own stalls. */
final class FreshnessTest {
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

    // --- the first tick ---

    @ParameterizedTest
    @EnumSource(names = {"STATS", "MARK"})
    void theFirstTickOfACadenceHasADeadline(StreamKind kind) {
        subscribed(kind);
        assertThat(news(rig.after(FIRST_TICK).timer())).as("at the limit").isEmpty();
        assertThat(rig.after(1).timer()).contains(
            "close @3/1 no first tick", about(kind) + " YELLOW no first tick poll");
        assertThat(rig.told(about(kind)).silenceMs()).isEqualTo(FIRST_TICK / MS);
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTE", "TRADE"})
    void theFirstTickOfWhatMayBeQuietHasADeadlineThatOnlyAsks(StreamKind kind) {
        subscribed(kind);
        assertThat(news(rig.after(FIRST_TICK).timer())).as("at the limit").isEmpty();
        assertThat(news(polls(rig.after(1).timer())))
            .containsExactly("poll " + kind.label() + " 1 probe");
        rig.answer();
        assertThat(rig.timer()).contains(about(kind) + " GREEN quiet socket");
        assertThat(rig.isFresh(kind)).as("quiet is as good as fresh").isTrue();
    }

    @Test
    void aQuoteThatIsSilentFromTheStartIsComparedWithABase() {
        rig.plan(StreamKind.QUOTE).timer();
        rig.move(StreamKind.QUOTE).opened(1);
        assertThat(polls(rig.timer())).containsExactly("poll quote 1 probe");
        rig.answer();
        assertThat(polls(rig.timer())).as("once").isEmpty();
        rig.after(FIRST_TICK + 1).move(StreamKind.QUOTE).timer();
        rig.answer();
        assertThat(rig.timer())
            .contains("close @1/1 no first tick", "quote 1 YELLOW no first tick poll");
    }

    @Test
    void aReplyWithoutARowIsNoAnswer() {
        rig.plan(StreamKind.QUOTE).timer();
        rig.opened(1);
        rig.timer();
        rig.answer();
        assertThat(polls(rig.timer())).as("asked in vain, so not again at once").isEmpty();
        rig.after(FIRST_TICK + 1).timer();
        rig.answer();
        assertThat(rig.timer()).contains("quote 1 YELLOW no first tick poll");
    }

    @Test
    void aQuoteThatCameNeedsNoBase() {
        rig.plan(StreamKind.QUOTE).timer();
        rig.opened(1);
        rig.tick(StreamKind.QUOTE);
        assertThat(polls(rig.timer())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {500, 501})
    void aTradeBehindTheSubscriptionShouldHaveComeByTheSocket(long behindMs) {
        subscribed(StreamKind.TRADE);
        rig.after(behindMs * MS).move(StreamKind.TRADE);
        rig.after(FIRST_TICK + 1 - behindMs * MS).timer();
        rig.answer();
        boolean dead = only(rig.timer(), "trade").contains("trade 1 YELLOW no first tick poll");
        assertThat(dead).isEqualTo(behindMs > 500);
    }

    @Test
    void withoutAClockTheSecondAnswerTellsATradeThatIsSilentFromTheStart() {
        rig.plan(StreamKind.TRADE).timer();
        rig.answerAll(500, 0);
        rig.opened(3);
        rig.after(SECOND).move(StreamKind.TRADE).after(FIRST_TICK).timer();
        rig.answer();
        assertThat(rig.timer()).contains("trade 1 GREEN quiet socket");
        rig.move(StreamKind.TRADE).after(silence(StreamKind.TRADE) + 1);
        assertThat(polls(rig.timer())).containsExactly("poll trade 1 probe from 2");
        rig.answer();
        assertThat(rig.timer()).contains("trade 1 YELLOW no first tick poll");
    }

    // --- silence ---

    @ParameterizedTest
    @EnumSource(names = {"STATS", "MARK"})
    void aCadenceBeyondItsLimitIsDead(StreamKind kind) {
        rig.streaming(kind);
        assertThat(news(rig.after(silence(kind)).timer())).as("at the limit").isEmpty();
        assertThat(rig.isFresh(kind)).isTrue();
        assertThat(rig.after(1).timer()).contains("close @3/1 silent", about(kind)
            + " YELLOW silent poll");
        assertThat(rig.isFresh(kind)).isFalse();
        assertThat(rig.told(about(kind)).silenceMs()).isEqualTo(silence(kind) / MS);
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTE", "TRADE"})
    void beyondTheLimitOfWhatMayBeQuietRestIsAsked(StreamKind kind) {
        rig.streaming(kind);
        assertThat(news(rig.after(silence(kind)).timer())).as("at the limit").isEmpty();
        assertThat(news(rig.after(1).timer())).containsExactly("poll " + kind.label()
            + " 1 probe" + (kind == StreamKind.TRADE ? " from 12" : ""));
        assertThat(news(rig.timer())).as("asked once").isEmpty();
        assertThat(rig.isFresh(kind)).as("innocent until the answer").isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTE", "TRADE"})
    void nothingNewAtRestIsQuietUntilTheNextLimitHasRunOut(StreamKind kind) {
        rig.streaming(kind).after(silence(kind) + 1).timer();
        rig.answer();
        assertThat(news(rig.timer())).isEmpty();
        assertThat(rig.isFresh(kind)).isTrue();
        assertThat(news(rig.after(silence(kind)).timer())).as("at the limit").isEmpty();
        assertThat(polls(rig.after(1).timer())).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTE", "TRADE"})
    void newsAtRestThatTheSocketDoesNotBringIsDeath(StreamKind kind) {
        rig.streaming(kind).after(SECOND).move(kind).after(silence(kind)).timer();
        assertThat(rig.isFresh(kind)).isTrue();
        rig.answer();
        assertThat(rig.shown()).isTrue();
        assertThat(rig.timer()).contains("close @" + connection(kind) + "/1 silent",
            about(kind) + " YELLOW silent poll");
        assertThat(rig.isFresh(kind)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTE", "TRADE"})
    void newsThatTheSocketBringsByTheNextTimerIsLife(StreamKind kind) {
        rig.streaming(kind).after(SECOND).move(kind).after(silence(kind)).timer();
        rig.answer();
        assertThat(rig.deliver(connection(kind), kind)).as("honestly brought again").isEmpty();
        assertThat(rig.shown()).as("REST was first").isFalse();
        assertThat(news(rig.timer())).isEmpty();
        assertThat(rig.isFresh(kind)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTE", "TRADE"})
    void aProbeThatFailsIsDeath(StreamKind kind) {
        rig.streaming(kind).after(silence(kind) + 1).timer();
        rig.answerAll(500, 0);
        assertThat(rig.timer()).contains(about(kind) + " YELLOW silent poll");
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTE", "TRADE"})
    void aProbeThatIsNotAnsweredIsDeathAfterTheLimitOnceMore(StreamKind kind) {
        rig.streaming(kind).after(silence(kind) + 1).timer();
        assertThat(news(rig.after(silence(kind) - 1).timer())).as("at the limit").isEmpty();
        assertThat(rig.after(1).timer()).contains(about(kind) + " YELLOW silent poll");
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTE", "TRADE"})
    void whereRestCannotBeAskedSilenceIsDeath(StreamKind kind) {
        rig.planLinks(1, kind).timer();
        rig.opened(connection(kind));
        rig.carry(connection(kind)).run(FIRST_TICK + SECOND);
        assertThat(news(rig.after(silence(kind)).timer())).as("at the limit").isEmpty();
        assertThat(rig.after(1).timer()).contains(about(kind) + " YELLOW silent poll");
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTE", "TRADE"})
    void whileTheVenueWantsToBeLeftAloneSilenceIsDeath(StreamKind kind) {
        rig.plan(kind).timer();
        rig.answerAll(429, 40 * SECOND);
        rig.opened(connection(kind));
        rig.carry(connection(kind)).run(FIRST_TICK + SECOND);
        assertThat(rig.after(silence(kind) + 1).timer()).contains(about(kind)
            + " YELLOW silent poll").noneMatch(line -> line.startsWith("poll"));
    }

    @Test
    void aStreamHeldDeadIsQuietOnceRestAnswersAgain() {
        rig.streaming(StreamKind.QUOTE, StreamKind.TRADE, StreamKind.MARK).after(1);
        rig.carry().after(silence(StreamKind.QUOTE)).timer();
        rig.answerAll(500, 0);
        assertThat(rig.timer()).contains("quote 1 YELLOW silent poll");
        rig.run(SECOND);
        rig.opened(1);
        rig.opened(2);
        rig.run(FIRST_TICK + SECOND);
        rig.run(STABLE);
        assertThat(rig.isFresh(StreamKind.QUOTE)).as("quiet, and proved").isTrue();
    }

    // --- what is no news ---

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
    void whatIsLateByAClockThatIsNotKnownIsNotLate() {
        rig.planLinks(1, StreamKind.MARK).timer();
        rig.opened(3);
        for (int i = 1; i < 20; i++) {
            rig.after(SECOND).on(rig.given.mark(3, 1, i));
            rig.timer();
        }
        assertThat(rig.isFresh(StreamKind.MARK)).isTrue();
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
        assertThat(rig.isFresh(StreamKind.MARK)).isTrue();
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
        assertThat(only(rig.on(rig.given.timer(15 * SECOND)), about(kind))).isEmpty();
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
        assertThat(only(rig.on(rig.given.timer(20 * SECOND)), "mark")).isEmpty();
        rig.tick(StreamKind.MARK);
        assertThat(only(rig.timer(), "mark")).isEmpty();
        assertThat(rig.isFresh(StreamKind.MARK)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {SUSPENDED - 1, SUSPENDED})
    void behindASuspensionNothingIsFresh(long stall) {
        rig.streaming().after(stall);
        rig.on(rig.given.timer(stall));
        for (StreamKind kind : FeedRig.ALL) {
            assertThat(rig.isFresh(kind)).as(kind.name()).isEqualTo(stall < SUSPENDED);
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
        rig.after(FIRST_TICK).on(rig.given.mark(9, 1, 1));
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
