package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.MINUTE;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradingStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The venue's list of symbols: when it is asked for, and what becomes of what it does not trade. */
final class ListingsTest {
    private static final String ASKED = "poll listing 0 listing";

    private final FeedRig rig = new FeedRig();

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
                || line.startsWith("symbol 3 RED") || line.startsWith("venue RED"))
            .noneMatch(line -> line.matches("(quote|trade|stats|mark) [13] .*"));
        assertThat(decided.stream().filter(line -> line.startsWith("venue"))
            .reduce((a, b) -> b)).hasValueSatisfying(
                line -> assertThat(line).startsWith("venue YELLOW not trading"));
        assertThat(rig.feed().isTrading(2)).isFalse();
        assertThat(rig.feed().isTrading(1)).isTrue();
        assertThat(rig.feed().isFresh(2, StreamKind.QUOTE)).isFalse();
        assertThat(rig.feed().isFresh(1, StreamKind.QUOTE)).isTrue();
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
        int about = 0;
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
        assertThat(about).as("a few each time the list has been had").isBetween(4, 60);
    }
}
