package io.tickwire.engine.market.account;

import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.market.MarkState;
import io.tickwire.engine.market.MarketListener;
import io.tickwire.engine.market.SymbolMarket;

/** One symbol of an exchange: its book, its ids, and what an order must be to be taken. */
final class Desk {
    private final SymbolMarket market;
    private final OrderBook book = new OrderBook();
    private final Matching matching;
    private long lastOrderId;
    private boolean expiresPostOnly;

    Desk(SymbolMarket market, Ledger ledger, MarketListener prints, long lastOrderId) {
        this.market = market;
        this.lastOrderId = lastOrderId;
        matching = new Matching(market, book, ledger, prints);
    }

    SymbolMarket market() {
        return market;
    }

    OrderBook book() {
        return book;
    }

    Matching matching() {
        return matching;
    }

    void expirePostOnly(boolean expire) {
        expiresPostOnly = expire;
    }

    /** Whether an order that was taken must not be filled as it comes. */
    boolean mustExpire(AccountOrder order) {
        return order.timeInForce() == TimeInForce.GTX
            && matching.wouldTake(order.side(), order.price());
    }

    long nextOrderId() {
        return ++lastOrderId;
    }

    void check(Account account, OrderRequest request) throws OrderRefusedException {
        SymbolAccount owner = account.symbol(request.symbol());
        AccountOrder known = owner.order(request.clientId());
        OrderLimits.refuseIf(known != null && known.status().isOpen(),
            OrderRefusal.DUPLICATE_CLIENT_ID);
        OrderLimits.check(market, request, request.price(), request.quantity());
        OrderLimits.refuseIf(owner.openOrders().size() >= OrderLimits.MAX_OPEN_ORDERS,
            OrderRefusal.TOO_MANY_ORDERS);
        AccountOrder trial = new AccountOrder(owner, request, 0, 0, 0);
        OrderLimits.refuseIf(trial.fillable() == 0, OrderRefusal.NOTHING_TO_REDUCE);
        OrderLimits.refuseIf(!request.reduceOnly() && !account.affords(trial, notional(request)),
            OrderRefusal.MARGIN_INSUFFICIENT);
        OrderLimits.refuseIf(request.timeInForce() == TimeInForce.FOK
            && matching.available(trial) < trial.fillable(), OrderRefusal.NOT_WHOLE);
        OrderLimits.refuseIf(!expiresPostOnly && mustExpire(trial), OrderRefusal.WOULD_TAKE);
    }

    /** At the order's price, or the mark's. */
    private long notional(OrderRequest request) {
        return request.type() == OrderType.LIMIT
            ? Money.notional(market.symbol(), request.price(), request.quantity())
            : Money.product(market.mark().mark(), MarkState.DECIMALS, request.quantity(),
                market.symbol().quantityDecimals());
    }
}
