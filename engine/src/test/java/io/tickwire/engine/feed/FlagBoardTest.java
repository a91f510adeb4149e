package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.FIRST_TICK;
import static io.tickwire.engine.feed.FeedRig.MINUTE;
import static io.tickwire.engine.feed.FeedRig.MS;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.STABLE;
import static io.tickwire.engine.feed.FeedRig.TIMER;
import static io.tickwire.engine.feed.FeedRig.news;
import static io.tickwire.engine.feed.FeedRig.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.RecordedOutputs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The truth table of flags, from the streams up, and how they are told. */
final class FlagBoardTest {
    private final FeedRig rig = new FeedRig();

    /** A board, two symbols and one group, set up as the table says. */
    private static final class Board {
        private final FlagBoard board = new FlagBoard(TestConfigs.counting().feed(),
            new Freshness(TestConfigs.counting(), new VenueClock(), null));
        private final StreamTable streams = new StreamTable(null);
        private final ConnectionGroups groups = new ConnectionGroups(10);
        private final ConnectionGroup group = groups.group(1);
        private final RecordedOutputs outputs = new RecordedOutputs();
        private final Given given = new Given();

        Board(boolean starting) {
            group.planned = true;
            board.started(given.nowNs());
            given.after(starting ? FIRST_TICK : FIRST_TICK + 1);
        }

        void open() {
            Connection connection = new Connection(1);
            connection.phase = Connection.Phase.OPEN;
            group.connections.add(connection);
            group.current = connection;
        }

        StreamState stream(int instrument, StreamKind kind) {
            StreamState stream = streams.stream(instrument, kind);
            stream.group = group;
            // Whatever else: what it knows is young.
            stream.socket.quietNs = given.nowNs();
            return stream;
        }

        /** A stream that comes out with this flag. */
        void stream(int instrument, StreamKind kind, char flag) {
            StreamState stream = stream(instrument, kind);
            stream.socket.health = flag == 'G' ? StreamHealth.FRESH : StreamHealth.SILENT;
            stream.poll.active = flag != 'G';
            stream.rest.answeredNs = flag == 'Y' ? given.nowNs() : 0;
            stream.newsNs = stream.rest.answeredNs;
        }

        List<String> timer(boolean banned) {
            outputs.begin(given.timer(0));
            board.onTimer(
                streams, groups, banned, given.nowNs(), outputs, new StreamViews());
            return outputs.take();
        }

        String venue(boolean banned) {
            String line = timer(banned).get(0);
            return line.replaceAll("FEED_STATUS kind= flag=(.*) reason=(.*) state=(.*) since.*",
                "$1 $2 $3");
        }
    }

    // --- the table ---

