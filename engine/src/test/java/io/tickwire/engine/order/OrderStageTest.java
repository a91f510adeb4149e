package io.tickwire.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.account.Account;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.ExecutionReason;
import io.tickwire.engine.event.OrderState;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.RiskRule;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.feed.FeedView;
import io.tickwire.engine.feed.TopOfBooks;
import io.tickwire.engine.feed.Visibility;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.paper.PaperMarket;
import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.RecordedOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of requests: intents with their ids, or refusals. The market says nothing here. */
final class OrderStageTest implements FeedView {
    private static final int LINK = 7;
    private static final int ID = 1;
    private static final long KEY = 0xab_cd05L;
    private static final long MANY = 1_000_000_000_000L;

    private final Given given = new Given();
    private final RecordedOutputs outputs = new RecordedOutputs();
    private final InstrumentTable instruments = new InstrumentTable();
    private final TopOfBooks books = new TopOfBooks();
    private final Account account = new Account(instruments);
    private final OrderTable orders = new OrderTable(instruments);
    private final OrderRequests requests = new OrderRequests(KEY);
    private final Refusals refusals = new Refusals();
    /** What the strategy asks for at the next input, and the handles it has got. */
    private final List<Runnable> asks = new ArrayList<>();
    private final List<Long> handles = new ArrayList<>();
    private boolean trading = true;
    private OrderStage stage;

    @Override
    public boolean isFresh(int instrumentId, StreamKind kind) {
        return true;
    }

    @Override
    public boolean isTrading(int instrumentId) {
        return trading;
    }

    @Override
    public boolean isCurrent(int instrumentId, StreamKind kind) {
        return true;
    }

    private void begin(Config.Mode mode, Config.Risk risk, Event instrument) {
        Config base = TestConfigs.counting();
        Config config = new Config(base.venue(), base.symbols(), base.streams(), mode,
            base.feed(), base.reconnect(), base.timer(), base.engine(), base.journal(), risk,
            base.paper(), base.strategy(), base.http());
        instruments.apply(instrument);
        stage = new OrderStage(config, instruments, this, books, account, orders, requests,
            refusals, new PaperMarket(config.paper(), instruments, this, books, account));
    }

    /** Quoted at 100.00 / 100.10, with a lot of a thousandth and no limits. */
    private void begin() {
        begin(Config.Mode.PAPER, Risks.none(), given.instrument(ID, "AAAUSDT", -3, 1));
        quote();
    }

    private void quote() {
        on(given.quote(LINK, ID, 1, 10_000, MANY, 10_010, MANY));
        assertThat(outputs.take()).isEmpty();
    }

    private void on(Event event) {
        outputs.begin(event);
        books.onEvent(event, Visibility.LIVE);
        account.onEvent(event);
        orders.onEvent(event);
        requests.begin(event);
        refusals.clear();
        asks.forEach(Runnable::run);
        asks.clear();
        stage.onEvent(event, outputs);
    }

    private void ask(Side side, OrderType type, long price, long quantity, boolean reduceOnly) {
        TimeInForce time = type == OrderType.MARKET ? TimeInForce.IOC : TimeInForce.GTC;
        asks.add(() -> handles.add(requests.addOrder(ID, side.ordinal(), type.ordinal(),
            time.ordinal(), price, quantity, reduceOnly, 0)));
    }

    private List<String> market(Side side, long quantity) {
        ask(side, OrderType.MARKET, 0, quantity, false);
        return decided();
    }

    /** A buy at 99.00 that stays. */
    private long limit(long quantity) {
        ask(Side.BUY, OrderType.LIMIT, 9_900, quantity, false);
        assertThat(decided()).singleElement().asString().startsWith("ORDER_INTENT ");
        long handle = handles.get(handles.size() - 1);
        OrderReports reports =
            new OrderReports(instruments, orders, account, new Executions(), 0);
        outputs.begin(given.timer(0));
        reports.begin(outputs);
        reports.accepted(handle);
        outputs.take();
        return handle;
    }

    private List<String> decided() {
        on(given.timer(0));
        return outputs.take();
    }

    private static void refused(List<String> decided, String rule, String side, String rest) {
        assertThat(decided).hasSize(1);
        assertThat(decided.get(0)).startsWith("RISK_REFUSAL #1 ")
            .contains("cause_ordinal=0 rule=" + rule + " side=" + side + " " + rest + " handle=");
    }

