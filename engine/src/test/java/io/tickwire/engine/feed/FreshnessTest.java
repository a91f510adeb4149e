package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.FIRST_TICK;
import static io.tickwire.engine.feed.FeedRig.MS;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.STABLE;
import static io.tickwire.engine.feed.FeedRig.connection;
import static io.tickwire.engine.feed.FeedRig.news;
import static io.tickwire.engine.feed.FeedRig.only;
import static io.tickwire.engine.feed.FeedRig.polls;
import static io.tickwire.engine.feed.FeedRig.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.StreamKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a socket is alive: every deadline at its limit and one past it, and probes. */
final class FreshnessTest {
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
        // The rest of the market goes on, so REST is a witness.
        rig.quiet(StreamKind.QUOTE).restMoves = true;
        rig.run(FIRST_TICK + SECOND);
        rig.run(STABLE);
        assertThat(rig.isFresh(StreamKind.QUOTE)).as("quiet, and proved").isTrue();
    }

    @Test
    void whereAVenueHasNoCallForItTheOthersOfTheConnectionAreTheWitness() {
        rig.planLinks(1, StreamKind.TRADE, StreamKind.MARK).timer();
        rig.cost(FeedCall.MARK, 1, 10).on(rig.given.budgetWindow(FeedRig.LIMIT));
        rig.opened(3);
        rig.carry(3).run(FIRST_TICK + SECOND);
        rig.quiet(StreamKind.TRADE);
        assertThat(only(rig.run(60 * SECOND), "trade", "close", "connect")).isEmpty();
        assertThat(rig.isFresh(StreamKind.TRADE)).isTrue();
        rig.carry();
        assertThat(rig.run(60 * SECOND)).contains("trade 1 RED silent poll");
    }
}
