package io.tickwire.engine.market;

import java.util.List;

/**
 * Initial values of a symbol. Prices and quantities are mantissas with the decimals given here,
 * everywhere in this package.
 *
 * @param name             as events and clients know it
 * @param priceDecimals    decimals of prices, 0 to 8
 * @param quantityDecimals decimals of quantities, 0 to 8
 * @param startPrice       first price, a multiple of the tick
 * @param tick             smallest step of the price
 * @param lot              smallest step of the quantity
 */
public record MarketSymbol(
    String name, int priceDecimals, int quantityDecimals, long startPrice, long tick, long lot) {

    /** Most decimals, those of mark prices. */
    public static final int MAX_DECIMALS = 8;

    /** Three liquid symbols, each with another scale. */
    public static final List<MarketSymbol> DEFAULT = List.of(
        new MarketSymbol("BTCUSDT", 2, 3, 8_309_160, 10, 1),
        new MarketSymbol("ETHUSDT", 2, 3, 267_354, 1, 1),
        new MarketSymbol("SOLUSDT", 4, 2, 1_402_500, 100, 1));

    /** Checks what the model relies on. */
    public MarketSymbol {
        if (priceDecimals < 0 || priceDecimals > MAX_DECIMALS
            || quantityDecimals < 0 || quantityDecimals > MAX_DECIMALS) {
            throw new IllegalArgumentException(name + ": decimals must be 0 to " + MAX_DECIMALS
                + ", price " + priceDecimals + ", quantity " + quantityDecimals);
        }
        if (tick <= 0 || lot <= 0 || startPrice <= 0 || startPrice % tick != 0) {
            throw new IllegalArgumentException(name + ": start price " + startPrice
                + " must be a positive multiple of tick " + tick + ", lot " + lot + " positive");
        }
    }
}
