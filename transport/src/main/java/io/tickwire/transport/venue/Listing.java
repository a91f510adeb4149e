package io.tickwire.transport.venue;

import io.tickwire.engine.event.TradingStatus;
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
 * @param status      whether the venue trades it, null if unknown
 * @param statusName  the venue's own word for that, empty where it trades the symbol or has none
 */
public record Listing(
    String symbol, BigDecimal tickSize, BigDecimal lotSize, BigDecimal minQty,
    BigDecimal maxQty, BigDecimal minNotional, TradingStatus status, String statusName) {
    /**
     * A symbol that is traded.
     *
     * @param symbol      as the venue writes it
     * @param tickSize    step of prices
     * @param lotSize     step of quantities
     * @param minQty      least quantity, null if unknown
     * @param maxQty      greatest quantity, null if unknown
     * @param minNotional least price times quantity, null if unknown
     */
    public Listing(String symbol, BigDecimal tickSize, BigDecimal lotSize, BigDecimal minQty,
        BigDecimal maxQty, BigDecimal minNotional) {
        this(symbol, tickSize, lotSize, minQty, maxQty, minNotional, TradingStatus.TRADING, "");
    }

    /**
     * A symbol about which nothing is known.
     *
     * @param symbol as the venue writes it
     * @return all limits unknown
     */
    public static Listing unknown(String symbol) {
        return new Listing(symbol, null, null, null, null, null, null, "");
    }

    /**
     * A symbol that is missing in the venue's list.
     *
     * @param symbol as the venue writes it
     * @return all limits unknown
     */
    public static Listing absent(String symbol) {
        return new Listing(
            symbol, null, null, null, null, null, TradingStatus.NOT_LISTED, "");
    }

    /** @return whether both steps are known, and so the scale of its numbers */
    public boolean hasSteps() {
        return tickSize != null && lotSize != null;
    }
}
