package io.tickwire.engine.market.account;

/**
 * Hears what happens to accounts, in its order, on the thread of whoever made it happen. Orders and
 * accounts change later, so what is to be kept must be copied.
 */
public interface AccountListener {
    /** Nobody listens. */
    AccountListener NONE = new AccountListener() {
        @Override
        public void onOrder(AccountOrder order, ExecutionKind kind, AccountFill fill) {
            // Nobody.
        }

        @Override
        public void onFunding(SymbolAccount paid, long amount, long timeNs) {
            // Nobody.
        }
    };

    /**
     * Something happened to an order; positions and cash are already as they are afterwards.
     *
     * @param order as it is now
     * @param kind  what happened
     * @param fill  of a trade, else null
     */
    void onOrder(AccountOrder order, ExecutionKind kind, AccountFill fill);

    /**
     * Funding was paid or received on a position.
     *
     * @param paid   the position's
     * @param amount money, negative where the account paid
     * @param timeNs since the epoch
     */
    void onFunding(SymbolAccount paid, long amount, long timeNs);
}
