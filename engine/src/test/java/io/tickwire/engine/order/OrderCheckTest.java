package io.tickwire.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.account.Account;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.InstrumentFields;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.RiskRule;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.feed.FeedView;
import io.tickwire.engine.feed.TopOfBooks;
import io.tickwire.engine.feed.Visibility;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.stage.Given;
import java.math.BigInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is refused and why, each rule at its limit and one past it. The instrument has prices of two
 * and quantities of three decimals, a tick of 0.05, a lot of 0.002, orders from 0.004 to 500 and
 * from 5.00 on; it is quoted at 100.00 / 100.10.
 */
final class OrderCheckTest {
    private static final int LINK = 7;
    private static final int ID = 1;
    private static final long MANY = 1_000_000_000_000L;
    private static final long MARKET = Event.ABSENT;
    private static final long NOW = 1_000_000_000_000L;

    private final Given given = new Given();
    private final InstrumentTable instruments = new InstrumentTable();
    private final TopOfBooks books = new TopOfBooks();
    private final Account account = new Account(instruments);
    private final OrderTable orders = new OrderTable(instruments);
    private final OrderRequests requests = new OrderRequests(1);
    private Touch touch;
    private OrderRate rate;
    private DailyLoss loss;
    private boolean fresh = true;
    private TimeInForce timeInForce = TimeInForce.IOC;
    private boolean reduceOnly;
    private long handles;
    private OrderCheck check;

    @BeforeEach
    void instrument() {
        instruments.apply(given.instrument(ID, "AAAUSDT", -3, 2)
            .set(InstrumentFields.TICK_SIZE, 5).set(InstrumentFields.MIN_QTY, 4)
            .set(InstrumentFields.MAX_QTY, 500_000).set(InstrumentFields.MIN_NOTIONAL, 500));
        limits("none", "none", "none");
        quote(10_000, 10_010);
    }

    private void limits(String maxOrder, String maxPosition, String maxNotional) {
        limits(Risks.of(maxOrder, maxPosition, maxNotional));
    }

    private void limits(Config.Risk risk) {
        touch = new Touch(instruments, books, risk.collar());
        rate = new OrderRate(risk.maxOrdersPerSecond());
        loss = new DailyLoss(risk.maxDailyLoss(), account, books);
        check = new OrderCheck(risk, instruments, feed(), account, orders, rate, loss);
    }

    /** An open order. */
    private Order open(Side side, long price, long quantity) {
        Order order = orders.add(++handles, ID);
        orders.changing(order);
        order.side = side.ordinal();
        order.type = OrderType.LIMIT.ordinal();
        order.timeInForce = TimeInForce.GTC.ordinal();
        order.price = price;
        order.quantity = quantity;
        orders.changed(order);
        return order;
    }

    private void quote(long bid, long ask) {
        books.onEvent(given.quote(LINK, ID, 1, bid, MANY, ask, MANY), Visibility.LIVE);
    }

    /** At the market where the price is absent. */
    private RiskRule broken(Side side, long price, long quantity) {
        OrderType type = price == MARKET ? OrderType.MARKET : OrderType.LIMIT;
        return broken(side, type, price, quantity);
    }

    private RiskRule broken(Side side, OrderType type, long price, long quantity) {
        requests.clear();
        requests.begin(given.timer(0));
        requests.addOrder(ID, side.ordinal(), type.ordinal(), timeInForce.ordinal(), price, quantity,
            reduceOnly, 0);
        touch.look(ID, side == Side.BUY);
        return check.ofOrder(requests, 0, touch, NOW);
    }

