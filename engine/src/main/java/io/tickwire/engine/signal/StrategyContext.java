package io.tickwire.engine.signal;

import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.instrument.InstrumentTable;

/** What a strategy may ask and do while it is called. Nothing here allocates. */
public interface StrategyContext {
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
     * Our position.
     *
     * @param instrumentId of the symbol
     * @return mantissa of the instrument's quantity exponent, negative for short
     */
    long position(int instrumentId);

    /**
     * States an opinion; journaled as SIGNAL.
     *
     * @param instrumentId    of the symbol
     * @param side            which way
     * @param confidenceMicro 0 to 1,000,000
     * @param reasons         words in UTF-8, cut to the limit of an output's variable part
     * @param reasonsLength   how many of the bytes
     * @return whether it was taken; false if the current input has no room for more outputs
     */
    boolean signal(
        int instrumentId, Side side, long confidenceMicro, byte[] reasons, int reasonsLength);

    /**
     * Asks for an order, caused by the last signal of this call if there is one. The order stage
     * decides, after the strategy has returned, whether it becomes an ORDER_INTENT or a
     * RISK_REFUSAL.
     *
     * @param instrumentId of the symbol
     * @param side         which way
     * @param type         how it is priced
     * @param timeInForce  how long it stays
     * @param price        mantissa of the instrument's price exponent; ignored for MARKET
     * @param quantity     mantissa of the instrument's quantity exponent
     * @param reduceOnly   whether it may only make the position smaller
     * @return whether it was taken; false if this input has asked for too many
     */
    boolean order(
        int instrumentId, Side side, OrderType type, TimeInForce timeInForce, long price,
        long quantity, boolean reduceOnly);
}
