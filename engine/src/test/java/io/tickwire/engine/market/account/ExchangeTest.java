package io.tickwire.engine.market.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.market.AggregateTrade;
import io.tickwire.engine.market.MarkState;
import io.tickwire.engine.market.Market;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.market.SymbolMarket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Orders on a market that stands still at 100.00 to 100.01, by numbers worked out by hand. How much
 * is displayed the seed decides, so it is asked.
 */
final class ExchangeTest {
    private static final long START_NS = 1_791_400_000_000_000_000L;
    private static final String NAME = "AUSDT";
    private static final long ONE = 1_000;
    /** A millionth of a unit of money, whose mantissas have eight decimals. */
    private static final long MICRO = 100;
    private static final long UNIT = 100_000_000;
    private static final int BID = 10_000;
    private static final int ASK = 10_001;

    private final Prints prints = new Prints();
    private final Executions told = new Executions();
    private final Market market = Market.open(
        List.of(new MarketSymbol(NAME, 2, 3, BID, 1, ONE)), 42, 1, START_NS);
    private final SymbolMarket symbol = market.markets().get(0);
    private final Exchange exchange = new Exchange(market, prints, told, START_NS);
    private final Account a = exchange.open("a", 100_000 * UNIT);
    private final Account b = exchange.open("b", 100_000 * UNIT);
    private int ids;

    private AccountOrder limit(Account account, Side side, int price, long quantity)
        throws OrderRefusedException {
        return limit(account, side, price, quantity, TimeInForce.GTC);
    }

    private AccountOrder limit(Account account, Side side, int price, long quantity,
        TimeInForce timeInForce) throws OrderRefusedException {
        return exchange.place(account, request(side, OrderType.LIMIT, timeInForce, price,
            quantity, false), START_NS);
    }

    private AccountOrder market(Account account, Side side, long quantity)
        throws OrderRefusedException {
        return exchange.place(account, request(side, OrderType.MARKET, TimeInForce.IOC, 0,
            quantity, false), START_NS);
    }

    private AccountOrder reduce(Account account, Side side, long quantity)
        throws OrderRefusedException {
        return exchange.place(account, request(side, OrderType.MARKET, TimeInForce.IOC, 0,
            quantity, true), START_NS);
    }

    private OrderRequest request(Side side, OrderType type, TimeInForce timeInForce, long price,
        long quantity, boolean reduceOnly) {
        return new OrderRequest(NAME, "id" + ++ids, side, type, timeInForce, price, quantity,
            reduceOnly, SelfTradePrevention.EXPIRE_MAKER, 0);
    }

    private interface Call {
        void run() throws OrderRefusedException;
    }

    private static OrderRefusal refusal(Call call) {
        return catchThrowableOfType(OrderRefusedException.class, call::run).refusal();
    }

    private SymbolAccount of(Account account) {
        return account.symbol(NAME);
    }

    /** So that the best ask is 100.02, and a sale at 100.01 would be the best. */
    private void takeAllOfTheAsk() throws OrderRefusedException {
        long displayed = symbol.askQuantity();
        assertThat(market(b, Side.BUY, displayed).cost())
            .isEqualTo(ASK * displayed / ONE * UNIT / 100);
        assertThat(symbol.ask()).isEqualTo(ASK + 1);
    }

