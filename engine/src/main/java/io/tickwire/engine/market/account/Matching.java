package io.tickwire.engine.market.account;

import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.market.AggregateTrade;
import io.tickwire.engine.market.MarketListener;
import io.tickwire.engine.market.SymbolMarket;

/**
 * Matches the orders of one symbol in the order of price and time, against what the market displays
 * and trades, and against each other.
 *
 * <p>An order that takes finds the displayed quantity, behind it the same quantity at each further
 * tick ({@link SymbolMarket#take}), up to {@link #MAX_LEVELS} of them, and resting orders at their
 * own prices. An order that rests at the market's best price stands behind what is displayed there
 * when the two first meet; a better one stands first. It is filled by the market's trades at its
 * price, once what stood before it has traded, by those at worse prices at once, and by a quote on
 * the other side that comes to its price.
 */
final class Matching {
    /** Most prices of the market that one order takes from. */
    static final int MAX_LEVELS = 20;

    private final SymbolMarket market;
    private final OrderBook book;
    private final Ledger ledger;
    private final MarketListener prints;
    /** Largest fill, and one a time; none where it is MAX_VALUE. */
    private long largestFill = Long.MAX_VALUE;
    /** Whether somebody took from the quote and that is still to be told. */
    private boolean taken;

    Matching(SymbolMarket market, OrderBook book, Ledger ledger, MarketListener prints) {
        this.market = market;
        this.book = book;
        this.ledger = ledger;
        this.prints = prints;
    }

    void largestFill(long quantity) {
        largestFill = quantity;
    }

    /** Whether an order at a price would take something. */
    boolean wouldTake(Side side, long price) {
        AccountOrder other = book.best(other(side));
        return isWithin(side, marketPrice(side), price)
            || other != null && isWithin(side, other.price(), price);
    }

    /** What an order at a limit would find, its own account's orders left out. */
    long available(AccountOrder order) {
        long limit = limit(order);
        long found = 0;
        for (AccountOrder one : book.orders(other(order.side()))) {
            if (one.owner() != order.owner() && isWithin(order.side(), one.price(), limit)) {
                found += one.fillable();
            }
        }
        boolean buys = order.isBuy();
        long first = marketPrice(order.side());
        if (isWithin(order.side(), first, limit)) {
            long behind = Math.min(MAX_LEVELS - 1,
                Math.abs(limit - first) / market.symbol().tick());
            found += (buys ? market.askQuantity() : market.bidQuantity())
                + behind * (buys ? market.askQuantityBehind() : market.bidQuantityBehind());
        }
        return found;
    }

    /** Fills an order that has just come, as far as it goes; what is left is the caller's. */
    void take(AccountOrder order, long nowNs) {
        long limit = limit(order);
        int levels = 0;
        boolean took = false;
        while (order.status().isOpen() && order.fillable() > 0) {
            AccountOrder other = book.best(other(order.side()));
            long price = marketPrice(order.side());
            boolean fromMarket = other == null || isBetter(order.side(), price, other.price())
                || price == other.price() && other.ahead() > 0;
            if (levels == MAX_LEVELS && fromMarket
                || !isWithin(order.side(), fromMarket ? price : other.price(), limit)) {
                break;
            }
            if (fromMarket) {
                levels += takeMarket(order, price, nowNs) ? 1 : 0;
            } else if (!meetsItself(order, other, nowNs)) {
                trade(order, other, nowNs);
            }
            if (largestFill != Long.MAX_VALUE) {
                break;
            }
        }
        quote(nowNs);
    }

    /** Tells what is left of the market's quote where somebody took from it. */
    private void quote(long nowNs) {
        if (taken) {
            taken = false;
            prints.onQuote(market, nowNs);
        }
    }

    /** True where a price is used up. */
    private boolean takeMarket(AccountOrder order, long price, long nowNs) {
        long displayed = order.isBuy() ? market.askQuantity() : market.bidQuantity();
        long quantity = Math.min(largestFill, Math.min(order.fillable(), displayed));
        market.take(other(order.side()), quantity, nowNs);
        taken = true;
        long tradeId = market.print(price, quantity, !order.isBuy(), nowNs, prints);
        ledger.fill(order, tradeId, price, quantity, false, nowNs);
        return quantity == displayed;
    }

    private void trade(AccountOrder taker, AccountOrder maker, long nowNs) {
        long quantity = Math.min(largestFill, Math.min(taker.fillable(), maker.fillable()));
        long price = maker.price();
        long tradeId = market.print(price, quantity, maker.isBuy(), nowNs, prints);
        ledger.fill(maker, tradeId, price, quantity, true, nowNs);
        ledger.fill(taker, tradeId, price, quantity, false, nowNs);
    }

