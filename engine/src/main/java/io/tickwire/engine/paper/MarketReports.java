package io.tickwire.engine.paper;

import io.tickwire.engine.event.ExecutionReason;

/**
 * Who is told what becomes of orders at the paper market: journals each report and moves order,
 * position and money, so that the account is current when a call returns. Orders are named by their
 * handles. Engine thread only.
 */
public interface MarketReports {
    /** @return whether there is room for one more report; without, the market keeps it for later */
    boolean hasRoom();

    /**
     * An order is at the market.
     *
     * @param handle of the order
     */
    void accepted(long handle);

    /**
     * An order was not taken.
     *
     * @param handle of the order
     * @param reason why
     */
    void rejected(long handle, ExecutionReason reason);

    /**
     * An order was filled, wholly or in part; filled wholly it has ended.
     *
     * @param handle        of the order
     * @param price         of the fill
     * @param priceExponent power of ten of the price
     * @param quantity      mantissa of the instrument's quantity exponent, above 0
     * @param maker         whether it rested before
     * @param fee           money, paid
     */
    void filled(
        long handle, long price, int priceExponent, long quantity, boolean maker, long fee);

    /**
     * An order was cancelled: asked for, or because of a replace that leaves nothing of it.
     *
     * @param handle of the order
     */
    void cancelled(long handle);

    /**
     * A cancel was refused.
     *
     * @param handle that it named
     * @param reason why
     */
    void cancelRejected(long handle, ExecutionReason reason);

    /**
     * An order has another price and quantity.
     *
     * @param handle   of the order
     * @param price    mantissa of the instrument's price exponent
     * @param quantity all of it, what is filled included
     */
    void replaced(long handle, long price, long quantity);

    /**
     * A replace was refused; the order, if there is one, is as it was.
     *
     * @param handle that it named
     * @param reason why
     */
    void replaceRejected(long handle, ExecutionReason reason);

    /**
     * An order ended by itself, with what it was filled before.
     *
     * @param handle of the order
     * @param reason why
     */
    void expired(long handle, ExecutionReason reason);

    /**
     * A funding is due for the position held.
     *
     * @param instrumentId of the symbol
     * @param amount       money, negative = paid
     */
    void funded(int instrumentId, long amount);
}
