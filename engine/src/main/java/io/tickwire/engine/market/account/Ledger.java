package io.tickwire.engine.market.account;

import io.tickwire.engine.market.MarketSymbol;
import java.util.function.Consumer;

/** Books what happens to orders: positions, cash, commission; and tells it. */
final class Ledger {
    /** Commission of an order that rested: 0.02 %. */
    private static final long MAKER_MILLIONTHS = 200;
    /** Commission of an order that took: 0.05 %. */
    private static final long TAKER_MILLIONTHS = 500;
    private static final long MILLION = 1_000_000;

    private final AccountListener listener;
    /** Takes an order out of the book. */
    private final Consumer<AccountOrder> ended;

    Ledger(AccountListener listener, Consumer<AccountOrder> ended) {
        this.listener = listener;
        this.ended = ended;
    }

    void tell(AccountOrder order, ExecutionKind kind) {
        listener.onOrder(order, kind, null);
    }

    void fill(AccountOrder order, long tradeId, long price, long quantity, boolean maker,
        long nowNs) {
        SymbolAccount owner = order.owner();
        MarketSymbol symbol = owner.market().symbol();
        long notional = Money.notional(symbol, price, quantity);
        long commission =
            Money.share(notional, maker ? MAKER_MILLIONTHS : TAKER_MILLIONTHS, MILLION);
        long realised = owner.position().fill(order.signed(quantity), price, commission, nowNs);
        owner.account().pay(realised - commission, nowNs);
        order.fill(quantity, notional, nowNs);
        if (!order.status().isOpen()) {
            remove(order);
        }
        AccountFill fill = new AccountFill(tradeId, order, price, quantity, notional, realised,
            commission, maker, nowNs);
        owner.add(fill);
        listener.onOrder(order, ExecutionKind.TRADE, fill);
        expireIdle(owner, nowNs);
    }

    void end(AccountOrder order, OrderStatus status, ExpiryReason reason, long nowNs) {
        order.end(status, reason, nowNs);
        remove(order);
        listener.onOrder(order, status == OrderStatus.CANCELED ? ExecutionKind.CANCELED
            : ExecutionKind.EXPIRED, null);
    }

    void fund(SymbolAccount owner, long amount, long nowNs) {
        owner.account().pay(amount, nowNs);
        listener.onFunding(owner, amount, nowNs);
    }

    private void remove(AccountOrder order) {
        order.owner().close(order);
        ended.accept(order);
    }

    /** Reduce-only orders that have nothing left to reduce do not wait for it. */
    private void expireIdle(SymbolAccount owner, long nowNs) {
        for (AccountOrder order : owner.openOrders()) {
            if (order.request().reduceOnly() && order.fillable() == 0) {
                end(order, OrderStatus.EXPIRED, ExpiryReason.NOTHING_TO_REDUCE, nowNs);
            }
        }
    }
}
