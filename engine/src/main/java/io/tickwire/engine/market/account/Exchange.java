package io.tickwire.engine.market.account;

import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.market.AggregateTrade;
import io.tickwire.engine.market.Market;
import io.tickwire.engine.market.MarketListener;
import io.tickwire.engine.market.MarketTrade;
import io.tickwire.engine.market.MarkState;
import io.tickwire.engine.market.SymbolMarket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Accounts that trade on a market, and with each other. It listens to the market in front of
 * whoever else does, and makes trades of it of what accounts fill. Orders and the market's events
 * alone determine what happens; all time is passed in and never steps back. Not thread-safe.
 */
public final class Exchange implements MarketListener {
    /** Most changes of one order. */
    public static final int MAX_CHANGES = 10_000;

    private static final long US = 1_000L;

    private final MarketListener others;
    private final Ledger ledger;
    private final Map<String, Desk> desks = new LinkedHashMap<>();
    private final List<SymbolMarket> markets;
    private final List<Account> accounts = new ArrayList<>();
    private long sequence;
    private long fundingPeriod;

    /**
     * An exchange without accounts.
     *
     * @param market   moved on by the caller, with this as its listener
     * @param others   hears of the market, fills of accounts included
     * @param listener hears of the accounts
     * @param nowNs    begin, since the epoch; order ids begin from it, so that those of an exchange
     *                 begun later are higher
     */
    public Exchange(Market market, MarketListener others, AccountListener listener, long nowNs) {
        this.others = others;
        markets = market.markets();
        ledger = new Ledger(listener, order -> desk(order).book().remove(order));
        for (SymbolMarket one : markets) {
            desks.put(one.symbol().name(), new Desk(one, ledger, others, nowNs / US));
        }
        fundingPeriod = Math.floorDiv(nowNs, MarkState.FUNDING_NS);
    }

    /**
     * Opens an account.
     *
     * @param name   as its owner calls it
     * @param wallet money it has
     * @return the account
     */
    public Account open(String name, long wallet) {
        Account account = new Account(name, wallet, markets);
        accounts.add(account);
        return account;
    }

    /** @return in the order they were opened */
    public List<Account> accounts() {
        return List.copyOf(accounts);
    }

    /**
     * Looks whether an order would be taken.
     *
     * @param account whose
     * @param request of a symbol of the market
     * @throws OrderRefusedException where it would not
     */
    public void check(Account account, OrderRequest request) throws OrderRefusedException {
        desks.get(request.symbol()).check(account, request);
    }

    /**
     * Takes an order and fills what can be filled at once.
     *
     * @param account whose
     * @param request of a symbol of the market
     * @param nowNs   since the epoch
     * @return the order as it is by then
     * @throws OrderRefusedException where it is not taken
     */
    public AccountOrder place(Account account, OrderRequest request, long nowNs)
        throws OrderRefusedException {
        check(account, request);
        SymbolAccount owner = account.symbol(request.symbol());
        Desk desk = desks.get(request.symbol());
        AccountOrder order =
            new AccountOrder(owner, request, desk.nextOrderId(), ++sequence, nowNs);
        owner.add(order);
        ledger.tell(order, ExecutionKind.NEW);
        if (desk.mustExpire(order)) {
            ledger.end(order, OrderStatus.EXPIRED, ExpiryReason.WOULD_HAVE_TAKEN, nowNs);
            return order;
        }
        desk.matching().take(order, nowNs);
        rest(desk, order, nowNs);
        return order;
    }

    private void rest(Desk desk, AccountOrder order, long nowNs) {
        if (!order.status().isOpen()) {
            return;
        }
        if (order.type() == OrderType.MARKET) {
            ledger.end(order, OrderStatus.EXPIRED, ExpiryReason.MARKET_REMAINDER, nowNs);
        } else if (order.timeInForce() == TimeInForce.IOC
            || order.timeInForce() == TimeInForce.FOK) {
            ledger.end(order, OrderStatus.EXPIRED, ExpiryReason.IMMEDIATE_REMAINDER, nowNs);
        } else {
            desk.matching().rest(order);
        }
    }

    /**
     * Changes price and quantity of an open limit order, which loses its place in the queue. Where
     * the quantity is not above what is filled, or a post-only order would take, it is cancelled.
     *
     * @param order    to change; null counts as not open
     * @param price    new one
     * @param quantity new one, in all
     * @param nowNs    since the epoch
     * @throws OrderRefusedException where it stays as it was
     */
    public void change(AccountOrder order, long price, long quantity, long nowNs)
        throws OrderRefusedException {
        OrderLimits.refuseIf(order == null || !order.status().isOpen(), OrderRefusal.NOT_OPEN);
        OrderLimits.refuseIf(order.type() != OrderType.LIMIT, OrderRefusal.NOT_LIMIT);
        Desk desk = desk(order);
        OrderLimits.check(desk.market(), order.request(), price, quantity);
        OrderLimits.refuseIf(order.price() == price && order.quantity() == quantity,
            OrderRefusal.NOTHING_TO_CHANGE);
        OrderLimits.refuseIf(order.changes() >= MAX_CHANGES, OrderRefusal.TOO_MANY_CHANGES);
        if (quantity <= order.filled() || order.timeInForce() == TimeInForce.GTX
            && desk.matching().wouldTake(order.side(), price)) {
            ledger.end(order, OrderStatus.CANCELED, ExpiryReason.NONE, nowNs);
            return;
        }
        OrderLimits.refuseIf(!order.request().reduceOnly() && !order.owner().account().affords(
            order, Money.notional(desk.market().symbol(), price, quantity - order.filled())),
            OrderRefusal.MARGIN_INSUFFICIENT);
        desk.book().remove(order);
        order.change(price, quantity, ++sequence, nowNs);
        ledger.tell(order, ExecutionKind.AMENDMENT);
        desk.matching().take(order, nowNs);
        rest(desk, order, nowNs);
    }

