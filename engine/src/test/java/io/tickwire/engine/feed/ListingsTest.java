package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.MINUTE;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradingStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The venue's list of symbols: when it is asked for, and what becomes of what it does not trade. */
final class ListingsTest {
    private static final String ASKED = "poll listing 0 listing";

    private final FeedRig rig = new FeedRig();
    /** Connections of {@link #follow}. */
    private final Set<Integer> open = new TreeSet<>(List.of(1, 3));
    /** Whether no more of them come about. */
    private boolean failing;

    private static List<String> asked(List<String> decided) {
        return FeedRig.only(decided, ASKED);
    }

    private FeedRig.Poll listing() {
        return rig.polls.values().stream().filter(poll -> poll.call() == FeedCall.LISTING)
            .findFirst().orElseThrow();
    }

    @Test
    void aListThatWasThereAtTheStartIsNotAskedFor() {
        rig.plan(2).listed(2).timer();
        rig.opened(1);
        rig.opened(3);
        assertThat(asked(rig.carry(1, 3).rest(true).run(10 * MINUTE))).isEmpty();
    }

    @Test
    void oneThatCouldNotBeHadIsAskedForUntilItIsThere() {
        rig.plan(2).cost(FeedCall.LISTING, 1, 1);
        assertThat(asked(rig.timer())).hasSize(1);
        rig.unanswered(listing());
        assertThat(asked(rig.run(SECOND - FeedRig.TIMER))).isEmpty();
        assertThat(asked(rig.run(FeedRig.TIMER))).hasSize(1);
        int more = 0;
        for (int second = 0; second < 600; second++) {
            more += asked(rig.run(SECOND)).size();
            List.copyOf(rig.polls.values()).forEach(rig::unanswered);
        }
        assertThat(more).as("backs off to about one a minute").isBetween(12, 16);
        // Whoever answers a handshake may answer this as well.
        rig.fact(1, LinkFact.OPENED);
        assertThat(asked(rig.run(2 * SECOND))).hasSize(1);
        rig.trading(1, TradingStatus.TRADING);
        rig.trading(2, TradingStatus.TRADING);
        rig.answered(listing(), 200, 0, Long.MIN_VALUE);
        assertThat(asked(rig.run(10 * MINUTE))).isEmpty();
    }

    @Test
    void theFirstAnswerBehindSilenceIsASignThatTheListMayBeHadToo() {
        rig.plan(1).cost(FeedCall.LISTING, 1, 1).timer();
        for (int second = 0; second < 40; second++) {
            List.copyOf(rig.polls.values()).forEach(rig::unanswered);
            rig.failed(1);
            rig.failed(3);
            rig.run(SECOND);
        }
        while (rig.polls.isEmpty()) {
            rig.run(SECOND);
        }
        List<FeedRig.Poll> others = rig.polls.values().stream()
            .filter(poll -> poll.call() != FeedCall.LISTING).toList();
        rig.polls.values().stream().filter(poll -> poll.call() == FeedCall.LISTING)
            .toList().forEach(rig::unanswered);
        rig.answered(others.get(0), 200, 0, Long.MIN_VALUE);
        assertThat(asked(rig.timer())).hasSize(1);
    }

    @Test
    void aVenueWithoutAListIsNotAsked() {
        rig.streaming(2);
        assertThat(asked(rig.run(MINUTE))).isEmpty();
    }

    /** Half the weight of a minute and eight connections were what it cost before. */
    @Test
    void aDelistedSymbolIsLeftOutAndTheOthersAreUntouched() {
        rig.streaming(3).listed(3);
        List<String> decided = rig.delist(2).run(5 * MINUTE);
        assertThat(asked(decided)).as("its status is asked once").hasSize(1);
        assertThat(FeedRig.only(decided, "connect").size())
            .as("one attempt a route, made before REST has said anything").isLessThanOrEqualTo(2);
        assertThat(FeedRig.polls(decided).stream().filter(line -> !line.contains("clock")))
            .hasSizeLessThan(12);
        assertThat(decided).contains("symbol 2 RED not trading")
            .noneMatch(line -> line.startsWith("symbol 1 RED")
                || line.startsWith("symbol 3 RED"))
            .noneMatch(line -> line.matches("(quote|trade|stats|mark) [13] .*"));
        assertThat(decided.stream().filter(line -> line.startsWith("venue"))
            .reduce((a, b) -> b)).hasValueSatisfying(
                line -> assertThat(line).startsWith("venue RED not trading"));
        assertThat(rig.feed().isTrading(2)).isFalse();
        assertThat(rig.feed().isTrading(1)).isTrue();
        assertThat(rig.feed().isFresh(2, StreamKind.QUOTE)).isFalse();
        assertThat(rig.feed().isFresh(1, StreamKind.QUOTE)).isTrue();
    }