    private static void intended(List<String> decided, String what) {
        assertThat(decided).singleElement().asString().startsWith("ORDER_INTENT #1 ")
            .contains(what);
    }

    /** 1 of a scale that turns out to be thousandths would be a thousand times too much. */
    @Test
    void noOrderIsMadeBeforeTheVenueHasStatedTheScale() {
        begin(Config.Mode.PAPER, Risks.none(), given.provisional(ID, "AAAUSDT"));
        quote();
        refused(market(Side.BUY, 1), "limits unknown", "BUY", "qty=1");
        assertThat(market(Side.BUY, Event.ABSENT)).singleElement().asString()
            .contains("rule=limits unknown");
        instruments.apply(given.instrument(ID, "AAAUSDT", -3, 1));
        intended(market(Side.BUY, 1), "qty=0.001");
        // Said again without a list, it is known all the same.
        instruments.apply(given.provisional(ID, "AAAUSDT"));
        intended(market(Side.BUY, 1), "qty=0.001");
    }

    /** A recording states no limits; its scale comes from its text, and is final. */
    @Test
    void anInstrumentWithoutLimitsThatIsNotProvisionalTakesOrders() {
        begin(Config.Mode.PAPER, Risks.none(),
            given.instrument(ID, "AAAUSDT", -3, Event.ABSENT));
        quote();
        intended(market(Side.BUY, 1), "qty=0.001");
    }

    @Test
    void nothingIsOrderedOfWhatTheVenueDoesNotTrade() {
        begin();
        trading = false;
        refused(market(Side.BUY, 1_000), "not trading", "BUY", "qty=1.000");
        trading = true;
        intended(market(Side.BUY, 1_000), "qty=1.000");
    }

    @Test
    void anIntentSaysAllThereIsToSay() {
        begin();
        List<String> decided = market(Side.BUY, 1_500);
        intended(decided, "cause=3 cause_ordinal=0 side=BUY type=MARKET tif=IOC qty=1.500 "
            + "reduce_only=0 handle=");
        assertThat(decided.get(0)).doesNotContain("price=");
        // Key 11,259,141 is 6PBLX in base 36; sequence 3, ordinal 1.
        assertThat(clientId(decided.get(0))).isEqualTo("00006PBLX0000000301");
        ask(Side.SELL, OrderType.LIMIT, 10_100, 2, true);
        account.filled(ID, Side.BUY, 10_000, -2, 1_500, 0);
        intended(decided(), "side=SELL type=LIMIT tif=GTC price=101.00 qty=0.002 reduce_only=1");
        assertThat(orders.openCount()).isEqualTo(2);
        Order order = orders.open(1);
        assertThat(order.handle()).isEqualTo(handles.get(1));
        assertThat(order.state()).isEqualTo(OrderState.PENDING_NEW);
        assertThat(order.side()).isEqualTo(Side.SELL);
        assertThat(order.type()).isEqualTo(OrderType.LIMIT);
        assertThat(order.timeInForce()).isEqualTo(TimeInForce.GTC);
        assertThat(order.isReduceOnly()).isTrue();
        assertThat(order.price()).isEqualTo(10_100);
        assertThat(order.leaves()).isEqualTo(2);
        assertThat(orders.open(0).price()).isEqualTo(Event.ABSENT);
    }

    @Test
    void intentAndRefusalHaveTheHandleAndTheRefusalIsKeptToBeTold() {
        begin();
        ask(Side.BUY, OrderType.MARKET, 0, 1_000, false);
        ask(Side.SELL, OrderType.MARKET, 0, 0, false);
        on(given.timer(0));
        List<String> decided = outputs.take();
        assertThat(decided).hasSize(2);
        // Low bits of the key, sequence 3, ordinals 0 and 1.
        long first = (KEY & 0x3ffff) << 45 | 3 << 5;
        assertThat(handles).containsExactly(first, first | 1);
        assertThat(decided.get(0)).contains(" handle=" + first + " '");
        assertThat(decided.get(1)).startsWith("RISK_REFUSAL ").endsWith(" handle=" + (first | 1));
        assertThat(refusals.count()).isEqualTo(1);
        Refusal refusal = refusals.get(0);
        assertThat(refusal.handle()).isEqualTo(first | 1);
        assertThat(refusal.rule()).isEqualTo(RiskRule.LOT_SIZE);
        assertThat(refusal.side()).isEqualTo(Side.SELL);
        assertThat(refusal.instrumentId()).isEqualTo(ID);
        assertThat(refusal.quantity()).isZero();
        assertThat(refusal.limit()).isEqualTo(1);
    }

