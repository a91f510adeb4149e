package io.tickwire.engine.account;

import io.tickwire.engine.event.Event;

/** The prices that open positions are valued at. Engine thread only. */
public interface Prices {
    /**
     * Price of a symbol.
     *
     * @param instrumentId of the symbol
     * @return mantissa of {@link #exponent}, {@link Event#ABSENT} where none is known
     */
    long price(int instrumentId);

    /**
     * Power of ten of a symbol's price.
     *
     * @param instrumentId of the symbol
     * @return power of ten
     */
    int exponent(int instrumentId);
}