    @Test
    void oneThatIsGoneCountsNoMoreAndIsNamedOnce() {
        FeedRig bold = new FeedRig(42, "feed: {delisted: gone}\n");
        bold.streaming(3).listed(3);
        List<String> decided = bold.delist(2).run(5 * MINUTE);
        assertThat(decided.stream().filter(line -> line.contains(" RED gone"))).as("once each")
            .hasSize(5).contains("symbol 2 RED gone").doesNotHaveDuplicates();
        assertThat(decided.stream().filter(line -> line.startsWith("venue"))
            .reduce((a, b) -> b)).hasValueSatisfying(
                line -> assertThat(line).startsWith("venue GREEN"));
        assertThat(bold.feed().isTrading(2)).isFalse();
        assertThat(bold.feed().isFresh(2, StreamKind.QUOTE)).isFalse();
        assertThat(bold.feed().isFresh(1, StreamKind.QUOTE)).isTrue();
        List<String> back = bold.delist(0).run(6 * MINUTE);
        assertThat(back).as("it is back").contains("symbol 2 GREEN fresh")
            .anyMatch(line -> line.startsWith("venue YELLOW"));
    }

    /** Nobody has seen it leave: it is waited for. */
    @Test
    void oneThatIsNotTradedYetIsNotGone() {
        FeedRig bold = new FeedRig(42, "feed: {delisted: gone}\n");
        bold.streaming(2).trading(1, TradingStatus.TRADING);
        bold.trading(2, TradingStatus.NOT_TRADING);
        assertThat(bold.run(MINUTE)).contains("symbol 2 RED not trading")
            .anyMatch(line -> line.startsWith("venue RED not trading"));
    }

    /** Sockets come and go as they are asked to; gives how many were asked for. */
    private int follow(List<String> decided) {
        Deque<String> asked = new ArrayDeque<>(FeedRig.sockets(decided));
        int connects = 0;
        while (!asked.isEmpty()) {
            String line = asked.remove();
            int connection = line.charAt(line.indexOf('@') + 1) - '0';
            if (line.startsWith("connect")) {
                connects++;
                if (failing) {
                    asked.addAll(FeedRig.sockets(rig.failed(connection)));
                } else {
                    open.add(connection);
                    asked.addAll(FeedRig.sockets(rig.opened(connection)));
                }
            } else if (line.startsWith("close")) {
                open.remove(connection);
                asked.addAll(FeedRig.sockets(rig.closed(connection)));
            }
        }
        rig.carry(open.stream().mapToInt(Integer::intValue).toArray());
        return connects;
    }

    /** The same for a time, in which those that are open bring what the venue has. */
    private int connects(long ns) {
        int connects = 0;
        for (long left = ns; left > 0; left -= FeedRig.TIMER) {
            connects += follow(rig.run(FeedRig.TIMER));
        }
        return connects;
    }

    /** No new connection brings it, so that each would be as bad as the one before. */
    @Test
    void noConnectionIsReplacedForASymbolThatIsLeftOut() {
        rig.streaming(3).listed(3);
        assertThat(connects(MINUTE)).as("all is well").isZero();
        rig.delist(2);
        assertThat(connects(10 * MINUTE)).as("made before REST has said anything")
            .isLessThanOrEqualTo(2);
        assertThat(connects(10 * MINUTE)).isZero();
        assertThat(rig.feed().isTrading(2)).isFalse();
        for (StreamKind kind : FeedRig.ALL) {
            assertThat(rig.feed().isFresh(1, kind)).as(kind.label()).isTrue();
        }
    }

    @Test
    void norIsItTriedAgainAndAgainWhereNewConnectionsFail() {
        rig.streaming(3).listed(3).delist(2);
        failing = true;
        connects(MINUTE);
        assertThat(connects(10 * MINUTE)).isZero();
        assertThat(open).containsExactly(1, 3);
    }

    /** The one that carries all but quotes, where no other is open. */
    private int current() {
        assertThat(open).hasSize(2);
        return open.stream().filter(connection -> connection > 2).findFirst().orElseThrow();
    }