    /** 100.01 and its 0.05 %, 0.050005; then 0.01 lost, and 0.05 of 100.00. */
    @Test
    void whoTakesPaysTheQuoteAndFiveHundredths() throws Exception {
        AccountOrder buy = market(a, Side.BUY, ONE);

        assertThat(buy.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(buy.cost()).isEqualTo(10_001 * UNIT / 100);
        assertThat(a.wallet()).isEqualTo(100_000 * UNIT - 50_005 * MICRO);
        assertThat(a.unrealised()).isEqualTo(-10_000 * MICRO);

        market(a, Side.SELL, ONE);
        assertThat(a.wallet()).isEqualTo(100_000 * UNIT - (50_005 + 10_000 + 50_000) * MICRO);
        assertThat(of(a).position().quantity()).isZero();
        assertThat(prints.trades).containsExactly("BUY 1000 at 10001", "SELL 1000 at 10000");
    }

    @Test
    void moreThanIsDisplayedIsTakenATickFurther() throws Exception {
        long displayed = symbol.askQuantity();
        AccountOrder buy = market(a, Side.BUY, displayed + ONE);

        assertThat(buy.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(prints.trades).containsExactly("BUY " + displayed + " at 10001",
            "BUY 1000 at 10002");
        assertThat(symbol.ask()).isEqualTo(ASK + 1);
        assertThat(symbol.askQuantity()).isEqualTo(displayed - ONE);
    }

    @Test
    void twentyPricesAreAllThatOneOrderTakes() throws Exception {
        long displayed = symbol.bidQuantity();
        AccountOrder sell = limit(b, Side.SELL, BID - 500, 20 * displayed + ONE);

        assertThat(sell.filled()).isEqualTo(20 * displayed);
        assertThat(sell.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(symbol.bid()).isEqualTo(BID - 20);
    }

    @Test
    void whatAnImmediateOrderDoesNotFindExpires() throws Exception {
        long displayed = symbol.askQuantity();
        AccountOrder buy = limit(a, Side.BUY, ASK, displayed + ONE, TimeInForce.IOC);

        assertThat(buy.filled()).isEqualTo(displayed);
        assertThat(buy.status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(buy.expiry()).isEqualTo(ExpiryReason.IMMEDIATE_REMAINDER);
        assertThat(told.told).containsExactly("id1 NEW NEW 0", "id1 TRADE PARTIALLY_FILLED "
            + displayed, "id1 EXPIRED EXPIRED " + displayed);
    }

    @Test
    void whatAMarketOrderDoesNotFindExpires() throws Exception {
        long displayed = symbol.askQuantity();
        AccountOrder buy = market(a, Side.BUY, 20 * displayed + ONE);

        assertThat(buy.filled()).isEqualTo(20 * displayed);
        assertThat(buy.status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(buy.expiry()).isEqualTo(ExpiryReason.MARKET_REMAINDER);
    }

    @Test
    void allOrNothingIsNothingWhereLessIsThere() throws Exception {
        long displayed = symbol.askQuantity();

        assertThat(refusal(() -> limit(a, Side.BUY, ASK, displayed + ONE, TimeInForce.FOK)))
            .isEqualTo(OrderRefusal.NOT_WHOLE);
        assertThat(told.told).isEmpty();
        assertThat(limit(a, Side.BUY, ASK + 1, displayed + ONE, TimeInForce.FOK).status())
            .isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void allOfTwentyPricesIsAll() throws Exception {
        long displayed = symbol.askQuantity();

        assertThat(refusal(() -> limit(a, Side.BUY, ASK + 400, 20 * displayed + ONE,
            TimeInForce.FOK))).isEqualTo(OrderRefusal.NOT_WHOLE);
        assertThat(limit(a, Side.BUY, ASK + 400, 20 * displayed, TimeInForce.FOK).status())
            .isEqualTo(OrderStatus.FILLED);
    }

    /** Quotes and marks of a twin where nobody trades. */
    @Test
    void theWalkOfPricesIsThatOfTheSeed() {
        Market twin = Market.open(List.of(symbol.symbol()), 42, 1, START_NS);
        long nowNs = START_NS;
        for (int i = 0; i < 50; i++) {
            symbol.print(symbol.bid(), symbol.bidQuantity(), true, nowNs, exchange);
            symbol.take(Side.BUY, symbol.bidQuantity(), nowNs);
            symbol.take(Side.SELL, symbol.askQuantity(), nowNs);
            // Long enough for a quote at an event a second.
            nowNs += 100_000_000_000L;
            market.advanceTo(nowNs, exchange);
            twin.advanceTo(nowNs, new Prints());
            SymbolMarket other = twin.markets().get(0);
            assertThat(List.of(symbol.bid(), symbol.ask(), symbol.bidQuantity(),
                symbol.askQuantity(), symbol.mark().mark(), symbol.mark().fundingRate()))
                .containsExactly(other.bid(), other.ask(), other.bidQuantity(),
                    other.askQuantity(), other.mark().mark(), other.mark().fundingRate());
        }
    }

    @Test
    void postOnlyRestsOrIsRefused() throws Exception {
        assertThat(refusal(() -> limit(a, Side.BUY, ASK, ONE, TimeInForce.GTX)))
            .isEqualTo(OrderRefusal.WOULD_TAKE);
        assertThat(limit(a, Side.BUY, BID, ONE, TimeInForce.GTX).status())
            .isEqualTo(OrderStatus.NEW);
    }

    /** Both have the trade; the maker pays 0.02 % of 100.01, the taker 0.05 %. */
    @Test
    void twoAccountsTradeWithEachOther() throws Exception {
        takeAllOfTheAsk();
        AccountOrder sell = limit(a, Side.SELL, ASK, 2 * ONE);
        AccountOrder buy = limit(b, Side.BUY, ASK, ONE);

        assertThat(sell.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(buy.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(a.wallet()).isEqualTo(100_000 * UNIT - 20_002 * MICRO);
        AccountFill maker = of(a).fills().get(0);
        AccountFill taker = of(b).fills().get(of(b).fills().size() - 1);
        assertThat(maker.tradeId()).isEqualTo(taker.tradeId());
        assertThat(maker.maker()).isTrue();
        assertThat(taker.maker()).isFalse();
        assertThat(taker.commission()).isEqualTo(50_005 * MICRO);
        assertThat(prints.trades.get(1)).isEqualTo("BUY 1000 at 10001");
    }

    @Test
    void theBetterPriceAndThenTheEarlierOrderIsFirst() throws Exception {
        takeAllOfTheAsk();
        Account c = exchange.open("c", 100_000 * UNIT);
        AccountOrder dear = limit(c, Side.SELL, ASK + 1, ONE);
        AccountOrder first = limit(a, Side.SELL, ASK, ONE);
        AccountOrder second = limit(c, Side.SELL, ASK, ONE);

        market(b, Side.BUY, ONE);
        assertThat(List.of(first.filled(), second.filled(), dear.filled()))
            .containsExactly(ONE, 0L, 0L);
        market(b, Side.BUY, ONE);
        assertThat(second.filled()).isEqualTo(ONE);
        // Behind what the market displays at its price.
        market(b, Side.BUY, ONE);
        assertThat(dear.filled()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"EXPIRE_MAKER, EXPIRED_IN_MATCH, FILLED", "EXPIRE_TAKER, NEW, EXPIRED_IN_MATCH",
        "EXPIRE_BOTH, EXPIRED_IN_MATCH, EXPIRED_IN_MATCH", "NONE, FILLED, FILLED"})
    void anOrderThatMeetsItsOwn(SelfTradePrevention mode, OrderStatus maker, OrderStatus taker)
        throws Exception {
        takeAllOfTheAsk();
        AccountOrder sell = limit(a, Side.SELL, ASK, ONE);
        AccountOrder buy = exchange.place(a, new OrderRequest(NAME, "own", Side.BUY,
            OrderType.LIMIT, TimeInForce.GTC, ASK + 1, ONE, false, mode, 0), START_NS);

        assertThat(sell.status()).isEqualTo(maker);
        assertThat(buy.status()).isEqualTo(taker);
    }

    @Test
    void aRestingOrderStandsBehindWhatIsDisplayed() throws Exception {
        long displayed = symbol.bidQuantity();
        AccountOrder buy = limit(a, Side.BUY, BID, 2 * ONE);

        trade(BID, displayed - ONE);
        assertThat(buy.filled()).isZero();
        trade(BID, 2 * ONE);
        assertThat(buy.filled()).isEqualTo(ONE);
        // One that goes through its price fills it, whatever stood there.
        trade(BID - 1, 5 * ONE);
        assertThat(buy.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(of(a).fills()).allMatch(AccountFill::maker);
    }

    /** Somebody sells to those who buy. */
    private void trade(int price, long quantity) {
        exchange.onAggregate(symbol,
            new AggregateTrade(1, price, quantity, 1, 1, true, START_NS));
    }

    @Test
    void aReductionEndsWithThePosition() throws Exception {
        assertThat(refusal(() -> reduce(a, Side.SELL, ONE)))
            .isEqualTo(OrderRefusal.NOTHING_TO_REDUCE);
        market(a, Side.BUY, ONE);
        assertThat(refusal(() -> reduce(a, Side.BUY, ONE)))
            .isEqualTo(OrderRefusal.NOTHING_TO_REDUCE);

        AccountOrder sell = reduce(a, Side.SELL, 3 * ONE);
        assertThat(sell.filled()).isEqualTo(ONE);
        assertThat(sell.status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(sell.expiry()).isEqualTo(ExpiryReason.NOTHING_TO_REDUCE);
        assertThat(of(a).position().quantity()).isZero();
    }

    /** 10 carry 200: two at 100.01 are 200.02, and one more sale of two turns one into one. */
    @Test
    void marginIsATwentiethOfTheLargerSide() throws Exception {
        Account poor = exchange.open("poor", 10 * UNIT);

        assertThat(refusal(() -> limit(poor, Side.BUY, ASK, 2 * ONE)))
            .isEqualTo(OrderRefusal.MARGIN_INSUFFICIENT);
        limit(poor, Side.BUY, BID, ONE);
        assertThat(poor.initialMargin()).isEqualTo(5 * UNIT);
        assertThat(poor.available()).isEqualTo(5 * UNIT);
        // The other side counts by itself, and the larger one alone.
        limit(poor, Side.SELL, ASK, ONE);
        assertThat(poor.initialMargin()).isEqualTo(10_001 * UNIT / 100 / 20);
        assertThat(refusal(() -> limit(poor, Side.SELL, ASK, ONE)))
            .isEqualTo(OrderRefusal.MARGIN_INSUFFICIENT);
    }

    /** 2 at 100.00 and a rate of 0.01 %: who is long pays 0.02, who is short receives it. */
    @Test
    void fundingIsPaidAtItsTime() throws Exception {
        market(a, Side.BUY, 2 * ONE);
        market(b, Side.SELL, 2 * ONE);
        long walletA = a.wallet();
        long walletB = b.wallet();
        long dueNs = Math.floorDiv(START_NS, MarkState.FUNDING_NS) * MarkState.FUNDING_NS
            + MarkState.FUNDING_NS;

        exchange.onSecond(dueNs - 1_000_000_000L);
        assertThat(a.wallet()).isEqualTo(walletA);
        exchange.onSecond(dueNs);
        exchange.onSecond(dueNs + 1_000_000_000L);
        assertThat(a.wallet() - walletA).isEqualTo(-20_000 * MICRO);
        assertThat(b.wallet() - walletB).isEqualTo(20_000 * MICRO);
        assertThat(told.told).endsWith("AUSDT funding -2000000", "AUSDT funding 2000000");
    }

    @Test
    void aTimerThatIsNotRenewedCancelsAll() throws Exception {
        AccountOrder buy = limit(a, Side.BUY, BID, ONE);
        AccountOrder other = limit(b, Side.BUY, BID, ONE);
        exchange.cancelAllAt(of(a), START_NS + 100);
        exchange.cancelAllAt(of(a), START_NS + 200);

        exchange.advanceTo(START_NS + 199);
        assertThat(buy.status()).isEqualTo(OrderStatus.NEW);
        exchange.advanceTo(START_NS + 200);
        assertThat(buy.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(other.status()).isEqualTo(OrderStatus.NEW);

        exchange.cancelAllAt(of(b), START_NS + 300);
        exchange.cancelAllAt(of(b), 0);
        exchange.advanceTo(START_NS + 300);
        assertThat(other.status()).isEqualTo(OrderStatus.NEW);
    }

    @Test
    void anOrderIsGoodUntilItsTime() throws Exception {
        AccountOrder buy = exchange.place(a, new OrderRequest(NAME, "gtd", Side.BUY,
            OrderType.LIMIT, TimeInForce.GTC, BID, ONE, false, SelfTradePrevention.NONE,
            START_NS + 50), START_NS);

        exchange.advanceTo(START_NS + 49);
        assertThat(buy.status()).isEqualTo(OrderStatus.NEW);
        exchange.advanceTo(START_NS + 50);
        assertThat(buy.status()).isEqualTo(OrderStatus.EXPIRED);
    }

    @Test
    void aChangeLosesItsPlaceAndMayCancel() throws Exception {
        takeAllOfTheAsk();
        AccountOrder first = limit(a, Side.SELL, ASK, 2 * ONE);
        Account c = exchange.open("c", 100_000 * UNIT);
        AccountOrder second = limit(c, Side.SELL, ASK, ONE);
        exchange.change(first, ASK, 3 * ONE, START_NS);
        market(b, Side.BUY, 2 * ONE);

        assertThat(second.filled()).isEqualTo(ONE);
        assertThat(first.filled()).isEqualTo(ONE);
        assertThat(refusal(() -> exchange.change(first, ASK, 3 * ONE, START_NS)))
            .isEqualTo(OrderRefusal.NOTHING_TO_CHANGE);
        assertThat(refusal(() -> exchange.change(first, ASK, 3 * ONE + 1, START_NS)))
            .isEqualTo(OrderRefusal.QUANTITY_OFF_LOT);
        assertThat(first.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        exchange.change(first, ASK, ONE, START_NS);
        assertThat(first.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(refusal(() -> exchange.change(first, ASK, 5 * ONE, START_NS)))
            .isEqualTo(OrderRefusal.NOT_OPEN);
        assertThat(refusal(() -> exchange.cancel(first, START_NS)))
            .isEqualTo(OrderRefusal.NOT_OPEN);
    }

    /** The mark is 100.00: 95.00 to 105.00 are within 5 %; 5 are the smallest notional. */
    @ParameterizedTest
    @CsvSource({"BUY, 10500, 1000, ", "BUY, 10501, 1000, ABOVE_BAND", "SELL, 9500, 1000, ",
        "SELL, 9499, 1000, BELOW_BAND", "BUY, 0, 1000, PRICE_NOT_POSITIVE",
        "BUY, 100000001, 1000, PRICE_TOO_HIGH", "BUY, 10000, 0, QUANTITY_NOT_POSITIVE",
        "BUY, 10000, 999, QUANTITY_TOO_LOW", "BUY, 10000, 1001, QUANTITY_OFF_LOT",
        "BUY, 10000, 1000001000, QUANTITY_TOO_HIGH"})
    void pricesAndQuantitiesAtTheirLimits(Side side, int price, long quantity,
        OrderRefusal refusal) throws Exception {
        if (refusal == null) {
            assertThat(limit(a, side, price, quantity).id()).isPositive();
        } else {
            assertThat(refusal(() -> limit(a, side, price, quantity))).isEqualTo(refusal);
        }
    }

    @Test
    void twoHundredOrdersMayBeOpen() throws Exception {
        for (int i = 0; i < 200; i++) {
            limit(a, Side.BUY, BID - 100, ONE);
        }
        assertThat(refusal(() -> limit(a, Side.BUY, BID, ONE)))
            .isEqualTo(OrderRefusal.TOO_MANY_ORDERS);
    }

    @Test
    void limitedFillsComeInParts() throws Exception {
        exchange.limitFills(1);
        AccountOrder buy = limit(a, Side.BUY, ASK, 3 * ONE);
        assertThat(buy.filled()).isEqualTo(ONE);

        exchange.onQuote(symbol, START_NS);
        assertThat(buy.filled()).isEqualTo(2 * ONE);
        exchange.limitFills(0);
        exchange.onQuote(symbol, START_NS);
        assertThat(buy.status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void aRestingOrderCanBeFilledWhole() throws Exception {
        AccountOrder buy = limit(a, Side.BUY, BID - 5, 7 * ONE);
        exchange.fillWhole(buy, START_NS);

        assertThat(buy.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(prints.trades).containsExactly("SELL 7000 at 9995");
    }

    /** What is told, in words. */
    private static final class Executions implements AccountListener {
        private final List<String> told = new ArrayList<>();

        @Override
        public void onOrder(AccountOrder order, ExecutionKind kind, AccountFill fill) {
            told.add(order.clientId() + " " + kind + " " + order.status() + " " + order.filled());
        }

        @Override
        public void onFunding(SymbolAccount paid, long amount, long timeNs) {
            told.add(paid.market().symbol().name() + " funding " + amount);
        }
    }
}
