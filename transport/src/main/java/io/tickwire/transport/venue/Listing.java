package io.tickwire.transport.venue;

import java.math.BigDecimal;

/**
 * One symbol as its venue lists it.
 *
 * @param symbol      as the venue writes it
 * @param tickSize    step of prices, null if unknown
 * @param lotSize     step of quantities, null if unknown
 * @param minQty      least quantity, null if unknown
 * @param maxQty      greatest quantity, null if unknown
 * @param minNotional least price times quantity, null if unknown
 */
public record Listing(
    String symbol, BigDecimal tickSize, BigDecimal lotSize, BigDecimal minQty,
    BigDecimal maxQty, BigDecimal minNotional) {
    /**
     * A symbol about which nothing is known.
     *
     * @param symbol as the venue writes it
     * @return all limits unknown
     */
    public static Listing unknown(String symbol) {
        return new Listing(symbol, null, null, null, null, null);
    }
}