    /** It may be waited for on the connection; but all that was ever there is gone. */
    @Test
    void aConnectionThatBringsNothingMoreGoesAtOnceAllTheSame() {
        rig.streaming(3).listed(3).delist(2);
        connects(5 * MINUTE);
        int lost = current();
        open.remove(lost);
        follow(rig.closed(lost));
        connects(MINUTE);
        int silent = current();
        open.remove(silent);
        rig.carry(open.iterator().next()).restMoves = true;
        assertThat(rig.run(2 * FeedRig.silence(StreamKind.TRADE)))
            .anyMatch(line -> line.startsWith("close @" + silent + "/"));
    }

    @Test
    void anotherConnectionTakesOverWithoutIt() {
        rig.streaming(3).listed(3).delist(2);
        connects(5 * MINUTE);
        int current = current();
        follow(rig.fact(current, LinkFact.CLOSE_ANNOUNCED));
        connects(FeedRig.STABLE);
        assertThat(open).as("long before the deadline of a first tick").hasSize(2)
            .doesNotContain(current);
        assertThat(rig.feed().isFresh(1, StreamKind.MARK)).isTrue();
    }

    @Test
    void whatRestDoesNotKnowIsNotAskedAboutWhileTheListCannotBeHad() {
        rig.streaming(2).listed(2).rest(false).carry();
        rig.closed(1);
        rig.closed(3);
        int about = 0;
        int others = 0;
        for (int tenth = 0; tenth < 1_200; tenth++) {
            rig.run(SECOND / 10);
            for (FeedRig.Poll poll : List.copyOf(rig.polls.values())) {
                if (poll.call() == FeedCall.LISTING) {
                    rig.unanswered(poll);
                } else if (poll.instrument() == 1) {
                    about++;
                    rig.unknownSymbol(poll);
                } else {
                    others++;
                    rig.rows(poll);
                    rig.answered(poll, 200, 0, Long.MIN_VALUE);
                }
            }
        }
        assertThat(others).as("calls about the other symbol").isGreaterThan(100);
        assertThat(about).as("one of each call, before the first was refused")
            .isBetween(1, 5);
    }

    @Test
    void theSameStateGoesOnAlikeAndAResumeAsksOnce() {
        rig.streaming(3).listed(3).delist(2).run(MINUTE);
        assertThat(rig.restore().feed().isTrading(2)).isFalse();
        rig.on(rig.given.resumed(2));
        rig.carry();
        rig.plan(3);
        List<String> started = rig.timer();
        assertThat(asked(started)).hasSize(1);
        rig.opened(1);
        rig.opened(3);
        List<String> decided = rig.carry(1, 3).run(3 * MINUTE);
        assertThat(asked(decided)).isEmpty();
        assertThat(FeedRig.only(decided, "connect")).isEmpty();
        assertThat(rig.feed().isTrading(2)).isFalse();
        assertThat(rig.feed().isFresh(1, StreamKind.QUOTE)).isTrue();
    }

    @Test
    void allOfThemGoneIsRedAndCostsNothing() {
        rig.streaming(1).listed(1).delist(1);
        assertThat(rig.run(MINUTE)).contains("symbol 1 RED not trading")
            .anyMatch(line -> line.startsWith("venue RED not trading"));
        List<String> decided = rig.run(4 * MINUTE);
        assertThat(FeedRig.sockets(decided)).isEmpty();
        assertThat(FeedRig.polls(decided).stream().filter(line -> !line.contains("clock")))
            .isEmpty();
    }

    @Test
    void aSymbolThatComesBackIsTakenBack() {
        rig.streaming(2).listed(2).delist(2).run(2 * MINUTE);
        List<String> decided = rig.delist(0).run(MINUTE);
        assertThat(asked(decided)).as("its ticks are a hint").hasSize(1);
        assertThat(decided).contains("symbol 2 GREEN fresh");
        assertThat(rig.feed().isTrading(2)).isTrue();
        assertThat(asked(rig.run(10 * MINUTE))).isEmpty();
    }

    @Test
    void withoutTicksItIsLookedForFromTimeToTime() {
        rig.streaming(2).listed(2).delist(2).run(MINUTE);
        assertThat(asked(rig.run(20 * MINUTE))).hasSize(4);
    }

    /** The venue's list lacks symbol 2 until the test goes on; all that came before is over. */
    private void lacking() {
        rig.trading(1, TradingStatus.TRADING);
        rig.trading(2, TradingStatus.NOT_LISTED);
        rig.trading(3, TradingStatus.TRADING);
    }