    /** Ends what must not trade with itself; true where there was such. */
    private boolean meetsItself(AccountOrder taker, AccountOrder maker, long nowNs) {
        SelfTradePrevention mode = taker.request().selfTrade();
        if (taker.owner() != maker.owner() || mode == SelfTradePrevention.NONE) {
            return false;
        }
        if (mode != SelfTradePrevention.EXPIRE_TAKER) {
            ledger.end(maker, OrderStatus.EXPIRED_IN_MATCH, ExpiryReason.SELF_TRADE, nowNs);
        }
        if (mode != SelfTradePrevention.EXPIRE_MAKER) {
            ledger.end(taker, OrderStatus.EXPIRED_IN_MATCH, ExpiryReason.SELF_TRADE, nowNs);
        }
        return true;
    }

    /** Puts an order into the book, behind what the market displays at its price. */
    void rest(AccountOrder order) {
        book.add(order);
        join(order);
    }

    /** The market has a new quote. */
    void onQuote(long nowNs) {
        if (book.isEmpty()) {
            return;
        }
        for (Side side : Side.values()) {
            for (AccountOrder order : book.orders(side)) {
                join(order);
                arrive(order, nowNs);
            }
        }
        quote(nowNs);
    }

    private void join(AccountOrder order) {
        long best = order.isBuy() ? market.bid() : market.ask();
        long displayed = order.isBuy() ? market.bidQuantity() : market.askQuantity();
        if (isBetter(order.side(), best, order.price())) {
            // What stood at its price, if anything, has gone.
            order.ahead(0);
        } else if (order.price() == best) {
            order.ahead(order.ahead() == AccountOrder.UNSEEN ? displayed
                : Math.min(order.ahead(), displayed));
        }
    }

    /** A quote on the other side at an order's price trades with it, as far as it is displayed. */
    private void arrive(AccountOrder order, long nowNs) {
        boolean used = false;
        while (!used && order.status().isOpen() && order.fillable() > 0
            && isWithin(order.side(), marketPrice(order.side()), order.price())) {
            long displayed = order.isBuy() ? market.askQuantity() : market.bidQuantity();
            long quantity = Math.min(largestFill, Math.min(order.fillable(), displayed));
            market.take(other(order.side()), quantity, nowNs);
            taken = true;
            used = quantity == displayed || quantity == largestFill;
            long tradeId = market.print(order.price(), quantity, order.isBuy(), nowNs, prints);
            ledger.fill(order, tradeId, order.price(), quantity, true, nowNs);
        }
    }

    /** The market has traded, none of it with accounts yet. */
    void onTrade(AggregateTrade trade) {
        if (book.isEmpty()) {
            return;
        }
        long filled = 0;
        for (AccountOrder order : book.orders(trade.buyerMaker() ? Side.BUY : Side.SELL)) {
            if (isBetter(order.side(), order.price(), trade.price())) {
                return;
            }
            long before = 0;
            if (order.price() == trade.price()) {
                before = Math.min(Math.max(0, order.ahead()), trade.quantity());
                order.ahead(Math.max(0, order.ahead()) - before);
            }
            long quantity = Math.min(Math.min(largestFill, order.fillable()),
                trade.quantity() - before - filled);
            if (quantity > 0 && order.status().isOpen()) {
                filled += quantity;
                long tradeId = market.print(order.price(), quantity, order.isBuy(),
                    trade.timeNs(), prints);
                ledger.fill(order, tradeId, order.price(), quantity, true, trade.timeNs());
            }
        }
    }

    /** Best price of the market for somebody who takes. */
    private long marketPrice(Side taker) {
        return taker == Side.BUY ? market.ask() : market.bid();
    }

    private long limit(AccountOrder order) {
        return order.type() == OrderType.LIMIT ? order.price()
            : order.isBuy() ? OrderLimits.highest(market) : OrderLimits.lowest(market);
    }

    private static Side other(Side side) {
        return side == Side.BUY ? Side.SELL : Side.BUY;
    }

    private static boolean isWithin(Side taker, long price, long limit) {
        return taker == Side.BUY ? price <= limit : price >= limit;
    }

    /** Whether one price is better than another: cheaper for a buyer, dearer for a seller. */
    private static boolean isBetter(Side taker, long price, long than) {
        return taker == Side.BUY ? price < than : price > than;
    }
}
