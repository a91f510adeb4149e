package io.tickwire.transport.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.ExpiryReason;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.InstrumentFields;
import io.tickwire.engine.event.OrderIntentFields;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.PaperExpiryFields;
import io.tickwire.engine.event.PaperFillFields;
import io.tickwire.engine.event.RiskRefusalFields;
import io.tickwire.engine.event.RiskRule;
import io.tickwire.engine.event.SignalFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of orders and signals, line by line, and over a whole run. */
final class OrderLogTest {
    private final List<String> data = new ArrayList<>();
    private MonitorPrinter printer = printer(Config.Mode.PAPER);
    private FeedScript script = new FeedScript(printer::onRecord);

    private MonitorPrinter printer(Config.Mode mode) {
        return new MonitorPrinter(
            data::add, new MonitorLog(x -> { }, x -> { }, x -> { }), Records.DISPLAY, mode);
    }

    private static Event record(EventType type, int id) {
        return Records.record(type, 0, id, 0).exponents(-2, -3);
    }

    private FeedScript signal(int id) {
        return script.put(Records.withText(record(EventType.SIGNAL, id)
            .set(SignalFields.SIDE, 0).set(SignalFields.CONFIDENCE, 1), "because"));
    }

    private void intent(int id) {
        script.put(Records.withText(record(EventType.ORDER_INTENT, id)
            .set(OrderIntentFields.SIDE, 0).set(OrderIntentFields.TYPE, OrderType.LIMIT.ordinal())
            .set(OrderIntentFields.TIF, TimeInForce.IOC.ordinal())
            .set(OrderIntentFields.PRICE, 10_000).set(OrderIntentFields.QTY, 500), "CLIENT"));
    }

    private void fill(long quantity, long leaves) {
        script.put(Records.withText(record(EventType.PAPER_FILL, 1)
            .set(PaperFillFields.SIDE, 0).set(PaperFillFields.PRICE, 10_000)
            .set(PaperFillFields.QTY, quantity).set(PaperFillFields.LEAVES_QTY, leaves)
            .set(PaperFillFields.POSITION, 1_000), "CLIENT"));
    }

    private void expiry(ExpiryReason reason) {
        script.put(Records.withText(record(EventType.PAPER_EXPIRY, 1)
            .set(PaperExpiryFields.REASON, reason.ordinal()).set(PaperExpiryFields.SIDE, 1)
            .set(PaperExpiryFields.QTY, 500), "CLIENT"));
    }

    private void refusal(RiskRule rule, long quantity, long limit) {
        script.put(record(EventType.RISK_REFUSAL, 1)
            .set(RiskRefusalFields.RULE, rule.ordinal()).set(RiskRefusalFields.SIDE, 0)
            .set(RiskRefusalFields.QTY, quantity).set(RiskRefusalFields.LIMIT, limit));
    }

    @Test
    void eachOrderEndsInALine() {
        script.plan();
        intent(1);
        fill(500, 0);
        fill(300, 200);
        expiry(ExpiryReason.LIMIT_NOT_REACHED);
        expiry(ExpiryReason.NOTHING_SHOWN);
        assertThat(data).containsExactly("ORDER: BUY 0.5 BTCUSDT LIMIT 100.00 IOC | paper | CLIENT",
            "FILL: BUY 0.5 BTCUSDT at $100.00 | position 1",
            "FILL: BUY 0.3 BTCUSDT at $100.00 | position 1 | rest expired: 0.2",
            "EXPIRED: SELL 0.5 BTCUSDT | limit not reached",
            "EXPIRED: SELL 0.5 BTCUSDT | nothing shown");
        assertThat(printer.summary()).first()
            .isEqualTo("orders: 2 filled (1 in part), 2 expired, 0 refused, 0 signals");
    }