    @ParameterizedTest
    @EnumSource(value = TimeInForce.class, names = "IOC", mode = EnumSource.Mode.EXCLUDE)
    void onlyALimitOrderStaysInTheMarket(TimeInForce other) {
        timeInForce = other;
        assertThat(broken(Side.BUY, MARKET, 1_000)).isEqualTo(RiskRule.TIME_IN_FORCE);
        // Whether it would cross, rest or be filled whole.
        assertThat(broken(Side.BUY, 10_010, 1_000)).isNull();
        assertThat(broken(Side.SELL, 10_500, 1_000)).isNull();
        timeInForce = TimeInForce.IOC;
        assertThat(broken(Side.BUY, MARKET, 1_000)).isNull();
        assertThat(broken(Side.BUY, 10_010, 1_000)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "BUY, 10010, ", "BUY, 10008, TICK_SIZE", "BUY, 10005, ", "SELL, 9999, TICK_SIZE",
        // A tenth from 100.10 is 110.11 and 90.09; from 100.00 it is 110.00 and 90.00.
        "BUY, 11010, ", "BUY, 11015, PRICE_BAND", "BUY, 9010, ", "BUY, 9005, PRICE_BAND",
        "SELL, 11000, ", "SELL, 11005, PRICE_BAND", "SELL, 9000, ", "SELL, 8995, PRICE_BAND",
        "BUY, 1001000, PRICE_BAND", "SELL, 1000000, PRICE_BAND", "BUY, 100, PRICE_BAND",
        "BUY, 9223372036854775805, PRICE_BAND", "SELL, 9223372036854775805, PRICE_BAND",
        "BUY, 0, INVALID_PRICE", "BUY, -5, INVALID_PRICE", "BUY, -9223372036854775807, "
            + "INVALID_PRICE"})
    void limitPrices(Side side, long price, RiskRule rule) {
        assertThat(broken(side, price, 1_000)).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCloseIsNotMeasuredByAQuoteThatIsOver(boolean only) {
        account.filled(ID, Side.BUY, 10_000, -2, 2_000, 0);
        assertThat(broken(Side.SELL, 8_800, 1_000)).isEqualTo(RiskRule.PRICE_BAND);
        fresh = false;
        reduceOnly = only;
        assertThat(broken(Side.SELL, 8_800, 1_000)).isNull();
        assertThat(broken(Side.SELL, 11_200, 2_000)).isNull();
        reduceOnly = false;
        assertThat(broken(Side.SELL, 8_800, 2_002)).isEqualTo(RiskRule.STALE_FEED);
        assertThat(broken(Side.BUY, 11_200, 1_000)).isEqualTo(RiskRule.STALE_FEED);
    }

    private FeedView feed() {
        return new FeedView() {
            @Override
            public boolean isFresh(int instrumentId, StreamKind kind) {
                return fresh;
            }

            @Override
            public boolean isTrading(int instrumentId) {
                return true;
            }

            @Override
            public boolean isCurrent(int instrumentId, StreamKind kind) {
                return fresh;
            }
        };
    }

    @Test
    void aLimitOrderNeedsAPriceAndAMarketOrderHasNone() {
        assertThat(broken(Side.BUY, OrderType.LIMIT, Event.ABSENT, 1_000))
            .isEqualTo(RiskRule.INVALID_PRICE);
        assertThat(broken(Side.BUY, OrderType.MARKET, 10_008, 1_000)).isNull();
        assertThat(broken(Side.BUY, OrderType.MARKET, -1, 1_000)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1000, ", "0, LOT_SIZE", "1, LOT_SIZE", "-1, LOT_SIZE", "-1000, LOT_SIZE",
        "-9223372036854775808, LOT_SIZE", "9223372036854775807, MAX_QTY",
        "2, MIN_QTY", "3, MIN_QTY", "4, MIN_NOTIONAL", "500000, ", "500001, ", "500002, MAX_QTY",
        // At 100.10 it takes 0.04995 to be worth 5.
        "48, MIN_NOTIONAL", "49, MIN_NOTIONAL", "50, "})
    void quantities(long quantity, RiskRule rule) {
        assertThat(broken(Side.BUY, MARKET, quantity)).isEqualTo(rule);
    }

    @Test
    void aLeastWorthIsReachedToTheDigitAndAtTheOrdersPrice() {
        quote(10_000, 10_000);
        assertThat(broken(Side.BUY, MARKET, 50)).isNull();
        assertThat(broken(Side.SELL, 10_000, 50)).isNull();
        assertThat(broken(Side.SELL, 9_995, 50)).isEqualTo(RiskRule.MIN_NOTIONAL);
        quote(9_999, 9_999);
        assertThat(broken(Side.BUY, MARKET, 50)).isEqualTo(RiskRule.MIN_NOTIONAL);
        assertThat(broken(Side.BUY, 10_000, 50)).isNull();
    }

    @Test
    void aSmallRemainderCanBeClosedReduceOnly() {
        account.filled(ID, Side.BUY, 10_000, -2, 10, 0);
        assertThat(broken(Side.SELL, MARKET, 10)).isEqualTo(RiskRule.MIN_NOTIONAL);
        reduceOnly = true;
        assertThat(broken(Side.SELL, MARKET, 10)).isNull();
        assertThat(broken(Side.BUY, MARKET, 10)).isEqualTo(RiskRule.REDUCE_ONLY);
    }

    @ParameterizedTest
    @CsvSource({"0, 10010", "-9223372036854775808, 10010", "-1, 10010"})
    void anEmptySideOfTheBookHasNoPrice(long bid, long ask) {
        quote(bid, ask);
        assertThat(broken(Side.SELL, MARKET, 1_000)).isEqualTo(RiskRule.NO_QUOTE);
        assertThat(broken(Side.SELL, 10_000, 1_000)).isEqualTo(RiskRule.NO_QUOTE);
        assertThat(broken(Side.BUY, MARKET, 1_000)).isEqualTo(RiskRule.NO_QUOTE);
        quote(10_000, bid);
        assertThat(broken(Side.BUY, MARKET, 1_000)).isEqualTo(RiskRule.NO_QUOTE);
        assertThat(broken(Side.SELL, MARKET, 1_000)).isEqualTo(RiskRule.NO_QUOTE);
        // A position can be closed all the same, at whatever the market gives.
        account.filled(ID, Side.BUY, 10_000, -2, 1_000, 0);
        assertThat(broken(Side.SELL, MARKET, 1_000)).isNull();
        assertThat(broken(Side.SELL, 10_000, 1_000)).isNull();
        assertThat(broken(Side.SELL, MARKET, 1_002)).isEqualTo(RiskRule.NO_QUOTE);
    }

    @ParameterizedTest
    @CsvSource({"10000, 10000, ", "10001, 10000, NO_QUOTE", "10000, 10001, "})
    void aCrossedQuoteIsNone(long bid, long ask, RiskRule rule) {
        quote(bid, ask);
        assertThat(broken(Side.BUY, 10_000, 1_000)).isEqualTo(rule);
        assertThat(broken(Side.SELL, 10_000, 1_000)).isEqualTo(rule);
    }

    /** A hundredth from 100.10 is 101.101, from 100.00 it is 99.00; the other way is no matter. */
    @ParameterizedTest
    @CsvSource({
        "BUY, 10110, ", "BUY, 10115, COLLAR", "BUY, 9100, ", "SELL, 9900, ", "SELL, 9895, COLLAR",
        "SELL, 10900, ", "BUY, -9223372036854775808, "})
    void aLimitGivesAwayNoMoreThanTheCollar(Side side, long price, RiskRule rule) {
        limits(new Config.Risk("none", "none", "none", "1%", OrderTable.MAX_OPEN, 0, "none"));
        assertThat(broken(side, price, 1_000)).isEqualTo(rule);
    }

    @Test
    void openOrdersCountAsIfTheyWereFilled() {
        limits("none", "1.000", "none");
        open(Side.BUY, 9_900, 600);
        assertThat(broken(Side.BUY, MARKET, 400)).isNull();
        assertThat(broken(Side.BUY, MARKET, 402)).isEqualTo(RiskRule.MAX_POSITION);
        // Those of the other side do not make room: they may never be filled.
        open(Side.SELL, 10_100, 600);
        assertThat(broken(Side.BUY, MARKET, 402)).isEqualTo(RiskRule.MAX_POSITION);
        assertThat(broken(Side.SELL, MARKET, 400)).isNull();
        assertThat(broken(Side.SELL, MARKET, 402)).isEqualTo(RiskRule.MAX_POSITION);
        limits("none", "none", "100.10");
        assertThat(broken(Side.BUY, MARKET, 400)).isNull();
        assertThat(broken(Side.BUY, MARKET, 402)).isEqualTo(RiskRule.MAX_NOTIONAL);
    }

    @Test
    void whatClosesMoreThanThereIsWithTheOpenOrdersOpens() {
        account.filled(ID, Side.BUY, 10_000, -2, 1_000, 0);
        open(Side.SELL, 10_100, 600);
        fresh = false;
        assertThat(broken(Side.SELL, MARKET, 400)).isNull();
        assertThat(broken(Side.SELL, MARKET, 402)).isEqualTo(RiskRule.STALE_FEED);
    }

    @Test
    void aReplacementCountsInsteadOfWhatItReplaces() {
        limits("none", "1.000", "none");
        Order order = open(Side.BUY, 9_900, 600);
        open(Side.BUY, 9_900, 300);
        touch.look(ID, true);
        assertThat(check.ofReplacement(order, 9_905, 700, touch, NOW)).isNull();
        assertThat(check.quantity()).isEqualTo(700);
        assertThat(check.ofReplacement(order, 9_905, 702, touch, NOW))
            .isEqualTo(RiskRule.MAX_POSITION);
        assertThat(check.ofReplacement(order, 9_903, 600, touch, NOW))
            .isEqualTo(RiskRule.TICK_SIZE);
        // What is filled of it is in the position already.
        orders.changing(order);
        order.filled = 200;
        orders.changed(order);
        account.filled(ID, Side.BUY, 9_900, -2, 200, 0);
        assertThat(check.ofReplacement(order, 9_905, 700, touch, NOW)).isNull();
        assertThat(check.ofReplacement(order, 9_905, 702, touch, NOW))
            .isEqualTo(RiskRule.MAX_POSITION);
    }

    @Test
    void lessOfAnOrderAtAPriceThatIsNoBetterOpensNothing() {
        Order order = open(Side.BUY, 9_900, 600);
        fresh = false;
        touch.look(ID, true);
        assertThat(check.ofReplacement(order, 9_900, 300, touch, NOW)).isNull();
        assertThat(check.ofReplacement(order, 9_895, 600, touch, NOW)).isNull();
        assertThat(check.ofReplacement(order, 9_905, 300, touch, NOW))
            .isEqualTo(RiskRule.STALE_FEED);
        assertThat(check.ofReplacement(order, 9_900, 602, touch, NOW))
            .isEqualTo(RiskRule.STALE_FEED);
        // No more than is filled already: the market cancels it.
        orders.changing(order);
        order.filled = 200;
        order.reduceOnly = true;
        orders.changed(order);
        assertThat(check.ofReplacement(order, 9_900, 200, touch, NOW)).isNull();
    }

    @Test
    void whatIsOpenOnOneSideNeverWrapsRound() {
        instruments.apply(given.instrument(ID, "AAAUSDT", -3, 1));
        account.filled(ID, Side.BUY, 10_000, -2, 1_000, 0);
        reduceOnly = true;
        long most = Long.MAX_VALUE / 4;
        assertThat(broken(Side.SELL, MARKET, most)).isNull();
        assertThat(broken(Side.SELL, MARKET, most + 1)).isEqualTo(RiskRule.OVERFLOW);
        open(Side.SELL, 10_100, most - 5);
        assertThat(broken(Side.SELL, MARKET, 5)).isNull();
        assertThat(broken(Side.SELL, MARKET, 6)).isEqualTo(RiskRule.OVERFLOW);
    }

    @Test
    void noMoreOrdersAreOpenThanTheirLimit() {
        limits(new Config.Risk("none", "none", "none", "none", 2, 0, "none"));
        open(Side.BUY, 9_900, 4);
        assertThat(broken(Side.BUY, MARKET, 1_000)).isNull();
        Order last = open(Side.BUY, 9_900, 4);
        assertThat(broken(Side.BUY, MARKET, 1_000)).isEqualTo(RiskRule.MAX_OPEN_ORDERS);
        touch.look(ID, true);
        assertThat(check.ofReplacement(last, 9_900, 1_000, touch, NOW)).isNull();
    }

    @Test
    void noMoreOrdersInASecondThanTheirLimit() {
        limits(new Config.Risk("none", "none", "none", "none", OrderTable.MAX_OPEN, 2, "none"));
        assertThat(broken(Side.BUY, MARKET, 1_000)).isNull();
        rate.sent(NOW - 999_999_999);
        assertThat(broken(Side.BUY, MARKET, 1_000)).isNull();
        rate.sent(NOW);
        assertThat(broken(Side.BUY, MARKET, 1_000)).isEqualTo(RiskRule.RATE);
        // What closes goes.
        account.filled(ID, Side.SELL, 10_000, -2, 1_000, 0);
        assertThat(broken(Side.BUY, MARKET, 1_000)).isNull();
    }

    /** Bought 1.000 at 100.10 with the bid at 100.00: 0.10 is lost at once. */
    @Test
    void noMoreIsLostInADayThanItsLimit() {
        limits(new Config.Risk("none", "none", "none", "none", OrderTable.MAX_OPEN, 0, "1.10"));
        loss.onTime(NOW);
        account.filled(ID, Side.BUY, 10_010, -2, 1_000, 0);
        assertThat(broken(Side.BUY, MARKET, 1_000)).isNull();
        quote(9_901, 9_910);
        assertThat(broken(Side.BUY, MARKET, 1_000)).isNull();
        quote(9_900, 9_910);
        assertThat(broken(Side.BUY, MARKET, 1_000)).isEqualTo(RiskRule.DAILY_LOSS);
        assertThat(broken(Side.SELL, MARKET, 1_000)).isNull();
        // An empty side is no price: what cannot be valued may be lost.
        quote(0, 9_910);
        assertThat(loss.isBeyondLimit()).isTrue();
        quote(9_900, 9_910);
        // The next day begins with what there is then.
        loss.onTime(NOW + 86_400_000_000_000L);
        assertThat(broken(Side.BUY, MARKET, 1_000)).isNull();
    }

    @Test
    void limitsThatAreNotKnownRefuseNothing() {
        instruments.apply(given.instrument(ID, "AAAUSDT", -3, Event.ABSENT));
        assertThat(broken(Side.BUY, MARKET, 1)).isNull();
        assertThat(broken(Side.BUY, 10_009, 1)).isNull();
        assertThat(broken(Side.BUY, MARKET, 900_000_000_000L)).isNull();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void anOrderIsNoLargerThanItsLimit(Side side) {
        limits("1.000", "none", "none");
        assertThat(broken(side, MARKET, 1_000)).isNull();
        assertThat(broken(side, MARKET, 1_002)).isEqualTo(RiskRule.MAX_ORDER_QTY);
        assertThat(check.limit()).isEqualTo(1_000);
        // What the lot takes off does not count, and half a lot more of limit is no use.
        assertThat(broken(side, MARKET, 1_001)).isNull();
        limits("1.001", "none", "none");
        assertThat(broken(side, MARKET, 1_002)).isEqualTo(RiskRule.MAX_ORDER_QTY);
        // To close has to be done in parts.
        account.filled(ID, side == Side.BUY ? Side.SELL : Side.BUY, 10_000, -2, 2_000, 0);
        assertThat(broken(side, MARKET, 1_000)).isNull();
        assertThat(broken(side, MARKET, 1_002)).isEqualTo(RiskRule.MAX_ORDER_QTY);
    }

    @ParameterizedTest
    @CsvSource({"BUY, SELL", "SELL, BUY"})
    void aPositionIsNoLargerThanItsLimitEitherWay(Side side, Side other) {
        limits("none", "1.000", "none");
        assertThat(broken(side, MARKET, 1_000)).isNull();
        assertThat(broken(side, MARKET, 1_002)).isEqualTo(RiskRule.MAX_POSITION);
        assertThat(check.limit()).isEqualTo(1_000);
        account.filled(ID, side, 10_000, -2, 600, 0);
        assertThat(broken(side, MARKET, 400)).isNull();
        assertThat(broken(side, MARKET, 402)).isEqualTo(RiskRule.MAX_POSITION);
        // Turned round.
        assertThat(broken(other, MARKET, 1_600)).isNull();
        assertThat(broken(other, MARKET, 1_602)).isEqualTo(RiskRule.MAX_POSITION);
    }

    @Test
    void limitsOfZeroRefuseNothingEither() {
        instruments.apply(given.instrument(ID, "AAAUSDT", -3, 0)
            .set(InstrumentFields.TICK_SIZE, 0).set(InstrumentFields.MIN_QTY, 0)
            .set(InstrumentFields.MAX_QTY, 0).set(InstrumentFields.MIN_NOTIONAL, 0));
        assertThat(broken(Side.BUY, 10_009, 1)).isNull();
        assertThat(broken(Side.BUY, MARKET, 1_000_000)).isNull();
    }

    @Test
    void theLeastQuantityIsEnough() {
        account.filled(ID, Side.BUY, 10_000, -2, 10, 0);
        reduceOnly = true;
        assertThat(broken(Side.SELL, MARKET, 4)).isNull();
        assertThat(broken(Side.SELL, MARKET, 2)).isEqualTo(RiskRule.MIN_QTY);
    }

    @Test
    void aLeastWorthBeyondAllNumbersIsReachedByNothing() {
        instruments.apply(given.instrument(ID, "AAAUSDT", -3, 1)
            .set(InstrumentFields.MIN_NOTIONAL, Long.MAX_VALUE));
        assertThat(broken(Side.BUY, MARKET, 1_000)).isEqualTo(RiskRule.MIN_NOTIONAL);
    }

    @Test
    void worthOfOrderAndPosition() {
        // At 100.10: 1.998 is worth 199.9998, 2.000 is worth 200.20.
        limits("none", "none", "200.20");
        assertThat(broken(Side.BUY, MARKET, 2_000)).isNull();
        assertThat(broken(Side.BUY, MARKET, 2_002)).isEqualTo(RiskRule.MAX_NOTIONAL);
        limits("none", "none", "200.19");
        assertThat(broken(Side.BUY, MARKET, 2_000)).isEqualTo(RiskRule.MAX_NOTIONAL);
        assertThat(broken(Side.BUY, MARKET, 1_998)).isNull();
        account.filled(ID, Side.BUY, 10_000, -2, 1_000, 0);
        assertThat(broken(Side.BUY, MARKET, 998)).isNull();
        assertThat(broken(Side.BUY, MARKET, 1_000)).isEqualTo(RiskRule.MAX_NOTIONAL);
        assertThat(broken(Side.BUY, 10_110, 998)).isEqualTo(RiskRule.MAX_NOTIONAL);
        // Turned round it is 1.000, but the order is of 2.002 at 100.00.
        assertThat(broken(Side.SELL, MARKET, 2_000)).isNull();
        assertThat(broken(Side.SELL, MARKET, 2_002)).isEqualTo(RiskRule.MAX_NOTIONAL);
    }

    @Test
    void worthOfMoreThan64Bits() {
        instruments.apply(given.instrument(ID, "AAAUSDT", -8, 1).exponents(-8, -8));
        books.onEvent(given.quote(LINK, ID, 1, 10_000_000_000_000L, MANY, 10_000_000_000_000L,
            MANY).exponents(-8, -8), Visibility.LIVE);
        // A thousand at 100,000.
        limits("none", "none", "100000000");
        assertThat(broken(Side.BUY, MARKET, 100_000_000_000L)).isNull();
        assertThat(broken(Side.BUY, MARKET, 100_000_000_001L)).isEqualTo(RiskRule.MAX_NOTIONAL);
        limits("none", "none", "99999999.99999999");
        assertThat(broken(Side.BUY, MARKET, 100_000_000_000L)).isEqualTo(RiskRule.MAX_NOTIONAL);
        assertThat(broken(Side.BUY, 10_999_999_999_999L, 90_000_000_000L)).isNull();
        assertThat(broken(Side.BUY, 11_000_000_000_001L, 1)).isEqualTo(RiskRule.PRICE_BAND);
    }

    /** As exact arithmetic has it, which the check does without: the low halves alone mislead. */
    @ParameterizedTest
    @ValueSource(longs = {10_000_000_000_000L, 12_345_678_901_234L, 4_611_686_018_427L})
    void theWholeWorthIsComparedAndNotItsLastBits(long price) {
        instruments.apply(given.instrument(ID, "AAAUSDT", -8, 1).exponents(-8, -8));
        books.onEvent(given.quote(LINK, ID, 1, price, MANY, price, MANY).exponents(-8, -8),
            Visibility.LIVE);
        // 123,456,789 in money; mantissas of worth have sixteen decimals.
        limits("none", "none", "123456789");
        BigInteger limit = BigInteger.TEN.pow(16).multiply(BigInteger.valueOf(123_456_789));
        long most = limit.divide(BigInteger.valueOf(price)).longValueExact();
        for (long share = -400; share <= 400; share++) {
            long quantity = Math.max(1, most + most / 400 * share + share);
            boolean beyond = BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(price))
                .compareTo(limit) > 0;
            assertThat(broken(Side.BUY, MARKET, quantity)).as("%d at %d", quantity, price)
                .isEqualTo(beyond ? RiskRule.MAX_NOTIONAL : null);
        }
        assertThat(broken(Side.BUY, MARKET, most)).isNull();
        assertThat(broken(Side.BUY, MARKET, most + 1)).isEqualTo(RiskRule.MAX_NOTIONAL);
    }

    @Test
    void worthAroundTheBitThatIsNoSign() {
        instruments.apply(given.instrument(ID, "AAAUSDT", -8, 1).exponents(-8, -8));
        books.onEvent(given.quote(LINK, ID, 1, 100_000_000, MANY, 100_000_000, MANY)
            .exponents(-8, -8), Visibility.LIVE);
        // Its worth is the first of eight decimals above 2^63.
        limits("none", "none", "922.33720369");
        assertThat(broken(Side.BUY, MARKET, 92_233_720_368L)).isNull();
        assertThat(broken(Side.BUY, MARKET, 92_233_720_369L)).isNull();
        assertThat(broken(Side.BUY, MARKET, 92_233_720_370L)).isEqualTo(RiskRule.MAX_NOTIONAL);
    }

    /** The least worth that the venue takes is compared in the same way. */
    @Test
    void theLeastWorthOfMoreThan64Bits() {
        long price = 10_000_000_000_000L;
        instruments.apply(given.instrument(ID, "AAAUSDT", -8, 1).exponents(-8, -8)
            .set(InstrumentFields.MIN_NOTIONAL, 9_000_000_000_000_000_000L));
        books.onEvent(given.quote(LINK, ID, 1, price, MANY, price, MANY).exponents(-8, -8),
            Visibility.LIVE);
        long least = 90_000_000_000_000L;
        for (long share = 1; share < 1_000; share++) {
            assertThat(broken(Side.BUY, MARKET, least / 1_000 * share))
                .isEqualTo(RiskRule.MIN_NOTIONAL);
            // Money ends at 92,233,720,368.54775807.
            assertThat(broken(Side.BUY, MARKET, least / 1_000 * (share + 1_000)))
                .isEqualTo(share <= 24 ? null : RiskRule.OVERFLOW);
        }
        assertThat(broken(Side.BUY, MARKET, least - 1)).isEqualTo(RiskRule.MIN_NOTIONAL);
        assertThat(broken(Side.BUY, MARKET, least)).isNull();
    }

    @Test
    void whateverItIsWorthAPositionCanBeClosed() {
        limits("none", "1", "1");
        account.filled(ID, Side.SELL, 10_000, -2, 400_000, 0);
        assertThat(broken(Side.BUY, MARKET, 400_000)).isNull();
        assertThat(broken(Side.BUY, MARKET, 400_002)).isEqualTo(RiskRule.MAX_NOTIONAL);
        assertThat(broken(Side.SELL, MARKET, 1_000)).isEqualTo(RiskRule.MAX_POSITION);
        fresh = false;
        assertThat(broken(Side.BUY, MARKET, 400_000)).isNull();
        assertThat(broken(Side.BUY, MARKET, 400_002)).isEqualTo(RiskRule.STALE_FEED);
    }

    @Test
    void positionsBeyondAllNumbersAreRefused() {
        instruments.apply(given.instrument(ID, "AAAUSDT", -3, 1));
        for (long more : new long[] {Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE / 2}) {
            assertThat(broken(Side.BUY, MARKET, more)).isEqualTo(RiskRule.OVERFLOW);
            assertThat(broken(Side.SELL, MARKET, more)).isEqualTo(RiskRule.OVERFLOW);
        }
        // 92,233,720,368.54775807 is the most that money can be; at 100.10 that is 921,415,788.
        assertThat(broken(Side.BUY, MARKET, 900_000_000_000L)).isNull();
        assertThat(broken(Side.BUY, MARKET, 922_000_000_000L)).isEqualTo(RiskRule.OVERFLOW);
        open(Side.BUY, 9_900, 900_000_000_000L);
        assertThat(broken(Side.BUY, MARKET, 22_000_000_000L)).isEqualTo(RiskRule.OVERFLOW);
    }

    @Test
    void pricesAreComparedInTheFinerScaleOfQuoteAndInstrument() {
        // A quote of 100.003 / 100.004 beside a tick of 0.05.
        books.onEvent(given.quote(LINK, ID, 1, 100_003, MANY, 100_004, MANY)
            .exponents(-3, -3), Visibility.LIVE);
        touch.look(ID, true);
        assertThat(touch.isReachedBy(10_000)).isFalse();
        assertThat(touch.isReachedBy(10_005)).isTrue();
        touch.look(ID, false);
        assertThat(touch.isReachedBy(10_000)).isTrue();
        assertThat(touch.isReachedBy(10_005)).isFalse();
        assertThat(broken(Side.BUY, 11_000, 1_000)).isNull();
        assertThat(broken(Side.BUY, 11_005, 1_000)).isEqualTo(RiskRule.PRICE_BAND);

        // A tick that has become finer than the last quote had decimals.
        instruments.apply(given.instrument(ID, "AAAUSDT", -3, 1).exponents(-5, -3)
            .set(InstrumentFields.TICK_SIZE, 1));
        touch.look(ID, false);
        assertThat(touch.isReachedBy(10_000_300)).isTrue();
        assertThat(touch.isReachedBy(10_000_301)).isFalse();
    }

    @Test
    void whatSellsBelowTheBidIsWorthWhatTheBidPays() {
        limits("none", "none", "100");
        assertThat(broken(Side.SELL, 9_000, 1_000)).isNull();
        assertThat(broken(Side.SELL, 9_000, 1_110)).isEqualTo(RiskRule.MAX_NOTIONAL);
        assertThat(broken(Side.SELL, 10_500, 1_000)).isEqualTo(RiskRule.MAX_NOTIONAL);
    }
}
