package io.tickwire.engine.order;

/** Our positions, as far as the order stage knows. */
public interface Positions {
    /**
     * Position in a symbol.
     *
     * @param instrumentId of the symbol
     * @return mantissa of the instrument's quantity exponent, negative for short
     */
    long position(int instrumentId);
}
