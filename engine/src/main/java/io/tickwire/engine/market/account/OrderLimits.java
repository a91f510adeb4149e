package io.tickwire.engine.market.account;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.market.MarkState;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.market.SymbolMarket;

/** Limits of a single order, as the market tells them in its list of symbols. */
public final class OrderLimits {
    /** Price times quantity of the smallest order, whole units of the quote currency. */
    public static final int MIN_NOTIONAL = 5;
    /** Most open orders of an account on a symbol. */
    public static final int MAX_OPEN_ORDERS = 200;
    /** Farthest from the mark price that a buy may be above it, or a sale below, percent. */
    public static final int BAND_PERCENT = 5;

    private static final long MAX_TICKS = 100_000_000;
    private static final long MAX_LOTS = 1_000_000;

    private OrderLimits() {
    }

    /** @return lowest price of an order */
    public static long minPrice(MarketSymbol symbol) {
        return symbol.tick();
    }

    /** @return highest price of an order */
    public static long maxPrice(MarketSymbol symbol) {
        return symbol.tick() * MAX_TICKS;
    }

    /** @return smallest quantity of an order */
    public static long minQuantity(MarketSymbol symbol) {
        return symbol.lot();
    }

    /** @return largest quantity of an order */
    public static long maxQuantity(MarketSymbol symbol) {
        return symbol.lot() * MAX_LOTS;
    }

    /** Checks price and quantity of an order before anything else is looked at. */
    static void check(SymbolMarket market, OrderRequest order, long price, long quantity)
        throws OrderRefusedException {
        MarketSymbol symbol = market.symbol();
        boolean limit = order.type() == OrderType.LIMIT;
        if (limit) {
            refuseIf(price <= 0, OrderRefusal.PRICE_NOT_POSITIVE);
            refuseIf(price > maxPrice(symbol), OrderRefusal.PRICE_TOO_HIGH);
            refuseIf(price < minPrice(symbol), OrderRefusal.PRICE_TOO_LOW);
            refuseIf(price % symbol.tick() != 0, OrderRefusal.PRICE_OFF_TICK);
        }
        refuseIf(quantity <= 0, OrderRefusal.QUANTITY_NOT_POSITIVE);
        refuseIf(quantity < minQuantity(symbol), OrderRefusal.QUANTITY_TOO_LOW);
        refuseIf(quantity > maxQuantity(symbol), OrderRefusal.QUANTITY_TOO_HIGH);
        refuseIf(quantity % symbol.lot() != 0, OrderRefusal.QUANTITY_OFF_LOT);
        if (limit) {
            boolean buy = order.side() == Side.BUY;
            refuseIf(buy && price > highest(market), OrderRefusal.ABOVE_BAND);
            refuseIf(!buy && price < lowest(market), OrderRefusal.BELOW_BAND);
        }
        long notional = limit ? Money.notional(symbol, price, quantity)
            : Money.product(market.mark().mark(), MarkState.DECIMALS, quantity,
                symbol.quantityDecimals());
        refuseIf(!order.reduceOnly()
            && notional < MIN_NOTIONAL * Decimals.powerOfTen(Money.DECIMALS),
            OrderRefusal.NOTIONAL_TOO_SMALL);
    }

    /** Highest price at which anybody buys just now. */
    static long highest(SymbolMarket market) {
        return Math.floorDiv(market.mark().mark() * (100 + BAND_PERCENT), 100 * scale(market));
    }

    /** Lowest price at which anybody sells just now. */
    static long lowest(SymbolMarket market) {
        return -Math.floorDiv(
            -market.mark().mark() * (100 - BAND_PERCENT), 100 * scale(market));
    }

    private static long scale(SymbolMarket market) {
        return Decimals.powerOfTen(MarkState.DECIMALS - market.symbol().priceDecimals());
    }

    static void refuseIf(boolean refused, OrderRefusal why) throws OrderRefusedException {
        if (refused) {
            throw new OrderRefusedException(why);
        }
    }
}
