package io.tickwire.transport.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.CancelIntentFields;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.ExecutionReason;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.InstrumentFields;
import io.tickwire.engine.event.OrderEvent;
import io.tickwire.engine.event.OrderFields;
import io.tickwire.engine.event.OrderIntentFields;
import io.tickwire.engine.event.OrderState;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.PositionFields;
import io.tickwire.engine.event.PositionReason;
import io.tickwire.engine.event.ReplaceIntentFields;
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
        intent(id, TimeInForce.IOC, 1);
    }

    private void intent(int id, TimeInForce time, long handle) {
        script.put(Records.withText(record(EventType.ORDER_INTENT, id)
            .set(OrderIntentFields.SIDE, 0).set(OrderIntentFields.TYPE, OrderType.LIMIT.ordinal())
            .set(OrderIntentFields.TIF, time.ordinal())
            .set(OrderIntentFields.PRICE, 10_000).set(OrderIntentFields.QTY, 500)
            .set(OrderIntentFields.HANDLE, handle), "CLIENT"));
    }

    /** Of a buy of 0.500 at 100.00. */
    private Event order(OrderEvent event, OrderState state, long filled, long handle) {
        return record(EventType.ORDER, 1).set(OrderFields.EVENT, event.ordinal())
            .set(OrderFields.STATE, state.ordinal())
            .set(OrderFields.REASON, ExecutionReason.NONE.ordinal())
            .set(OrderFields.SIDE, 0).set(OrderFields.PRICE, 10_000).set(OrderFields.QTY, 500)
            .set(OrderFields.FILLED_QTY, filled).set(OrderFields.HANDLE, handle);
    }

    private void put(Event order) {
        script.put(Records.withText(order, "CLIENT"));
    }

    /** At 100.00 with a fee of 0.0125, and the position of 1 behind it. */
    private void fill(OrderState state, long quantity, long filled, boolean maker, long handle) {
        OrderEvent event =
            state == OrderState.FILLED ? OrderEvent.FILLED : OrderEvent.PART_FILLED;
        put(order(event, state, filled, handle).set(OrderFields.LAST_QTY, quantity)
            .set(OrderFields.LAST_PRICE, 10_000).set(OrderFields.FEE, 1_250_000)
            .set(OrderFields.MAKER, maker ? 1 : 0));
        position(PositionReason.FILL, 0);
    }

    private void position(PositionReason reason, long funding) {
        script.put(record(EventType.POSITION, 1).set(PositionFields.REASON, reason.ordinal())
            .set(PositionFields.POSITION, 1_000).set(PositionFields.FUNDING, funding)
            .set(PositionFields.CASH, 999_998_750_000L));
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
        put(order(OrderEvent.ACCEPTED, OrderState.OPEN, 0, 1));
        fill(OrderState.FILLED, 500, 500, false, 1);
        intent(1);
        fill(OrderState.OPEN, 300, 300, false, 1);
        put(order(OrderEvent.EXPIRED, OrderState.EXPIRED, 300, 1)
            .set(OrderFields.REASON, ExecutionReason.NOTHING_SHOWN.ordinal()));
        intent(1);
        put(order(OrderEvent.REJECTED, OrderState.REJECTED, 0, 1)
            .set(OrderFields.REASON, ExecutionReason.WOULD_CROSS.ordinal()));
        String asked = "ORDER: BUY 0.5 BTCUSDT LIMIT 100.00 IOC | paper | CLIENT";
        assertThat(data).containsExactly(asked,
            "FILL: BUY 0.5 BTCUSDT at $100.00 | taker, fee 0.0125 | position 1", asked,
            "FILL: BUY 0.3 BTCUSDT at $100.00 | left: 0.2 | taker, fee 0.0125 | position 1",
            "EXPIRED: BUY 0.2 BTCUSDT | nothing shown | filled before: 0.3", asked,
            "REJECTED: BUY 0.5 BTCUSDT | would cross");
        assertThat(printer.summary()).startsWith(
            "orders: 1 filled, 1 expired, 1 rejected, 0 refused, 0 signals",
            "cash: 9999.98 USDT");
    }

    @Test
    void anOrderThatStaysSaysWhatBecomesOfIt() {
        script.plan();
        intent(1, TimeInForce.GTC, 7);
        put(order(OrderEvent.ACCEPTED, OrderState.OPEN, 0, 7));
        fill(OrderState.OPEN, 100, 100, true, 7);
        script.put(Records.withText(record(EventType.REPLACE_INTENT, 1)
            .set(ReplaceIntentFields.SIDE, 0).set(ReplaceIntentFields.PRICE, 9_900)
            .set(ReplaceIntentFields.QTY, 700).set(ReplaceIntentFields.HANDLE, 7), "CLIENT"));
        put(order(OrderEvent.REPLACED, OrderState.OPEN, 100, 7).set(OrderFields.PRICE, 9_900)
            .set(OrderFields.QTY, 700));
        put(order(OrderEvent.REPLACE_REJECTED, OrderState.OPEN, 100, 7));
        script.put(Records.withText(
            record(EventType.CANCEL_INTENT, 1).set(CancelIntentFields.HANDLE, 7), "CLIENT"));
        put(order(OrderEvent.CANCEL_REJECTED, OrderState.OPEN, 100, 7));
        put(order(OrderEvent.CANCELLED, OrderState.CANCELLED, 100, 7));
        put(order(OrderEvent.CANCEL_REJECTED, OrderState.CANCELLED, 100, 7));
        position(PositionReason.FUNDING, -500_000);
        intent(1, TimeInForce.GTX, 8);
        assertThat(data).containsExactly(
            "ORDER: BUY 0.5 BTCUSDT LIMIT 100.00 GTC | paper | CLIENT",
            "OPEN: BUY 0.5 BTCUSDT LIMIT 100.00",
            "FILL: BUY 0.1 BTCUSDT at $100.00 | left: 0.4 | maker, fee 0.0125 | position 1",
            "REPLACE: BUY 0.7 BTCUSDT LIMIT 99.00 | CLIENT",
            "REPLACED: BUY 0.6 BTCUSDT LIMIT 99.00 | filled before: 0.1",
            "NOT REPLACED: BUY 0.4 BTCUSDT | filled before: 0.1", "CANCEL: BTCUSDT | CLIENT",
            "NOT CANCELLED: BUY 0.4 BTCUSDT | filled before: 0.1",
            "CANCELLED: BUY 0.4 BTCUSDT | filled before: 0.1",
            "NOT CANCELLED: BUY 0.4 BTCUSDT | filled before: 0.1",
            "FUNDING: BTCUSDT | position 1 | so far -0.005",
            "ORDER: BUY 0.5 BTCUSDT LIMIT 100.00 GTX | paper | CLIENT");
        assertThat(printer.summary()).first().isEqualTo(
            "orders: 0 filled, 0 expired, 1 cancelled, 1 open, 0 refused, 0 signals");
    }

    @ParameterizedTest
    @CsvSource({
        "MAX_ORDER_QTY, 'max order qty: at most 0.75'", "MIN_QTY, 'min qty: at least 0.75'",
        "LOT_SIZE, 'lot size: in steps of 0.75'", "TICK_SIZE, 'tick size: prices in steps of 0.05'",
        "MIN_NOTIONAL, 'min notional: worth at least 5'",
        "MAX_POSITION, 'max position: at most 0.75, with all that is open'",
        "COLLAR, 'collar: worse than the market by more than risk.collar'",
        "TIME_IN_FORCE, 'time in force: a market order is over at once: IOC'"})
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
