package io.tickwire.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.account.Account;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.feed.FeedView;
import io.tickwire.engine.feed.TopOfBooks;
import io.tickwire.engine.feed.Visibility;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.RecordedOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Risk rules at their limits and one past them, and fills against the quote. */
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
    private final OrderRequests requests = new OrderRequests(KEY);
    /** What the strategy asks for at the next input, and the handles it has got. */
    private final List<Runnable> asks = new ArrayList<>();
    private final List<Long> handles = new ArrayList<>();
    private boolean fresh = true;
    private boolean trading = true;
    private boolean current = true;
    private OrderStage stage;

    @Override
    public boolean isFresh(int instrumentId, StreamKind kind) {
        return fresh;
    }

    @Override
    public boolean isTrading(int instrumentId) {
        return trading;
    }

    @Override
    public boolean isCurrent(int instrumentId, StreamKind kind) {
        return current;
    }

    private void begin(Config.Mode mode, String maxOrder, String maxPosition, long lot) {
        begin(mode, new Config.Risk(maxOrder, maxPosition, "none"),
            given.instrument(ID, "AAAUSDT", -3, lot));
    }

    private void begin(Config.Mode mode, Config.Risk risk, Event instrument) {
        Config base = TestConfigs.counting();
        Config config = new Config(base.venue(), base.symbols(), base.streams(), mode,
            base.feed(), base.reconnect(), base.timer(), base.engine(), base.journal(),
            risk, base.paper(), base.strategy(), base.http());
        instruments.apply(instrument);
        stage = new OrderStage(
            config, KEY, instruments, this, books, account, requests);
    }

    private void begin() {
        begin(Config.Mode.PAPER, "1000", "1000", 1);
        quote(MANY);
    }

    /** A quote at 100.00 / 100.10. */
    private void quote(long shown) {
        on(given.quote(LINK, ID, 1, 10_000, shown, 10_010, shown));
        assertThat(outputs.take()).isEmpty();
    }

    private void on(Event event) {
        on(event, Visibility.LIVE);
    }

    /** What the heartbeat stage does of it, then the order stage. */
    private void on(Event event, Visibility visibility) {
        outputs.begin(event);
        books.onEvent(event, visibility);
        account.onEvent(event);
        requests.begin(event);
        asks.forEach(Runnable::run);
        asks.clear();
        stage.onEvent(event, outputs);
    }

    private void ask(Side side, OrderType type, long price, long quantity, boolean reduceOnly) {
        asks.add(() -> handles.add(requests.add(ID, side.ordinal(), type.ordinal(),
            TimeInForce.IOC.ordinal(), price, quantity, reduceOnly, 0)));
    }

    private List<String> market(Side side, long quantity) {
        return market(side, quantity, false);
    }

    private List<String> market(Side side, long quantity, boolean reduceOnly) {
        ask(side, OrderType.MARKET, 0, quantity, reduceOnly);
        return decided();
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

    private static void filled(
        List<String> decided, String price, String qty, String leaves, String position) {
        assertThat(decided).hasSize(2);
        assertThat(decided.get(0)).startsWith("ORDER_INTENT #1 ");
        assertThat(decided.get(1)).startsWith("PAPER_FILL #1 ").contains(
            "cause_ordinal=1 ", " price=" + price + " qty=" + qty + " leaves_qty=" + leaves
                + " position=" + position + " handle=");
    }

    /** An intent, and its end with the same client id and handle. */
    private static void expired(List<String> decided, String reason, String side, String qty) {
        assertThat(decided).hasSize(2);
        assertThat(decided.get(0)).startsWith("ORDER_INTENT #1 ");
        assertThat(decided.get(1)).startsWith("PAPER_EXPIRY #1 ").contains("cause_ordinal=1 "
            + "reason=" + reason + " side=" + side + " qty=" + qty + " handle=");
        String name = decided.get(0).substring(decided.get(0).indexOf("handle="));
        assertThat(decided.get(1)).endsWith(name);
    }

    private void beginProvisional() {
        instruments.apply(given.provisional(ID, "AAAUSDT"));
        stage = new OrderStage(
            TestConfigs.counting(), KEY, instruments, this, books, account, requests);
        quote(MANY);
    }

    /** 1 of a scale that turns out to be thousandths would be a thousand times too much. */
    @Test
    void noOrderIsMadeBeforeTheVenueHasStatedTheScale() {
        beginProvisional();
        refused(market(Side.BUY, 1), "limits unknown", "BUY", "qty=1");
        assertThat(market(Side.BUY, Event.ABSENT)).singleElement().asString()
            .contains("rule=limits unknown");
        refused(market(Side.SELL, 1, true), "limits unknown", "SELL", "qty=1");
        instruments.apply(given.instrument(ID, "AAAUSDT", -3, 1));
        filled(market(Side.BUY, 1), "100.10", "0.001", "0.000", "0.001");
        // Said again without a list, it is known all the same.
        instruments.apply(given.provisional(ID, "AAAUSDT"));
        filled(market(Side.BUY, 1), "100.10", "0.001", "0.000", "0.002");
    }

    /** A recording states no limits; its scale comes from its text, and is final. */
    @Test
    void anInstrumentWithoutLimitsThatIsNotProvisionalTakesOrders() {
        begin(Config.Mode.PAPER, "1000", "1000", Event.ABSENT);
        quote(MANY);
        filled(market(Side.BUY, 1), "100.10", "0.001", "0.000", "0.001");
    }

    @Test
    void nothingIsOrderedOfWhatTheVenueDoesNotTrade() {
        begin();
        market(Side.BUY, 1_000);
        trading = false;
        refused(market(Side.BUY, 1_000), "not trading", "BUY", "qty=1.000");
        refused(market(Side.SELL, 1_000, true), "not trading", "SELL", "qty=1.000");
        trading = true;
        filled(market(Side.SELL, 1_000, true), "100.00", "1.000", "0.000", "0.000");
    }

    @Test
    void anOrderBecomesAnIntentAndAFillWithOneClientId() {
        begin();
        List<String> decided = market(Side.BUY, 1_500);
        filled(decided, "100.10", "1.500", "0.000", "1.500");
        assertThat(decided.get(0)).contains("cause=3 cause_ordinal=0 side=BUY type=MARKET "
            + "tif=IOC qty=1.500 reduce_only=0 handle=").doesNotContain("price=");
        String id = clientId(decided.get(0));
        assertThat(decided.get(1)).contains("'" + id + "'");
        // Incarnation 1, sequence 3, ordinal 1, base 36.
        assertThat(id).endsWith("01" + "000000003" + "01");
        assertThat(account.position(ID)).isEqualTo(1_500);
        filled(market(Side.SELL, 2_000), "100.00", "2.000", "0.000", "-0.500");
    }

    @Test
    void intentFillAndRefusalHaveTheHandle() {
        begin();
        ask(Side.BUY, OrderType.MARKET, 0, 1_000, false);
        ask(Side.BUY, OrderType.MARKET, 0, 0, false);
        on(given.timer(0));
        List<String> decided = outputs.take();
        assertThat(decided).hasSize(3);
        // Key 5, incarnation 1, sequence 3, ordinals 0 and 1.
        assertThat(handles).containsExactly(
            5L << 55 | 1L << 45 | 3 << 5, 5L << 55 | 1L << 45 | 3 << 5 | 1);
        assertThat(decided.get(0)).contains(" handle=" + handles.get(0) + " '");
        assertThat(decided.get(1)).contains(" handle=" + handles.get(0) + " '");
        assertThat(decided.get(2)).startsWith("RISK_REFUSAL ")
            .endsWith(" handle=" + handles.get(1));
    }

    @Test
    void clientIdsCarryTheIncarnation() {
        begin();
        on(given.resumed(37));
        assertThat(market(Side.BUY, 1).get(0)).contains("11" + "000000004" + "01'");
    }

    @Test
    void theOrdersOfOneInputHaveTheirOrdinals() {
        begin();
        for (int i = 0; i < 20; i++) {
            ask(Side.BUY, OrderType.MARKET, 0, 1, false);
        }
        on(given.timer(0));
        List<String> decided = outputs.take();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < decided.size(); i += 2) {
            String id = clientId(decided.get(i));
            // Ordinals 1, 3, ... of the intents, base 36: each has a fill behind it.
            assertThat(id).endsWith("000000003" + String.format(
                Locale.ROOT, "%2s", Integer.toString(i + 1, 36)).replace(' ', '0').toUpperCase(
                    Locale.ROOT));
            assertThat(clientId(decided.get(i + 1))).as("of its fill").isEqualTo(id);
            ids.add(id);
        }
        assertThat(ids).hasSize(20).doesNotHaveDuplicates();
    }

    private static String clientId(String decided) {
        Matcher id = Pattern.compile("'([0-9A-Z]{19})'").matcher(decided);
        assertThat(id.find()).as(decided).isTrue();
        return id.group(1);
    }

    /** A quote at 100.00 / 100.10 with 0.7 and 0.3 shown, in exponents of its own. */
    private void quoteIn(int priceExponent, int quantityExponent) {
        long price = (long) Math.pow(10, -priceExponent);
        long tenth = (long) Math.pow(10, -quantityExponent) / 10;
        on(given.quote(LINK, ID, 1, 100 * price, 7 * tenth, 100 * price + price / 10, 3 * tenth)
            .exponents(priceExponent, quantityExponent));
        assertThat(outputs.take()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, -1, 100.1, 100.0", "-2, -3, 100.10, 100.00", "-4, -3, 100.1000, 100.0000",
        "-2, -5, 100.10, 100.00", "-8, -8, 100.10000000, 100.00000000"})
    void aFillHasPriceAndQuantityOfTheQuoteWhateverItsExponents(
        int priceExponent, int quantityExponent, String ask, String bid) {
        begin(Config.Mode.PAPER, "1000", "1000", 1);
        quoteIn(priceExponent, quantityExponent);
        filled(market(Side.BUY, 299), ask, "0.299", "0.000", "0.299");
        filled(market(Side.BUY, 1_000), ask, "0.300", "0.700", "0.599");
        filled(market(Side.SELL, 1_000), bid, "0.700", "0.300", "-0.101");
    }

    @ParameterizedTest
    @CsvSource({"-1, -1", "-2, -3", "-4, -3", "-8, -8"})
    void aLimitPriceIsComparedAsANumberNotAsAMantissa(int priceExponent, int quantityExponent) {
        begin(Config.Mode.PAPER, "1000", "1000", 1);
        quoteIn(priceExponent, quantityExponent);
        ask(Side.BUY, OrderType.LIMIT, 10_009, 1, false);
        expired(decided(), "limit not reached", "BUY", "0.001");
        for (long limit : new long[] {10_010, 10_011}) {
            ask(Side.BUY, OrderType.LIMIT, limit, 1, false);
            assertThat(decided().get(1)).startsWith("PAPER_FILL ");
        }
        ask(Side.SELL, OrderType.LIMIT, 10_001, 1, false);
        expired(decided(), "limit not reached", "SELL", "0.001");
        for (long limit : new long[] {10_000, 9_999}) {
            ask(Side.SELL, OrderType.LIMIT, limit, 1, false);
            assertThat(decided().get(1)).startsWith("PAPER_FILL ");
        }
    }

    @Test
    void largestOrder() {
        begin(Config.Mode.PAPER, "1.5", "1000", 1);
        quote(MANY);
        filled(market(Side.BUY, 1_500), "100.10", "1.500", "0.000", "1.500");
        refused(market(Side.BUY, 1_501), "max order qty", "BUY", "qty=1.501 limit=1.500");
        refused(market(Side.SELL, 1_501), "max order qty", "SELL", "qty=1.501 limit=1.500");
    }

    @Test
    void aLimitFinerThanTheInstrumentIsCut() {
        begin(Config.Mode.PAPER, "1.5009", "1000", 1);
        quote(MANY);
        refused(market(Side.BUY, 1_501), "max order qty", "BUY", "qty=1.501 limit=1.500");
        filled(market(Side.BUY, 1_500), "100.10", "1.500", "0.000", "1.500");
    }

    @Test
    void largestPosition() {
        begin(Config.Mode.PAPER, "1000", "2", 1);
        quote(MANY);
        filled(market(Side.BUY, 1_999), "100.10", "1.999", "0.000", "1.999");
        refused(market(Side.BUY, 2), "max position", "BUY", "qty=0.002 limit=2.000");
        filled(market(Side.BUY, 1), "100.10", "0.001", "0.000", "2.000");
        refused(market(Side.BUY, 1), "max position", "BUY", "qty=0.001 limit=2.000");
        refused(market(Side.SELL, 4_001), "max position", "SELL", "qty=4.001 limit=2.000");
        filled(market(Side.SELL, 4_000), "100.00", "4.000", "0.000", "-2.000");
    }

    @Test
    void quantitiesAreRoundedToTheLot() {
        begin(Config.Mode.PAPER, "1000", "1000", 10);
        quote(MANY);
        refused(market(Side.BUY, 9), "lot size", "BUY", "qty=0.009 limit=0.010");
        filled(market(Side.BUY, 10), "100.10", "0.010", "0.000", "0.010");
        filled(market(Side.BUY, 29), "100.10", "0.020", "0.000", "0.030");
        refused(market(Side.BUY, 0), "lot size", "BUY", "qty=0.000 limit=0.010");
        refused(market(Side.SELL, -10), "lot size", "SELL", "qty=-0.010 limit=0.010");
    }

    @Test
    void anUnknownLotIsOne() {
        begin(Config.Mode.PAPER, "1000", "1000", Event.ABSENT);
        quote(MANY);
        filled(market(Side.BUY, 1), "100.10", "0.001", "0.000", "0.001");
    }

    @Test
    void withoutAQuoteThereIsNothingToFillAgainst() {
        begin(Config.Mode.PAPER, "1000", "1000", 1);
        List<String> decided = market(Side.BUY, 1);
        assertThat(decided).hasSize(1);
        assertThat(decided.get(0)).contains("rule=no quote side=BUY qty=0.001 handle=");
    }

    @Test
    void aStaleFeedAllowsReductionsOnly() {
        begin();
        market(Side.BUY, 1_000);
        fresh = false;
        refused(market(Side.BUY, 1), "stale feed", "BUY", "qty=0.001");
        refused(market(Side.SELL, 1_001), "stale feed", "SELL", "qty=1.001");
        filled(market(Side.SELL, 400), "100.00", "0.400", "0.000", "0.600");
        filled(market(Side.SELL, 600), "100.00", "0.600", "0.000", "0.000");
        refused(market(Side.SELL, 1), "stale feed", "SELL", "qty=0.001");
    }

    @Test
    void againstAQuoteOlderThanItsLimitNothingIsFilled() {
        begin();
        market(Side.BUY, 1_000);
        fresh = false;
        current = false;
        assertThat(market(Side.SELL, 400).get(1)).contains("PAPER_EXPIRY", "reason=stale quote");
        current = true;
        filled(market(Side.SELL, 400), "100.00", "0.400", "0.000", "0.600");
    }

    @Test
    void reduceOnlyNeverOpens() {
        begin();
        refused(market(Side.BUY, 1, true), "reduce only", "BUY", "qty=0.001 limit=0.000");
        market(Side.BUY, 1_000);
        refused(market(Side.BUY, 1, true), "reduce only", "BUY", "qty=0.001 limit=1.000");
        fresh = false;
        filled(market(Side.SELL, 1_500, true), "100.00", "1.000", "0.500", "0.000");
        refused(market(Side.SELL, 1, true), "reduce only", "SELL", "qty=0.001 limit=0.000");
    }

    @Test
    void aFillTakesNoMoreThanIsShown() {
        begin(Config.Mode.PAPER, "1000", "1000", 1);
        on(given.quote(LINK, ID, 1, 10_000, 700, 10_010, 300));
        filled(market(Side.BUY, 300), "100.10", "0.300", "0.000", "0.300");
        filled(market(Side.BUY, 301), "100.10", "0.300", "0.001", "0.600");
        filled(market(Side.SELL, 1_000), "100.00", "0.700", "0.300", "-0.100");
        quote(0);
        expired(market(Side.BUY, 1), "nothing shown", "BUY", "0.001");
        assertThat(account.position(ID)).isEqualTo(-100);
    }

    @Test
    void limitOrdersFillWhereTheyCross() {
        begin();
        ask(Side.BUY, OrderType.LIMIT, 10_009, 1, false);
        ask(Side.BUY, OrderType.LIMIT, 10_010, 1, false);
        ask(Side.SELL, OrderType.LIMIT, 10_001, 1, false);
        ask(Side.SELL, OrderType.LIMIT, 10_000, 1, false);
        on(given.timer(0));
        List<String> decided = outputs.take();
        assertThat(decided).extracting(text -> text.substring(0, text.indexOf(' ')))
            .containsExactly("ORDER_INTENT", "PAPER_EXPIRY", "ORDER_INTENT", "PAPER_FILL",
                "ORDER_INTENT", "PAPER_EXPIRY", "ORDER_INTENT", "PAPER_FILL");
        expired(decided.subList(0, 2), "limit not reached", "BUY", "0.001");
        assertThat(decided.get(0)).contains("type=LIMIT tif=IOC price=100.09 qty=0.001");
        assertThat(account.position(ID)).isZero();
    }

    @Test
    void monitorModeGivesNothing() {
        begin(Config.Mode.MONITOR, "1000", "1000", 1);
        quote(MANY);
        assertThat(market(Side.BUY, 1)).isEmpty();
        assertThat(requests.count()).as("asked for once, not again later").isZero();
        assertThat(account.position(ID)).isZero();
    }

    @Test
    void aTickThatDoesNotCountChangesNoQuote() {
        begin();
        on(given.quote(LINK, ID, 1, 5_000, MANY, 5_010, MANY), Visibility.HIDDEN);
        filled(market(Side.BUY, 1), "100.10", "0.001", "0.000", "0.001");
    }

    @Test
    void anInputHasNoMoreOrdersThanItsLimit() {
        begin();
        Event cause = given.timer(0);
        outputs.begin(cause);
        requests.begin(cause);
        for (int i = 0; i < OrderRequests.MAX; i++) {
            assertThat(requests.outputsNeeded()).isEqualTo(i == 0 ? 0 : 2 * i + 1);
            assertThat(requests.add(ID, 0, 0, 0, 0, 1, false, 0)).isPositive();
        }
        assertThat(requests.add(ID, 0, 0, 0, 0, 1, false, 0)).isZero();
        stage.onEvent(cause, outputs);
        assertThat(outputs.take()).hasSize(2 * OrderRequests.MAX);
        assertThat(account.position(ID)).isEqualTo(OrderRequests.MAX);
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void ordersThatAreNotTakenAreToldOnceByTheFirst(int taken) {
        begin();
        for (int i = 0; i < taken; i++) {
            ask(Side.BUY, OrderType.MARKET, 0, 1, false);
        }
        asks.add(() -> requests.addNotTaken(ID, Side.SELL.ordinal(), 2));
        asks.add(() -> requests.addNotTaken(ID, Side.BUY.ordinal(), 3));
        List<String> decided = decided();
        assertThat(decided).hasSize(2 * taken + 1);
        assertThat(decided.get(2 * taken)).startsWith("RISK_REFUSAL #1 ")
            .contains("rule=too many side=SELL qty=0.002 handle=0");
        assertThat(decided()).as("of the next input").isEmpty();
    }

    @Test
    void onlyAMarketOrderNeedsNoPrice() {
        begin();
        for (long price : new long[] {Event.ABSENT, -1, 0}) {
            ask(Side.BUY, OrderType.LIMIT, price, 1_000, false);
            refused(decided(), "invalid price", "BUY", "qty=1.000");
        }
        ask(Side.BUY, OrderType.LIMIT, 1, 1_000, false);
        refused(decided(), "price band", "BUY", "qty=1.000");
    }

    @Test
    void aFinerScaleKeepsThePosition() {
        begin();
        market(Side.BUY, 1_500);
        Event finer = given.instrument(ID, "AAAUSDT", -5, 1);
        instruments.apply(finer);
        on(finer);
        assertThat(account.position(ID)).isEqualTo(150_000);
        filled(market(Side.SELL, 50_000), "100.00", "0.50000", "0.00000", "1.00000");
        // So do the limits.
        filled(market(Side.SELL, 100_000_000), "100.00", "1000.00000", "0.00000", "-999.00000");
        refused(market(Side.BUY, 100_000_001), "max order qty", "BUY",
            "qty=1000.00001 limit=1000.00000");
    }
}
