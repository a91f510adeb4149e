package io.tickwire.engine.market.account;

import io.tickwire.engine.market.MarketSymbol;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Amounts of the quote currency as mantissas with {@link #DECIMALS} decimals. What does not come
 * out even is rounded half up, away from zero; what does not fit throws ArithmeticException.
 */
public final class Money {
    /** Decimals of every amount. */
    public static final int DECIMALS = 8;

    private Money() {
    }

    /**
     * Price times quantity.
     *
     * @param symbol   whose decimals they have
     * @param price    of one unit
     * @param quantity negative for what is sold
     * @return their product
     */
    public static long notional(MarketSymbol symbol, long price, long quantity) {
        return product(price, symbol.priceDecimals(), quantity, symbol.quantityDecimals());
    }

    /** The product of two decimals. */
    static long product(long one, int oneDecimals, long other, int otherDecimals) {
        return rounded(BigDecimal.valueOf(one, oneDecimals)
            .multiply(BigDecimal.valueOf(other, otherDecimals)));
    }

    /** An amount times a fraction. */
    static long share(long amount, long numerator, long denominator) {
        return rounded(new BigDecimal(BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(numerator)), DECIMALS)
            .divide(BigDecimal.valueOf(denominator), DECIMALS, RoundingMode.HALF_UP));
    }

    private static long rounded(BigDecimal amount) {
        return amount.setScale(DECIMALS, RoundingMode.HALF_UP).unscaledValue().longValueExact();
    }
}