    /** Symbol 3 is what the list was asked for. */
    @Test
    void oneListThatLacksASymbolDoesNotLeaveOutWhatTicks() {
        rig.streaming(3).listed(3);
        lacking();
        assertThat(rig.feed().isTrading(2)).isTrue();
        assertThat(rig.restore().feed().isTrading(2)).isTrue();
        List<String> decided = rig.run(10 * MINUTE);
        assertThat(asked(decided)).as("asked again, and it was a mistake").hasSize(1);
        assertThat(decided).noneMatch(line -> line.startsWith("symbol 2 "));
        assertThat(rig.feed().isFresh(2, StreamKind.QUOTE)).isTrue();
        // That mistake is over: the next one is the first again.
        lacking();
        assertThat(rig.feed().isTrading(2)).isTrue();
    }

    @Test
    void theSecondListThatLacksItLeavesItOut() {
        rig.streaming(3).listed(3).rest(false);
        lacking();
        rig.restore();
        List<String> decided = rig.run(SECOND);
        assertThat(asked(decided)).hasSize(1);
        assertThat(rig.feed().isTrading(2)).isTrue();
        lacking();
        rig.answered(listing(), 200, 0, Long.MIN_VALUE);
        assertThat(rig.feed().isTrading(2)).isFalse();
        assertThat(rig.timer()).contains("symbol 2 RED not trading");
        assertThat(rig.feed().isTrading(1)).isTrue();
    }

    /** Nothing said so of it before, as where there was no list at the start. */
    @Test
    void theFirstListOfAllIsNoMoreThanOneList() {
        rig.streaming(3).cost(FeedCall.LISTING, 1, 1).rest(false);
        assertThat(asked(rig.timer())).hasSize(1);
        lacking();
        rig.answered(listing(), 200, 0, Long.MIN_VALUE);
        assertThat(rig.feed().isTrading(2)).isTrue();
        assertThat(asked(rig.run(SECOND))).hasSize(1);
        lacking();
        assertThat(rig.feed().isTrading(2)).isFalse();
    }

    @Test
    void whatPollsBringTicksToo() {
        rig.streaming(3).listed(3).carry().restMoves = true;
        rig.closed(1);
        rig.closed(3);
        rig.run(5 * SECOND);
        assertThat(rig.feed().isFresh(2, StreamKind.QUOTE)).isFalse();
        lacking();
        assertThat(rig.feed().isTrading(2)).isTrue();
    }

    @Test
    void whatIsSilentIsLeftOutByTheFirst() {
        rig.streaming(3).listed(3).rest(false).carry();
        rig.closed(1);
        rig.closed(3);
        rig.run(30 * SECOND);
        lacking();
        assertThat(rig.feed().isTrading(2)).isFalse();
    }

    /** What the venue says in so many words needs no second list. */
    @Test
    void aStatusByNameCountsAtOnce() {
        rig.streaming(3).listed(3).trading(2, TradingStatus.NOT_TRADING);
        assertThat(rig.feed().isTrading(2)).isFalse();
    }

    /** Of many symbols there is one call for all, from which its row is merely missing. */
    @Test
    void aRowThatIsMissingIsAHint() {
        rig.streaming(8, StreamKind.MARK).listed(8).run(MINUTE);
        rig.delist(5);
        rig.carry();
        List<String> decided = new ArrayList<>(rig.closed(3));
        decided.addAll(rig.run(10 * SECOND));
        assertThat(asked(decided)).hasSize(1);
        assertThat(rig.feed().isTrading(5)).isFalse();
        assertThat(rig.feed().isTrading(4)).isTrue();
    }

    /** REST does not know a symbol that the list has: an old list, or a REST that is wrong. */
    @Test
    void whatRestDoesNotKnowIsNotAskedAboutUntilTheListHasSpoken() {
        rig.streaming(2).listed(2).rest(false).carry();
        rig.closed(1);
        rig.closed(3);
        long about = 0;
        for (int second = 0; second < 300; second++) {
            List<String> decided = rig.run(SECOND);
            about += FeedRig.polls(decided).stream().filter(line -> line.contains(" 1 ")).count();
            for (FeedRig.Poll poll : List.copyOf(rig.polls.values())) {
                if (poll.call() == FeedCall.LISTING) {
                    rig.trading(1, TradingStatus.TRADING);
                    rig.trading(2, TradingStatus.TRADING);
                    rig.answered(poll, 200, 0, Long.MIN_VALUE);
                } else if (poll.instrument() == 1) {
                    rig.unknownSymbol(poll);
                } else {
                    rig.rows(poll);
                    rig.answered(poll, 200, 0, Long.MIN_VALUE);
                }
            }
        }
        assertThat(about).as("a few each time the list has been had").isBetween(4L, 60L);
    }
}
