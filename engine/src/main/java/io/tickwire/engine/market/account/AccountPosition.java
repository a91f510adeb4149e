package io.tickwire.engine.market.account;

import io.tickwire.engine.market.MarketSymbol;

/**
 * What an account holds of one symbol. Closing a part realises its share of the entry's cost, so
 * that what is realised until nothing is left is exactly what was paid and received.
 */
public final class AccountPosition {
    private final MarketSymbol symbol;
    private long quantity;
    private long cost;
    private long fees;
    private long realised;
    private long updatedNs;

    AccountPosition(MarketSymbol symbol) {
        this.symbol = symbol;
    }

    /**
     * Takes a fill.
     *
     * @param signed     quantity, negative for a sale
     * @param price      of one unit
     * @param commission money
     * @param nowNs      since the epoch
     * @return money: profit realised, without commission
     */
    long fill(long signed, long price, long commission, long nowNs) {
        long closed = quantity != 0 && (quantity < 0) != (signed < 0)
            ? Math.min(Math.abs(quantity), Math.abs(signed)) : 0;
        long profit = 0;
        if (closed > 0) {
            long signedClosed = quantity > 0 ? closed : -closed;
            long released = closed == Math.abs(quantity) ? cost
                : Money.share(cost, closed, Math.abs(quantity));
            profit = Money.notional(symbol, price, signedClosed) - released;
            cost -= released;
            quantity -= signedClosed;
            realised += profit;
            fees += commission;
            if (quantity == 0) {
                fees = 0;
                realised = 0;
            }
        }
        long opened = signed > 0 ? signed - closed : signed + closed;
        if (opened != 0) {
            fees += Money.share(commission, Math.abs(opened), Math.abs(signed));
            cost += Money.notional(symbol, price, opened);
            quantity += opened;
        }
        updatedNs = nowNs;
        return profit;
    }

    /** @return held, negative when short */
    public long quantity() {
        return quantity;
    }

    /** @return money: what was paid for what is held, negative when short */
    public long cost() {
        return cost;
    }

    /** @return money: what its closing must bring so that nothing is lost, with all since flat */
    public long breakEvenCost() {
        return quantity == 0 ? 0 : cost + fees - realised;
    }

    /** @return money: profit if it were closed at a mark price of eight decimals */
    public long unrealised(long mark) {
        return value(mark) - cost;
    }

    /** @return money: its value at a mark price of eight decimals, negative when short */
    public long value(long mark) {
        return Money.product(mark, Money.DECIMALS, quantity, symbol.quantityDecimals());
    }

    /** @return when it last changed, since the epoch; 0 = never */
    public long updatedNs() {
        return updatedNs;
    }
}
