package io.tickwire.engine.signal;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.order.Order;
import io.tickwire.engine.order.OrderHandle;

/**
 * What a strategy may ask and do while it is called. Nothing here allocates.
 *
 * <p>Prices and quantities, given and taken, are mantissas in the scale of their instrument: with
 * two decimals 6,512,345 is 65,123.45. A scale never becomes coarser; when a venue makes one finer,
 * mantissas that were kept from before are still of the coarser one. Until the venue has stated the
 * scale of an instrument ({@link InstrumentTable#isKnown}) there is none: such numbers are absent,
 * and orders are refused.
 */
public interface StrategyContext {
    /** Instead of a handle: the order was not taken. */
    long NOT_TAKEN = OrderHandle.NONE;

    /** @return symbols, scales and limits */
    InstrumentTable instruments();

    /**
     * Whether a stream delivers as it should.
     *
     * @param instrumentId of the symbol
     * @param kind         of the stream
     * @return false where opening a position on it would be blind
     */
    boolean isFresh(int instrumentId, StreamKind kind);

    /**
     * Our position, with all fills up to this call.
     *
     * @param instrumentId of the symbol
     * @return quantity, negative for short, 0 for flat
     */
    long position(int instrumentId);

    /**
     * What one unit of our open position has cost.
     *
     * @param instrumentId of the symbol
     * @return price, {@link Tick#ABSENT} where nothing is open
     */
    long averagePrice(int instrumentId);

    /**
     * Profit of what was closed in a symbol, without fees and funding.
     *
     * @param instrumentId of the symbol
     * @return in hundred-millionths of the currency, negative for a loss
     */
    long realisedProfit(int instrumentId);

    /**
     * Fees paid in a symbol.
     *
     * @param instrumentId of the symbol
     * @return in hundred-millionths of the currency
     */
    long fees(int instrumentId);

    /**
     * Funding received in a symbol.
     *
     * @param instrumentId of the symbol
     * @return in hundred-millionths of the currency, negative where more was paid
     */
    long funding(int instrumentId);

    /**
     * States an opinion; journaled as SIGNAL.
     *
     * @param instrumentId    of the symbol
     * @param side            which way
     * @param confidenceMicro 0 to 1,000,000
     * @param reasons         words in UTF-8, cut between characters to an output's variable part
     * @param reasonsLength   how many of the bytes
     * @return whether it was taken; false if the current input has no room for more outputs
     */
    boolean signal(
        int instrumentId, Side side, long confidenceMicro, byte[] reasons, int reasonsLength);

    /**
     * Asks for an order, caused by the last signal at this event if there is one. The order stage
     * holds it against the limits after the strategy has returned; it becomes a RISK_REFUSAL, which
     * {@link Strategy#onRefusal} is told, or an ORDER_INTENT, and {@link Strategy#onExecution} is
     * told what becomes of it. In monitor mode it becomes nothing.
     *
     * @param instrumentId of the symbol
     * @param side         which way
     * @param type         how it is priced
     * @param timeInForce  how long it stays
     * @param price        limit; ignored for MARKET
     * @param quantity     rounded down to the lot
     * @param reduceOnly   whether it may only make the position smaller
     * @return the order's handle, its name from now on: no other of this session has it, restarts
     *     included; {@link #NOT_TAKEN} if this input has asked for too many, or has no room for
     *     the records of another
     */
    long placeOrder(
        int instrumentId, Side side, OrderType type, TimeInForce timeInForce, long price,
        long quantity, boolean reduceOnly);

    /**
     * Asks that an open order be cancelled. What becomes of that, {@link Strategy#onExecution} is
     * told, or {@link Strategy#onRefusal} where it is no open order, or was asked for already.
     *
     * @param handle of the order
     * @return whether it was taken; false if this input has asked for too much
     */
    boolean cancelOrder(long handle);

    /**
     * Asks that an open limit order have another price and quantity; it stays the same order. It
     * is held against the limits like a new one.
     *
     * @param handle   of the order
     * @param price    its new limit
     * @param quantity all of it, with what is filled already; rounded down to the lot
     * @return whether it was taken; false if this input has asked for too much
     */
    boolean replaceOrder(long handle, long price, long quantity);

    /** @return how many of our orders are in the market or on their way there */
    int openOrderCount();

    /**
     * How many of them are of one symbol.
     *
     * @param instrumentId of the symbol
     * @return 0 also for one that nobody knows
     */
    int openOrderCount(int instrumentId);

    /**
     * One of all.
     *
     * @param index 0 to {@link #openOrderCount()} - 1, in the order in which they were asked for
     * @return valid during the call
     */
    Order openOrder(int index);

    /**
     * An order by its handle.
     *
     * @param handle of the order
     * @return valid during the call; null before its intent and long after its end
     */
    Order order(long handle);

    /**
     * A price as a double.
     *
     * @param instrumentId of the symbol
     * @param price        in its scale, or {@link Tick#ABSENT}
     * @return the nearest double, NaN where absent
     */
    default double priceToDouble(int instrumentId, long price) {
        return Decimals.toDouble(price, instruments().priceExponent(instrumentId));
    }

    /**
     * A quantity as a double.
     *
     * @param instrumentId of the symbol
     * @param quantity     in its scale, or {@link Tick#ABSENT}
     * @return the nearest double, NaN where absent
     */
    default double quantityToDouble(int instrumentId, long quantity) {
        return Decimals.toDouble(quantity, instruments().quantityExponent(instrumentId));
    }

    /**
     * A price from a double.
     *
     * @param instrumentId of the symbol
     * @param price        any
     * @return the nearest in the instrument's scale, halves away from zero; {@link Tick#ABSENT}
     *     where it does not fit or is no number, and while the scale is not known
     */
    default long priceOf(int instrumentId, double price) {
        return !instruments().isKnown(instrumentId) ? Tick.ABSENT
            : Decimals.ofDouble(price, instruments().priceExponent(instrumentId));
    }

    /**
     * A quantity from a double.
     *
     * @param instrumentId of the symbol
     * @param quantity     any
     * @return the nearest in the instrument's scale, halves away from zero; {@link Tick#ABSENT}
     *     where it does not fit or is no number, and while the scale is not known
     */
    default long quantityOf(int instrumentId, double quantity) {
        return !instruments().isKnown(instrumentId) ? Tick.ABSENT
            : Decimals.ofDouble(quantity, instruments().quantityExponent(instrumentId));
    }
}