    /**
     * Takes an order back.
     *
     * @param order null counts as not open
     * @param nowNs since the epoch
     * @throws OrderRefusedException where it is not open
     */
    public void cancel(AccountOrder order, long nowNs) throws OrderRefusedException {
        OrderLimits.refuseIf(order == null || !order.status().isOpen(), OrderRefusal.NOT_OPEN);
        ledger.end(order, OrderStatus.CANCELED, ExpiryReason.NONE, nowNs);
    }

    /** Takes all open orders of an account on a symbol back; there may be none. */
    public void cancelAll(SymbolAccount owner, long nowNs) {
        for (AccountOrder order : owner.openOrders()) {
            ledger.end(order, OrderStatus.CANCELED, ExpiryReason.NONE, nowNs);
        }
    }

    /**
     * Takes them all back at a time, unless this is called again before.
     *
     * @param owner  whose
     * @param timeNs since the epoch; 0 = never
     */
    public void cancelAllAt(SymbolAccount owner, long timeNs) {
        owner.cancelAllNs(timeNs == 0 ? SymbolAccount.NEVER : timeNs);
    }

    /**
     * Lets time pass for what has a time: timers that cancel, orders that expire.
     *
     * @param nowNs since the epoch
     */
    public void advanceTo(long nowNs) {
        for (Account account : accounts) {
            for (SymbolAccount owner : account.symbols()) {
                if (owner.cancelAllNs() <= nowNs) {
                    owner.cancelAllNs(SymbolAccount.NEVER);
                    cancelAll(owner, nowNs);
                }
                for (AccountOrder order : owner.openOrders()) {
                    long goodTillNs = order.request().goodTillNs();
                    if (goodTillNs > 0 && goodTillNs <= nowNs) {
                        ledger.end(order, OrderStatus.EXPIRED, ExpiryReason.TIME_OVER, nowNs);
                    }
                }
            }
        }
    }

    /**
     * Limits how much one order finds in one moment; more comes with the next quotes and trades.
     *
     * @param lots largest fill, in lots of the symbol; 0 = as much as there is
     */
    public void limitFills(int lots) {
        for (Desk desk : desks.values()) {
            desk.matching().largestFill(
                lots == 0 ? Long.MAX_VALUE : lots * desk.market().symbol().lot());
        }
    }

    /**
     * Takes post-only orders that would take, and lets them expire at once, instead of refusing
     * them.
     *
     * @param expire false = refuses them, as usual
     */
    public void expirePostOnly(boolean expire) {
        desks.values().forEach(desk -> desk.expirePostOnly(expire));
    }

    /**
     * Somebody comes to the price of a resting order and fills all that is left of it.
     *
     * @param order does nothing to one that is not open
     * @param nowNs since the epoch
     */
    public void fillWhole(AccountOrder order, long nowNs) {
        long open = order.fillable();
        if (order.status().isOpen() && open > 0) {
            long tradeId = desk(order).market().print(order.price(), open, order.isBuy(), nowNs,
                others);
            ledger.fill(order, tradeId, order.price(), open, true, nowNs);
        }
    }

    private Desk desk(AccountOrder order) {
        return desks.get(order.owner().market().symbol().name());
    }

    private Desk desk(SymbolMarket market) {
        return desks.get(market.symbol().name());
    }

    @Override
    public void onQuote(SymbolMarket market, long timeNs) {
        others.onQuote(market, timeNs);
        desk(market).matching().onQuote(timeNs);
    }

    @Override
    public void onTrade(SymbolMarket market, MarketTrade trade) {
        others.onTrade(market, trade);
    }

    @Override
    public void onAggregate(SymbolMarket market, AggregateTrade trade) {
        others.onAggregate(market, trade);
        desk(market).matching().onTrade(trade);
    }

    @Override
    public void onSkippedId(SymbolMarket market, long id, long timeNs) {
        others.onSkippedId(market, id, timeNs);
    }

    @Override
    public void onSecond(long timeNs) {
        others.onSecond(timeNs);
        long period = Math.floorDiv(timeNs, MarkState.FUNDING_NS);
        if (period > fundingPeriod) {
            fundingPeriod = period;
            for (Account account : accounts) {
                account.symbols().forEach(owner -> fund(owner, timeNs));
            }
        }
    }

    /** Who is long pays the rate on the position's value, or receives it where it is negative. */
    private void fund(SymbolAccount owner, long timeNs) {
        if (owner.position().quantity() != 0) {
            MarkState mark = owner.market().mark();
            ledger.fund(owner, -Money.product(owner.position().value(mark.mark()), Money.DECIMALS,
                mark.fundingRate(), MarkState.DECIMALS), timeNs);
        }
    }
}