    @ParameterizedTest
    @CsvSource({
        "MAX_ORDER_QTY, 'max order qty: at most 0.75'", "MIN_QTY, 'min qty: at least 0.75'",
        "LOT_SIZE, 'lot size: in steps of 0.75'", "TICK_SIZE, 'tick size: prices in steps of 0.05'",
        "MIN_NOTIONAL, 'min notional: worth at least 5'",
        "TIME_IN_FORCE, 'time in force: paper takes IOC alone'"})
    void aRefusalSaysWhatIsRight(RiskRule rule, String words) {
        script.put(Records.withText(record(EventType.INSTRUMENT, 1)
            .set(InstrumentFields.TICK_SIZE, 5).set(InstrumentFields.MIN_NOTIONAL, 500),
            "BTCUSDT"));
        refusal(rule, 500, 750);
        assertThat(data).containsExactly("REFUSED: BUY 0.5 BTCUSDT | " + words);
    }

    @ParameterizedTest
    @EnumSource(RiskRule.class)
    void everyRuleBeginsWithItsLabel(RiskRule rule) {
        script.plan();
        refusal(rule, Event.ABSENT, Event.ABSENT);
        assertThat(data).singleElement().asString()
            .startsWith("REFUSED: BUY ? BTCUSDT | " + rule.label());
        assertThat(printer.summary()).first().isEqualTo(
            "orders: 0 filled, 0 expired, 1 refused (" + rule.label() + " 1), 0 signals");
    }

    private FeedScript quotes(int id, FeedFlag flag, StatusReason reason) {
        return script.stream(id, StreamKind.QUOTE, flag, reason, Source.POLL, 5);
    }

    private List<String> noOrders() {
        return data.stream().filter(line -> line.startsWith("NO ORDER: ")).toList();
    }

    @Test
    void signalsWithoutOrdersWhileQuotesAreNotFreshAreExplainedOnceATime() {
        script.plan().green(1);
        script.at(2);
        signal(1);
        script.at(3);
        assertThat(noOrders()).as("fresh: what a strategy does is its own").isEmpty();
        quotes(1, FeedFlag.YELLOW, StatusReason.SILENT);
        for (int i = 0; i < 100; i++) {
            script.at(4 + i * 0.05);
            signal(1);
            signal(2);
        }
        assertThat(noOrders()).containsExactly("NO ORDER: BTCUSDT | quotes YELLOW, silent for "
            + "6.0 s: the strategy asked for none");
        quotes(1, FeedFlag.RED, StatusReason.SILENT);
        script.at(9);
        signal(1);
        script.at(9.1);
        assertThat(noOrders()).hasSize(2).last().asString().contains("quotes RED");
        for (int i = 0; i < 99; i++) {
            script.at(9.2 + i * 0.1);
            signal(1);
        }
        script.at(19.1);
        assertThat(noOrders()).hasSize(3);
        quotes(1, FeedFlag.GREEN, StatusReason.FRESH);
        signal(1);
        script.at(20);
        quotes(1, FeedFlag.YELLOW, StatusReason.SILENT);
        signal(1);
        script.at(21);
        assertThat(noOrders()).as("not fresh again").hasSize(4);
    }

    @Test
    void anOrderOrItsRefusalIsAnAnswer() {
        script.plan();
        quotes(1, FeedFlag.YELLOW, StatusReason.SILENT).at(1);
        signal(1);
        refusal(RiskRule.STALE_FEED, 500, Event.ABSENT);
        script.at(2);
        signal(1);
        intent(1);
        script.at(3);
        assertThat(noOrders()).isEmpty();
    }

    @Test
    void aRunInWhichNothingWasTradedSaysSo() {
        script.plan().at(1);
        assertThat(printer.summary()).first().isEqualTo("orders: none, 0 signals");
        printer = printer(Config.Mode.MONITOR);
        script = new FeedScript(printer::onRecord);
        script.plan();
        quotes(1, FeedFlag.YELLOW, StatusReason.SILENT).at(1);
        signal(1).at(2);
        assertThat(noOrders()).as("there are none by its mode").isEmpty();
        assertThat(printer.summary()).first().isEqualTo("orders: none, monitor mode, 1 signal");
    }
}