    @ParameterizedTest(name = "{0} polled {1} answered {2} ms ago leg {3} starting {4}")
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        // health     | polled | answered | connection  | starting | flag   | reason
        "FRESH        | no     | -        | open | no       | GREEN  | FRESH",
        "QUIET        | no     | -        | open | no       | GREEN  | QUIET",
        "FRESH        | no     | -        | open | yes      | GREEN  | FRESH",
        "FRESH        | yes    | 0        | open | no       | YELLOW | PROVING",
        "QUIET        | yes    | -        | open | no       | YELLOW | PROVING",
        "STARTING     | no     | -        | open | yes      | YELLOW | STARTING",
        "STARTING     | no     | -        | open | no       | YELLOW | STARTING",
        "STARTING     | no     | -        | none | yes      | YELLOW | STARTING",
        "STARTING     | no     | -        | none | no       | RED    | STARTING",
        "STARTING     | yes    | -        | open | no       | RED    | STARTING",
        "STARTING     | yes    | 10       | open | no       | YELLOW | STARTING",
        "SILENT       | yes    | 5500     | open | no       | YELLOW | SILENT",
        "SILENT       | yes    | 5501     | open | no       | RED    | SILENT",
        "SILENT       | yes    | -        | open | no       | RED    | SILENT",
        "SILENT       | no     | 0        | open | no       | RED    | SILENT",
        "LINK_DOWN    | yes    | 0        | none | no       | YELLOW | LINK_DOWN",
        "LINK_DOWN    | yes    | -        | none | no       | RED    | LINK_DOWN",
        "LINK_DOWN    | yes    | -        | none | yes      | YELLOW | STARTING",
        "LINK_DOWN    | yes    | 0        | none | yes      | YELLOW | LINK_DOWN",
        "NO_FIRST_TICK| yes    | 5500     | open | no       | YELLOW | NO_FIRST_TICK",
        "FROZEN       | yes    | 5501     | open | no       | RED    | FROZEN",
        "LAGGING      | yes    | 0        | open | no       | YELLOW | LAGGING"})
    void streams(StreamHealth health, String polled, Long answeredMs, String connection,
    String starting,
        FeedFlag flag, StatusReason reason) {
        Board board = new Board(starting.equals("yes"));
        if (connection.equals("open")) {
            board.open();
        }
        StreamState stream = board.stream(1, StreamKind.QUOTE);
        stream.socket.health = health;
        stream.poll.active = polled.equals("yes");
        stream.rest.answeredNs = answeredMs == null ? 0 : board.given.nowNs() - answeredMs * MS;
        stream.newsNs = stream.rest.answeredNs;
        board.timer(false);
        assertThat(stream.flagState.flag).isEqualTo(flag);
        assertThat(stream.flagState.reason).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"MARK, 4500, YELLOW", "MARK, 4501, RED", "STATS, 60000, YELLOW",
        "QUOTE, 60000, YELLOW"})
    void aPolledMarkWhoseTimeStandsStillIsFreshFromNowhere(
        StreamKind kind, long newsMs, FeedFlag flag) {
        Board board = new Board(false);
        board.open();
        StreamState stream = board.stream(1, kind);
        stream.socket.health = StreamHealth.SILENT;
        stream.poll.active = true;
        stream.rest.answeredNs = board.given.nowNs();
        stream.newsNs = board.given.nowNs() - newsMs * MS;
        board.timer(false);
        assertThat(stream.flagState.flag).isEqualTo(flag);
    }

    @Test
    void aSilentRecordingIsYellowSinceItsSilenceMayBeHonest() {
        Board board = new Board(false);
        StreamState stream = board.streams.stream(1, StreamKind.MARK);
        stream.socket.health = StreamHealth.SILENT;
        board.timer(false);
        assertThat(stream.flagState.flag).isEqualTo(FeedFlag.YELLOW);
        assertThat(stream.flagState.reason).isEqualTo(StatusReason.SILENT);
    }

    @ParameterizedTest(name = "{0} and {1}, banned {2}")
    @CsvSource(delimiter = '|', value = {
        // symbol 1 | symbol 2 | banned | symbols      | venue
        "GGG       | GGG      | no     | GREEN GREEN  | GREEN fresh streaming",
        "GGY       | GGG      | no     | YELLOW GREEN | YELLOW silent recovering",
        "GGR       | GGG      | no     | YELLOW GREEN | YELLOW silent recovering",
        "YYY       | GGG      | no     | YELLOW GREEN | YELLOW silent recovering",
        "YYY       | YYY      | no     | YELLOW YELLOW| YELLOW silent recovering",
        "RRY       | GGG      | no     | YELLOW GREEN | YELLOW silent recovering",
        "RRG       | RRG      | no     | YELLOW YELLOW| YELLOW silent recovering",
        "RRR       | GGG      | no     | RED GREEN    | RED silent recovering",
        "RRR       | YYY      | no     | RED YELLOW   | RED silent recovering",
        "RRR       | RRR      | no     | RED RED      | RED silent down",
        "R         | G        | no     | RED GREEN    | RED silent recovering",
        "GGG       | GGG      | yes    | GREEN GREEN  | RED banned streaming",
        "YYY       | GGG      | yes    | YELLOW GREEN | RED banned recovering",
        "RRR       | RRR      | yes    | RED RED      | RED banned down"})
    void symbolsAndVenue(
        String first, String second, String banned, String symbols, String venue) {
        Board board = new Board(false);
        board.open();
        for (int i = 0; i < first.length(); i++) {
            board.stream(1, StreamKind.of(i + 1), first.charAt(i));
            board.stream(2, StreamKind.of(i + 1), second.charAt(i));
        }
        assertThat(board.venue(banned.equals("yes"))).isEqualTo(venue);
        assertThat(board.streams.symbol(0).flagState.flag + " "
            + board.streams.symbol(1).flagState.flag).isEqualTo(symbols.replaceAll(" +", " "));
    }

    @ParameterizedTest(name = "{0} leg {1} spare {2} starting {3}")
    @CsvSource(delimiter = '|', value = {
        // streams: F fresh, P proving, S starting, L link down and polled, D link down
        "FF | open | -          | no  | GREEN fresh streaming",
        "FF | open | CONNECTING | no  | GREEN fresh rotating",
        "FF | open | OPEN       | no  | GREEN fresh rotating",
        "FF | open | CLOSING    | no  | GREEN fresh streaming",
        "FP | open | -          | no  | YELLOW proving recovering",
        "FP | open | OPEN       | no  | YELLOW proving recovering",
        "LL | none | CONNECTING | no  | YELLOW link down polling",
        "FL | none | CONNECTING | no  | YELLOW link down polling",
        "SS | none | CONNECTING | yes | YELLOW starting starting",
        "FS | open | -          | yes | YELLOW starting starting",
        "FS | open | -          | no  | YELLOW starting starting",
        "DD | none | CONNECTING | no  | RED link down down",
        "DD | none | CONNECTING | yes | YELLOW starting polling"})
    void states(String streams, String connection, String spare, String starting, String venue) {
        Board board = new Board(starting.equals("yes"));
        if (connection.equals("open")) {
            board.open();
        }
        if (!spare.equals("-")) {
            Connection other = new Connection(2);
            other.phase = Connection.Phase.valueOf(spare);
            board.group.connections.add(other);
        }
        for (int i = 0; i < streams.length(); i++) {
            StreamState stream = board.stream(1, StreamKind.of(i + 1));
            char how = streams.charAt(i);
            stream.socket.health = how == 'F' || how == 'P' ? StreamHealth.FRESH
                : how == 'S' ? StreamHealth.STARTING : StreamHealth.LINK_DOWN;
            stream.poll.active = how == 'P' || how == 'L' || how == 'D';
            stream.rest.answeredNs = how == 'L' ? board.given.nowNs() : 0;
            stream.newsNs = stream.rest.answeredNs;
        }
        assertThat(board.venue(false)).isEqualTo(venue);
    }

    @ParameterizedTest(name = "last tick {0} ms ago, polled for {1} ms")
    @CsvSource({"5000, 2000, YELLOW", "5001, 2000, RED", "9000, 1000, YELLOW", "9000, 1001, RED"})
    void aYoungTickAndTheFirstPollHaveTheirChance(long tickedMs, long polledMs, FeedFlag flag) {
        Board board = new Board(false);
        board.open();
        StreamState stream = board.stream(1, StreamKind.QUOTE);
        stream.socket.health = StreamHealth.SILENT;
        stream.poll.active = true;
        stream.socket.ticked = true;
        stream.socket.heardNs = board.given.nowNs() - tickedMs * MS;
        stream.poll.sinceNs = board.given.nowNs() - polledMs * MS;
        board.timer(false);
        assertThat(stream.flagState.flag).isEqualTo(flag);
    }

    // --- starting, banned ---

    @Test
    void aSessionWithoutStreamsIsStartingThenRed() {
        assertThat(rig.timer()).containsExactly("venue YELLOW starting starting");
        assertThat(only(rig.after(FIRST_TICK).timer(), "venue RED")).as("at the limit").isEmpty();
        assertThat(rig.after(1).timer()).containsExactly("venue RED starting down");
    }

    @Test
    void aStartIsYellowUntilTheFirstDeadlineThenByTheTable() {
        rig.planLinks(1, StreamKind.MARK);
        assertThat(rig.timer()).contains("venue YELLOW starting starting",
            "mark 1 YELLOW starting socket", "symbol 1 YELLOW starting");
        rig.failed(3);
        assertThat(only(rig.after(FIRST_TICK).timer(), "mark 1 RED")).isEmpty();
        assertThat(rig.after(1).timer()).contains("venue RED link down down",
            "mark 1 RED link down poll", "symbol 1 RED link down");
    }

    @Test
    void aNewIncarnationStartsAgain() {
        rig.streaming().on(rig.given.resumed(2));
        assertThat(rig.after(FIRST_TICK).timer()).contains("venue YELLOW starting starting",
            "quote 1 YELLOW starting socket");
        assertThat(rig.after(1).timer()).contains("venue RED starting down");
    }

    @Test
    void aBanIsRedUntilItEnds() {
        rig.streaming().closed(1);
        rig.timer();
        rig.answerAll(418, 3 * MINUTE);
        assertThat(only(rig.after(TIMER).timer(), "venue"))
            .containsExactly("venue RED banned polling");
        List<String> ban = only(rig.carry(3).rest(false).run(3 * MINUTE - 2 * TIMER), "venue");
        assertThat(ban).isNotEmpty().allMatch(line -> line.startsWith("venue RED banned"));
        assertThat(rig.run(TIMER)).as("quotes come from nowhere, trades do").contains(
            "venue YELLOW link down polling");
    }

    // --- telling ---

    @Test
    void theVenueIsRepeatedEachTenSecondsWithTheSameSince() {
        rig.streaming();
        List<Long> toldNs = new ArrayList<>();
        long sinceNs = rig.told("venue").sinceNs();
        for (int i = 0; i < 600; i++) {
            if (!only(rig.run(TIMER), "venue GREEN fresh streaming").isEmpty()) {
                toldNs.add(rig.given.nowNs());
                assertThat(rig.told("venue").sinceNs()).isEqualTo(sinceNs);
            }
        }
        assertThat(toldNs).hasSize(3);
        assertThat(toldNs.get(1) - toldNs.get(0)).isEqualTo(10 * SECOND);
    }

    @Test
    void aChangeOfStateAloneIsToldWithTheSameSince() {
        rig.streaming();
        long sinceNs = rig.told("venue").sinceNs();
        rig.fact(1, LinkFact.CLOSE_ANNOUNCED);
        assertThat(rig.timer()).contains("venue GREEN fresh rotating");
        assertThat(rig.told("venue").sinceNs()).isEqualTo(sinceNs);
    }

    @Test
    void whatDoesNotChangeIsNotToldAgain() {
        rig.streaming();
        assertThat(news(rig.run(MINUTE))).isEmpty();
    }

    @Test
    void quietIsToldAsFresh() {
        rig.streaming(StreamKind.QUOTE).carry();
        assertThat(only(rig.run(MINUTE), "quote", "symbol")).isEmpty();
        assertThat(rig.isFresh(StreamKind.QUOTE)).isTrue();
    }

    @Test
    void sinceIsWhenTheFlagBegan() {
        rig.streaming().closed(3);
        rig.after(TIMER).timer();
        long yellowNs = rig.given.nowNs();
        assertThat(rig.told("mark 1").sinceNs()).isEqualTo(yellowNs);
        rig.carry(1, 3, 4).run(2 * SECOND);
        rig.opened(3);
        rig.opened(4);
        rig.run(STABLE);
        assertThat(rig.told("mark 1").sinceNs()).as("proving is another reason, not another flag")
            .isEqualTo(yellowNs);
    }

    @Test
    void oneInputHasItsOutputsAndTheRestFollowsAtTheNextTimers() {
        int instruments = 700;
        rig.planLinks(instruments, StreamKind.QUOTE, StreamKind.TRADE, StreamKind.STATS);
        List<String> told = new ArrayList<>();
        int timers = 0;
        for (List<String> decided = rig.timer(); !decided.isEmpty(); decided = rig.timer()) {
            assertThat(decided.size()).isLessThanOrEqualTo(Outputs.MAX_PER_INPUT - 50);
            told.addAll(only(decided, "quote", "trade", "stats", "symbol"));
            rig.after(1);
            timers++;
        }
        assertThat(told).doesNotHaveDuplicates().hasSize(instruments * 4);
        assertThat(timers).isEqualTo(15);
    }

    @Test
    void whatChangesBackBeforeItsTurnIsNotTold() {
        int instruments = 700;
        rig.streaming(instruments, StreamKind.QUOTE, StreamKind.TRADE, StreamKind.STATS);
        rig.closed(3);
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            List<String> decided = rig.run(TIMER);
            assertThat(decided.size()).isLessThanOrEqualTo(Outputs.MAX_PER_INPUT);
            told.addAll(only(decided, "quote"));
        }
        assertThat(told).isEmpty();
    }
}