    @Test
    void aRunThatGoesOnHasIdsOfItsOwn() {
        begin();
        on(given.orderKey(36));
        assertThat(clientId(market(Side.BUY, 1).get(0))).isEqualTo("0000000100000000401");
    }

    @Test
    void theOrdersOfOneInputHaveTheirOrdinals() {
        begin();
        for (int i = 0; i < 20; i++) {
            ask(Side.BUY, OrderType.MARKET, 0, 1, false);
        }
        List<String> ids = decided().stream().map(OrderStageTest::clientId).toList();
        assertThat(ids).hasSize(20).doesNotHaveDuplicates();
        for (int i = 0; i < 20; i++) {
            String ordinal = Integer.toString(i + 1, 36).toUpperCase(Locale.ROOT);
            assertThat(ids.get(i)).endsWith("3" + "0".repeat(2 - ordinal.length()) + ordinal);
        }
    }

    private static String clientId(String decided) {
        Matcher id = Pattern.compile("'([0-9A-Z]{19})'").matcher(decided);
        assertThat(id.find()).as(decided).isTrue();
        return id.group(1);
    }

    @Test
    void quantitiesAreRoundedToTheLot() {
        begin(Config.Mode.PAPER, Risks.none(), given.instrument(ID, "AAAUSDT", -3, 10));
        quote();
        refused(market(Side.BUY, 9), "lot size", "BUY", "qty=0.009 limit=0.010");
        intended(market(Side.BUY, 10), "qty=0.010");
        intended(market(Side.BUY, 29), "qty=0.020");
        refused(market(Side.SELL, -10), "lot size", "SELL", "qty=-0.010 limit=0.010");
    }

    @Test
    void aLimitFinerThanTheInstrumentIsCutAndFollowsItsScale() {
        begin(Config.Mode.PAPER, Risks.of("1.5009", "none", "none"),
            given.instrument(ID, "AAAUSDT", -3, 1));
        quote();
        refused(market(Side.BUY, 1_501), "max order qty", "BUY", "qty=1.501 limit=1.500");
        intended(market(Side.BUY, 1_500), "qty=1.500");
        Event finer = given.instrument(ID, "AAAUSDT", -5, 1);
        instruments.apply(finer);
        on(finer);
        refused(market(Side.BUY, 150_091), "max order qty", "BUY",
            "qty=1.50091 limit=1.50090");
        intended(market(Side.BUY, 150_090), "qty=1.50090");
    }

    @Test
    void anOpenOrderIsCancelledOnce() {
        begin();
        long handle = limit(1_000);
        asks.add(() -> requests.addCancel(handle, 0));
        assertThat(decided()).singleElement().asString()
            .startsWith("CANCEL_INTENT #1 ").contains("cause_ordinal=0 handle=" + handle + " '");
        assertThat(orders.find(handle).state()).isEqualTo(OrderState.PENDING_CANCEL);
        asks.add(() -> requests.addCancel(handle, 0));
        assertThat(decided()).singleElement().asString()
            .contains("RISK_REFUSAL #1 ", "rule=not open side=BUY", "handle=" + handle);
        asks.add(() -> requests.addReplace(handle, 9_905, 1_000, 0));
        assertThat(decided()).singleElement().asString().contains("rule=not open");
        asks.add(() -> requests.addCancel(handle + 1, 0));
        assertThat(decided()).singleElement().asString()
            .startsWith("RISK_REFUSAL ").contains("rule=no such order", "handle=" + (handle + 1));
    }

