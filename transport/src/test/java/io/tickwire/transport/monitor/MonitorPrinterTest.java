package io.tickwire.transport.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.FeedState;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.SignalFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatsFields;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as scripts match them. */
final class MonitorPrinterTest {
    private final List<String> data = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> details = new ArrayList<>();
    private final MonitorPrinter printer = new MonitorPrinter(
        data::add, new MonitorLog(details::add, log::add, warnings::add), Records.DISPLAY,
        Config.Mode.PAPER);
    private final FeedScript script = new FeedScript(printer::onRecord);

    @BeforeEach
    void know() {
        printer.onRecord(Records.instrument(1, "BTCUSDT"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "-2;6723456;-3;1234000;245;BTCUSDT: $67234.56 | Vol: 1234 | 24h: +2.45%",
        "-2;6723450;-3;1234499;-1;BTCUSDT: $67234.50 | Vol: 1234 | 24h: -0.01%",
        "-3;67234560;0;1235;2456;BTCUSDT: $67234.56 | Vol: 1235 | 24h: +2.46%",
        "-8;1234;0;0;0;BTCUSDT: $0.00001234 | Vol: 0 | 24h: +0.00%",
        "0;67234;-3;1234500;2;BTCUSDT: $67234.00 | Vol: 1235 | 24h: +2.00%",
        "-3;1;0;123456789012;-4;BTCUSDT: $0.001 | Vol: 123456789012 | 24h: +0.00%",
        "-3;1;0;1;-12345;BTCUSDT: $0.001 | Vol: 1 | 24h: -12.35%"})
    void statistics(int price, long last, int quantity, long volume, long change, String line) {
        printer.onRecord(Records.record(EventType.STATS, 2, 1, 0).exponents(price, quantity)
            .set(StatsFields.LAST, last).set(StatsFields.VOLUME, volume)
            .set(StatsFields.CHANGE_PCT, change));
        assertThat(data).containsExactly(line);
        assertThat(log).isEmpty();
    }

    @Test
    void whatAStatisticDoesNotHaveIsADash() {
        printer.onRecord(Records.record(EventType.STATS, 2, 1, 0).exponents(-2, 0)
            .set(StatsFields.LAST, 100));
        assertThat(data).containsExactly("BTCUSDT: $1.00 | Vol: - | 24h: -");
    }

    private void price(double seconds, long last) {
        printer.onRecord(Records.record(EventType.STATS, 0, 1, seconds).exponents(-2, 0)
            .set(StatsFields.LAST, last));
    }

    @Test
    void aPolledPriceHasTheVolumeAndChangeSeenLastAndComesEveryTwoSeconds() {
        printer.onRecord(Records.record(EventType.STATS, 2, 1, 1).exponents(-2, 0)
            .set(StatsFields.LAST, 100).set(StatsFields.VOLUME, 7).set(StatsFields.CHANGE_PCT, 5));
        price(2.9, 101);
        price(3, 102);
        price(4.9, 103);
        price(5, 104);
        assertThat(data).containsExactly("BTCUSDT: $1.00 | Vol: 7 | 24h: +0.05%",
            "BTCUSDT: $1.02 | Vol: 7 | 24h: +0.05%", "BTCUSDT: $1.04 | Vol: 7 | 24h: +0.05%");
    }

    @Test
    void ofABusyVenueOneLineASymbolAndSecond() {
        printer.onRecord(Records.instrument(2, "ETHUSDT"));
        for (int i = 0; i < 3_000; i++) {
            for (int id = 1; id <= 2; id++) {
                printer.onRecord(Records.record(EventType.STATS, 0, id, i * 0.001)
                    .exponents(-2, 0).set(StatsFields.LAST, 100 + i).set(StatsFields.VOLUME, i)
                    .set(StatsFields.CHANGE_PCT, 5));
            }
        }
        assertThat(data).containsExactly("BTCUSDT: $1.00 | Vol: 0 | 24h: +0.05%",
            "ETHUSDT: $1.00 | Vol: 0 | 24h: +0.05%", "BTCUSDT: $11.00 | Vol: 1000 | 24h: +0.05%",
            "ETHUSDT: $11.00 | Vol: 1000 | 24h: +0.05%",
            "BTCUSDT: $21.00 | Vol: 2000 | 24h: +0.05%",
            "ETHUSDT: $21.00 | Vol: 2000 | 24h: +0.05%");
    }

    @Test
    void forAProgramEveryTickHasItsLine() {
        MonitorPrinter every = new MonitorPrinter(
            data::add, new MonitorLog(details::add, log::add, warnings::add), Records.DISPLAY,
            Config.Mode.PAPER, true);
        every.onRecord(Records.instrument(1, "BTCUSDT"));
        for (int i = 0; i < 3; i++) {
            every.onRecord(Records.record(EventType.STATS, 0, 1, 5 + i * 0.001)
                .exponents(-2, 0).set(StatsFields.LAST, 100 + i));
        }
        assertThat(every.lagNs()).isEqualTo(40_000_000);
        assertThat(data).containsExactly("BTCUSDT: $1.00 | Vol: - | 24h: -",
            "BTCUSDT: $1.01 | Vol: - | 24h: -", "BTCUSDT: $1.02 | Vol: - | 24h: -");
    }

    @Test
    void isWokenOftenUntilThereIsAPriceAndThenAsOftenAsPeopleRead() {
        assertThat(printer.lagNs()).isEqualTo(10_000_000);
        price(0, 100);
        assertThat(printer.lagNs()).isEqualTo(200_000_000);
    }

    @Test
    void aPriceThatNeverComesIsNotWaitedForForEver() {
        for (int look = 0; look < 1_000; look++) {
            assertThat(printer.lagNs()).isEqualTo(10_000_000);
        }
        assertThat(printer.lagNs()).isEqualTo(200_000_000);
    }

    @ParameterizedTest
    @CsvSource({"BUY,723000,0.723", "SELL,1000000,1.000", "BUY,1499,0.001"})
    void signal(Side side, long micro, String confidence) {
        printer.onRecord(Records.withText(Records.record(EventType.SIGNAL, 0, 1, 0)
            .set(SignalFields.SIDE, side.ordinal()).set(SignalFields.CONFIDENCE, micro),
            "Positive momentum, Volume spike"));
        assertThat(data).singleElement().asString().startsWith("SIGNAL: " + side + " | "
            + confidence + " | Positive momentum, Volume spike");
        assertThat(data.get(0)).endsWith(" | BTCUSDT");
    }

    private static Event fact(LinkFact fact, long attempt, long code, double at, String text) {
        return Records.fact(1, fact, attempt, code, at, text);
    }

    @Test
    void connections() {
        printer.onRecord(fact(LinkFact.PLANNED, 0, 1, 0, "public"));
        printer.onRecord(Records.fact(3, LinkFact.PLANNED, 0, 3, 0, "market"));
        printer.onRecord(fact(LinkFact.OPENED, 1, 0, 1, ""));
        printer.onRecord(Records.fact(3, LinkFact.OPENED, 1, 0, 1, ""));
        printer.onRecord(fact(LinkFact.SUBSCRIBED, 0, 0, 1, ""));
        printer.onRecord(fact(LinkFact.SUBSCRIBED, 0, -1121, 1, ""));
        printer.onRecord(fact(LinkFact.CLOSED, 1, 1006, 10, "gone"));
        printer.onRecord(fact(LinkFact.REFUSED, 2, 429, 10.5, "Too Many Requests"));
        printer.onRecord(fact(LinkFact.OPENED, 3, 0, 11.2, ""));
        printer.onRecord(fact(LinkFact.FAILED, 4, 0, 12, ""));
        printer.onRecord(fact(LinkFact.OPENED, 5, 0, 17, ""));
        log.removeIf(line -> line.startsWith("feed "));
        assertThat(log).containsExactly(
            "link 1 /public: connected (attempt #1, 1 connection this session)",
            "link 3 /market: connected (attempt #1, 2 connections this session)",
            "link 1 /public: subscription refused: error -1121",
            "link 1 /public: lost: code 1006, gone",
            "link 1 /public: refused: HTTP 429, Too Many Requests",
            "link 1 /public: connected (attempt #3, 1.2 s after loss, 3 connections this"
                + " session)",
            "link 1 /public: failed",
            "link 1 /public: connected (attempt #5, 5.0 s after loss, 4 connections this"
                + " session)");
        assertThat(data).isEmpty();
    }

    @Test
    void whatFailsAgainAndAgainIsWrittenOnceAndCounted() {
        script.plan();
        log.clear();
        for (int i = 1; i <= 5; i++) {
            script.at(i).fact(1, LinkFact.FAILED, 0, "connection refused")
                .fact(2, LinkFact.REFUSED, 403, "text/html: Forbidden")
                .call(CallOutcome.ANSWERED, 403, "text/html: Forbidden")
                .call(CallOutcome.NOT_SENT, 0, "/x/" + i + ": connection refused");
        }
        script.at(6).fact(1, LinkFact.SUBSCRIBED, 2, "2 Invalid request")
            .fact(1, LinkFact.OPENED, 0, "");
        log.removeIf(line -> line.startsWith("feed "));
        assertThat(log).containsExactly("link 1 /public: failed, connection refused",
            "link 2 /public: refused: HTTP 403, text/html: Forbidden",
            "rest: HTTP 403, text/html: Forbidden", "rest: failed, /x/1: connection refused",
            "link 1 /public: subscription refused: 2 Invalid request",
            "link 1 /public: connected (attempt #1, 5.0 s after loss, 1 connection this session)",
            "link 1 /public: the same 8 times more");
    }

    /** Journals of before, and strategies, may have any text in their records. */
    @Test
    void textOfOthersIsOneLineOfWords() {
        script.plan().at(1)
            .fact(1, LinkFact.CLOSED, 1000, "bye\u001b[2J\nfeed GREEN")
            .fact(1, LinkFact.REFUSED, 403, "<html><style>p{}</style><h1>Hotel</h1>")
            .call(CallOutcome.ANSWERED, 403, "<b>" + "no ".repeat(500));
        printer.onRecord(Records.withText(Records.record(EventType.SIGNAL, 0, 1, 2)
            .set(SignalFields.SIDE, 0).set(SignalFields.CONFIDENCE, 1), "up\nORDER: x"));
        assertThat(log).contains("link 1 /public: lost: code 1000, bye [2J feed GREEN",
            "link 1 /public: refused: HTTP 403, Hotel").noneMatch(line -> line.length() > 250);
        assertThat(data).singleElement().asString().contains(" | up ORDER: x | ");
    }

    @Test
    void connectionsOfAGroupStandInForEachOther() {
        script.at(0).fact(1, LinkFact.PLANNED, 1, "public").fact(2, LinkFact.PLANNED, 1, "public")
            .fact(1, LinkFact.OPENED, 0, "").fact(2, LinkFact.FAILED, 0, "timed out")
            .fact(2, LinkFact.OPENED, 0, "");
        script.at(5).put(Records.record(EventType.FEED_REQUEST, 1, 0, 5)
            .set(FeedRequestFields.ACTION, FeedAction.CLOSE.ordinal())
            .set(FeedRequestFields.REASON, RequestReason.REPLACED.ordinal()))
            .fact(1, LinkFact.CLOSED, 1006, "");
        script.at(6).fact(2, LinkFact.CLOSE_ANNOUNCED, 0, "").fact(2, LinkFact.CLOSED, 1001, "");
        script.at(8).fact(1, LinkFact.OPENED, 0, "");
        assertThat(log).containsExactly(
            "link 1 /public: connected (attempt #1, 1 connection this session)",
            "link 2 /public: failed, timed out",
            "link 2 /public: connected (attempt #1, 2 connections this session)",
            "link 1 /public: closed, another has taken over",
            "link 2 /public: the venue is about to close it",
            "link 2 /public: lost: code 1001",
            "link 1 /public: connected (attempt #1, 2.0 s after loss, 3 connections this"
                + " session)");
    }

    @Test
    void aTroubleOfRestIsSaidOnceUntilItIsOver() {
        for (int i = 0; i < 5; i++) {
            script.at(i).call(CallOutcome.NO_ANSWER, 0, "timed out");
        }
        script.at(5).call(CallOutcome.ANSWERED, 429, "Too Many Requests")
            .call(CallOutcome.ANSWERED, 429, "Too Many Requests");
        script.at(6).call(CallOutcome.ANSWERED, 200, "/x");
        script.at(7).call(CallOutcome.ANSWERED, 200, "/x").call(CallOutcome.NO_ANSWER, 0, "again");
        assertThat(log).containsExactly("rest: failed, timed out",
            "rest: HTTP 429, Too Many Requests",
            "rest: answers again, 7 calls failed in 6.0 s", "rest: failed, again");
    }

    @Test
    void restAndClock() {
        printer.onRecord(
            Records.call(CallOutcome.NO_ANSWER, 0, 0, "/x: Connection refused"));
        printer.onRecord(Records.venueClock(-1_250_000, 0));
        assertThat(log).containsExactly("rest: failed, /x: Connection refused",
            "venue clock minus ours: -1.3 ms");
    }

    @Test
    void oneLineForEachChangeOfTheVenuesFlag() {
        script.plan().green(2).at(3);
        log.clear();
        script.at(8).venue(FeedFlag.GREEN, StatusReason.FRESH, FeedState.STREAMING, 2);
        script.yellow(9, 10.2).at(9.05);
        script.at(9.5).venue(FeedFlag.YELLOW, StatusReason.SILENT, FeedState.POLLING, 9);
        script.at(9.6)
            .stream(1, StreamKind.TRADE, FeedFlag.GREEN, StatusReason.FRESH, Source.SOCKET, 0)
            .venue(FeedFlag.GREEN, StatusReason.FRESH, FeedState.STREAMING);
        script.at(9.7).venue(FeedFlag.RED, StatusReason.BANNED, FeedState.DOWN).at(9.8);
        assertThat(warnings).containsExactly(
            "feed YELLOW: BTCUSDT trade silent for 10.2 s, polling (was GREEN for 7.0 s)",
            "feed RED: the venue has banned us, no fresh ticks from any source"
                + " (was GREEN for 0.1 s)");
        assertThat(log).containsExactly("BTCUSDT trade: YELLOW silent, silent for 10.2 s",
            "BTCUSDT trade: GREEN fresh",
            "feed GREEN: every stream fresh from its socket (was YELLOW for 0.6 s)");
        assertThat(data).isEmpty();
    }

    @Test
    void aChangeIsToldWithTheStreamsThatAreToldBehindIt() {
        script.plan().green(2);
        script.at(9).venue(FeedFlag.YELLOW, StatusReason.SILENT, FeedState.POLLING)
            .stream(1, StreamKind.TRADE, FeedFlag.YELLOW, StatusReason.SILENT, Source.POLL, 10.2)
            .at(9.5);
        assertThat(warnings).singleElement().asString()
            .startsWith("feed YELLOW: BTCUSDT trade silent for 10.2 s, polling");
    }

    @Test
    void aStartIsThreeLinesAndNoWarning() {
        script.plan().green(2).at(3);
        assertThat(warnings).isEmpty();
        assertThat(log).containsExactly("feed YELLOW: starting, 0 of 4 streams here",
            "link 1 /public: connected (attempt #1, 1 connection this session)",
            "feed GREEN: every stream fresh from its socket (was YELLOW for 2.0 s)");
        assertThat(details).hasSize(4).contains("BTCUSDT trade: GREEN fresh");
    }

    @Test
    void aStreamThatNeverBeginsIsSaid() {
        script.plan().at(9).stream(
            1, StreamKind.MARK, FeedFlag.YELLOW, StatusReason.NO_FIRST_TICK, Source.POLL, 9);
        assertThat(log).contains("BTCUSDT mark: YELLOW no first tick, silent for 9.0 s");
    }

    @Test
    void ofManyStreamsAtOnceSomeAreToldAndOfHolesEach() {
        script.plan().green(2).at(3);
        log.clear();
        details.clear();
        for (int i = 0; i < 3; i++) {
            for (int id = 1; id <= 2; id++) {
                script.stream(id, i == 0 ? StreamKind.QUOTE : i == 1 ? StreamKind.TRADE
                    : StreamKind.MARK, FeedFlag.YELLOW, StatusReason.LINK_DOWN, Source.POLL, 1);
            }
        }
        assertThat(log).hasSize(4);
        assertThat(details).hasSize(2);
        script.at(4).hole(1, 5, 9);
        assertThat(log).contains("and 2 more streams");
        assertThat(log).last().isEqualTo("BTCUSDT trade: ids 5 to 9 missing");
    }

    @Test
    void howThingsAreEveryTenSecondsOfEngineTime() {
        script.plan().green(2);
        log.clear();
        script.at(9.9);
        log.clear();
        script.at(10.1).at(12).at(20.2).at(20.3);
        assertThat(log).hasSize(2).allMatch(
            line -> line.startsWith("feed GREEN streaming since 22:13:22Z | 0 ticks/s | BTC"));
    }

    @Test
    void summary() {
        script.plan().green(1.6).at(60);
        assertThat(printer.summary()).hasSize(2).last().asString()
            .startsWith("feed: GREEN 97.3 % (58.4 s) | YELLOW 2.7 %");
    }

    @Test
    void aClockInDoubtIsToldAndChangesNoFlag() {
        script.plan().green(1);
        log.clear();
        script.at(2).clockTold(StatusReason.CLOCK_DOUBTED, -70_000)
            .at(3).clockTold(StatusReason.CLOCK_TRUSTED, Event.ABSENT)
            .at(4).clockTold(StatusReason.CLOCK_DOUBTED, 8_040).at(5);
        assertThat(warnings).containsExactly(
            "the venue's clock is in doubt: what it sends is 70.0 s ahead of it;"
                + " no tick is called late until its answers agree",
            "the venue's clock is in doubt: what it sends is 8.0 s behind it;"
                + " no tick is called late until its answers agree");
        log.removeIf(line -> line.startsWith("feed "));
        assertThat(log).containsExactly("the venue's clock is believed again");
    }

    @Test
    void ticksThatCannotBeAreToldOnceAMinute() {
        script.plan().green(1);
        log.clear();
        for (int second = 2; second <= 63; second++) {
            script.at(second).stream(1, StreamKind.MARK, FeedFlag.YELLOW, StatusReason.BAD_TIME,
                Source.SOCKET, 0);
        }
        script.stream(1, StreamKind.MARK, FeedFlag.YELLOW, StatusReason.BAD_ID, Source.SOCKET, 0);
        log.removeIf(line -> line.startsWith("feed "));
        assertThat(log).containsExactly(
            "BTCUSDT mark: a tick has a time that cannot be, nothing is judged by that",
            "BTCUSDT mark: a tick has a time that cannot be, nothing is judged by that",
            "BTCUSDT mark: a tick has an id far from all others, it is left out");
    }
}
