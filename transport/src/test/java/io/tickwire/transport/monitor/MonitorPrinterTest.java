package io.tickwire.transport.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedReason;
import io.tickwire.engine.event.FeedStatus;
import io.tickwire.engine.event.Link;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.Signal;
import io.tickwire.engine.event.Stats;
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
    private final MonitorPrinter printer = new MonitorPrinter(data::add, log::add);

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
            .set(Stats.LAST, last).set(Stats.VOLUME, volume).set(Stats.CHANGE_PCT, change));
        assertThat(data).containsExactly(line);
        assertThat(log).isEmpty();
    }

    @Test
    void whatAStatisticDoesNotHaveIsADash() {
        printer.onRecord(Records.record(EventType.STATS, 2, 1, 0).exponents(-2, 0)
            .set(Stats.LAST, 100));
        assertThat(data).containsExactly("BTCUSDT: $1.00 | Vol: - | 24h: -");
    }

    @ParameterizedTest
    @CsvSource({"BUY,723000,0.723", "SELL,1000000,1.000", "BUY,1499,0.001"})
    void signal(Side side, long micro, String confidence) {
        printer.onRecord(Records.withText(Records.record(EventType.SIGNAL, 0, 1, 0)
            .set(Signal.SIDE, side.ordinal()).set(Signal.CONFIDENCE, micro),
            "Positive momentum, Volume spike"));
        assertThat(data).singleElement().asString().startsWith("SIGNAL: " + side + " | "
            + confidence + " | Positive momentum, Volume spike");
        assertThat(data.get(0)).endsWith(" | BTCUSDT");
    }

    private static Event fact(LinkFact fact, long attempt, long code, double at, String words) {
        return Records.fact(1, fact, attempt, code, at, words);
    }

    @Test
    void connections() {
        printer.onRecord(fact(LinkFact.PLANNED, 0, 0, 0, "public"));
        printer.onRecord(Records.fact(2, LinkFact.PLANNED, 0, 0, 0, "market"));
        printer.onRecord(fact(LinkFact.OPENED, 1, 0, 1, ""));
        printer.onRecord(Records.fact(2, LinkFact.OPENED, 1, 0, 1, ""));
        printer.onRecord(fact(LinkFact.SUBSCRIBED, 0, 0, 1, ""));
        printer.onRecord(fact(LinkFact.SUBSCRIBED, 0, -1121, 1, ""));
        printer.onRecord(fact(LinkFact.CLOSED, 1, 1006, 10, "gone"));
        printer.onRecord(fact(LinkFact.REFUSED, 2, 429, 10.5, "Too Many Requests"));
        printer.onRecord(fact(LinkFact.OPENED, 3, 0, 11.2, ""));
        printer.onRecord(fact(LinkFact.FAILED, 4, 0, 12, ""));
        printer.onRecord(fact(LinkFact.OPENED, 5, 0, 3612, ""));
        assertThat(log).containsExactly(
            "link 1 /public: connected (attempt #1, 1 connection this session)",
            "link 2 /market: connected (attempt #1, 2 connections this session)",
            "link 1 /public: subscription refused: error -1121",
            "link 1 /public: lost: code 1006, gone",
            "link 1 /public: refused: HTTP 429, Too Many Requests",
            "link 1 /public: connected (attempt #3, 1.2 s after loss, 3 connections this"
                + " session)",
            "link 1 /public: failed",
            "link 1 /public: connected (attempt #5, 3600.0 s after loss, 4 connections this"
                + " session)");
        assertThat(data).isEmpty();
    }

    @Test
    void restAndClock() {
        printer.onRecord(Records.fact(0, LinkFact.FAILED, 0, 0, 0, "/x: Connection refused"));
        printer.onRecord(Records.fact(0, LinkFact.CLOCK, 0, 0, 0, "")
            .set(Link.VALUE_NS, -1_250_000));
        assertThat(log).containsExactly("rest: failed, /x: Connection refused",
            "venue clock minus ours: -1.3 ms");
    }

    @Test
    void streams() {
        printer.onRecord(Records.record(EventType.FEED_STATUS, 1, 1, 0)
            .set(FeedStatus.KIND, StreamKind.STATS.ordinal())
            .set(FeedStatus.FLAG, FeedFlag.YELLOW.ordinal())
            .set(FeedStatus.REASON, FeedReason.SILENT.ordinal())
            .set(FeedStatus.SILENCE_MS, 6_050));
        assertThat(log).singleElement().asString().contains("BTCUSDT").contains("6050 ms");
        assertThat(data).isEmpty();
    }
}