    @Test
    void anOpenOrderIsReplacedWithinTheLimits() {
        begin(Config.Mode.PAPER, Risks.of("2", "none", "none"),
            given.instrument(ID, "AAAUSDT", -3, 10));
        quote();
        long handle = limit(1_000);
        asks.add(() -> requests.addReplace(handle, 9_905, 2_010, 0));
        assertThat(decided()).singleElement().asString()
            .contains("rule=max order qty side=BUY qty=2.010 limit=2.000", "handle=" + handle);
        assertThat(orders.find(handle).state()).isEqualTo(OrderState.OPEN);
        asks.add(() -> requests.addReplace(handle, 9_905, 2_009, 0));
        assertThat(decided()).singleElement().asString().startsWith("REPLACE_INTENT #1 ")
            .contains("side=BUY price=99.05 qty=2.000 handle=" + handle + " '");
        assertThat(orders.find(handle).state()).isEqualTo(OrderState.PENDING_REPLACE);
        assertThat(orders.find(handle).price()).as("until the market says so").isEqualTo(9_900);
    }

    @Test
    void aReplacementOnItsWayCountsWithTheMoreOfTheTwo() {
        begin(Config.Mode.PAPER, Risks.of("none", "0.010", "none"),
            given.instrument(ID, "AAAUSDT", -3, 1));
        quote();
        long handle = limit(1);
        asks.add(() -> requests.addReplace(handle, 9_900, 10, 0));
        ask(Side.BUY, OrderType.MARKET, 0, 9, false);
        List<String> decided = decided();
        assertThat(decided).hasSize(2);
        assertThat(decided.get(0)).startsWith("REPLACE_INTENT ");
        assertThat(decided.get(1)).contains("rule=max position side=BUY qty=0.009");
        OrderReports reports =
            new OrderReports(instruments, orders, account, new Executions(), 0);
        outputs.begin(given.timer(0));
        reports.begin(outputs);
        reports.replaceRejected(handle, ExecutionReason.INVALID);
        outputs.take();
        intended(market(Side.BUY, 9), "qty=0.009");
    }

    /** A row of the table keeps nothing of an earlier input: a restart would not have it. */
    @Test
    void aRefusalHasNothingOfAnEarlierRequest() {
        begin();
        long handle = limit(1_000);
        asks.add(() -> requests.addCancel(handle, 0));
        decided();
        asks.add(() -> requests.addCancel(handle, 0));
        assertThat(decided()).singleElement().asString()
            .contains("rule=not open side=BUY handle=" + handle);
        asks.add(() -> requests.addCancel(7, 0));
        assertThat(decided()).singleElement().asString()
            .contains("rule=no such order side=BUY handle=7");
    }

    @Test
    void monitorModeGivesNothing() {
        begin(Config.Mode.MONITOR, Risks.none(), given.instrument(ID, "AAAUSDT", -3, 1));
        quote();
        assertThat(market(Side.BUY, 1)).isEmpty();
        assertThat(requests.count()).as("asked for once, not again later").isZero();
        assertThat(orders.openCount()).isZero();
    }

    @Test
    void anInputHasNoMoreRequestsThanItsLimit() {
        begin();
        Event cause = given.timer(0);
        outputs.begin(cause);
        requests.begin(cause);
        for (int i = 0; i < OrderRequests.MAX; i++) {
            assertThat(requests.outputsNeeded()).isEqualTo(i == 0 ? 0 : i + 1);
            assertThat(requests.addOrder(ID, 0, 0, 0, 0, 1, false, 0)).isPositive();
        }
        assertThat(requests.addOrder(ID, 0, 0, 0, 0, 1, false, 0)).isZero();
        assertThat(requests.addCancel(1, 0)).isFalse();
        assertThat(requests.addReplace(1, 1, 1, 0)).isFalse();
        stage.onEvent(cause, outputs);
        assertThat(outputs.take()).hasSize(OrderRequests.MAX);
        assertThat(orders.openCount()).isEqualTo(OrderRequests.MAX);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "32"})
    void whatIsNotTakenIsToldOnceByTheFirst(int taken) {
        begin();
        for (int i = 0; i < taken; i++) {
            ask(Side.BUY, OrderType.MARKET, 0, 0, false);
        }
        asks.add(() -> requests.addNotTaken(ID, Side.SELL.ordinal(), 2));
        asks.add(() -> requests.addNotTaken(ID, Side.BUY.ordinal(), 3));
        List<String> decided = decided();
        assertThat(decided).hasSize(taken + 1);
        assertThat(decided.get(taken)).startsWith("RISK_REFUSAL #1 ")
            .contains("rule=too many side=SELL qty=0.002 handle=0");
        assertThat(refusals.count()).isEqualTo(taken + 1);
        assertThat(decided()).as("of the next input").isEmpty();
    }
}
