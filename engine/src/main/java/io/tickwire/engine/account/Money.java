package io.tickwire.engine.account;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Amounts of money: longs in units of 1e-8 of the settlement currency, so up to some 92 thousand
 * million of it. Products are worked out in 128 bits and rounded once, each to the side that its
 * caller names. Throughout the engine what we pay is rounded up in size and what we get is rounded
 * down, so that no sum is told better than it is. What does not fit, or is made of what is absent,
 * is {@link Event#ABSENT}: nothing wraps and nothing throws. Pure; sums do not allocate.
 */
public final class Money {
    /** Power of ten of every amount. */
    public static final int EXPONENT = -8;

    private Money() {
    }

    /**
     * What a quantity is worth.
     *
     * @param price            mantissa or {@link Event#ABSENT}
     * @param priceExponent    its power of ten, -18 to 18
     * @param quantity         mantissa or {@link Event#ABSENT}, of either sign
     * @param quantityExponent its power of ten, -18 to 18
     * @param rounding         of digits finer than an amount has; any but UNNECESSARY, HALF_DOWN
     *                         and HALF_EVEN
     * @return amount, {@link Event#ABSENT} where it does not fit
     */
    public static long of(
        long price, int priceExponent, long quantity, int quantityExponent,
        RoundingMode rounding) {
        return scaled(price, quantity, priceExponent + quantityExponent - EXPONENT, rounding);
    }

    /**
     * Part of an amount by a rate, for fees and funding.
     *
     * @param amount       or {@link Event#ABSENT}
     * @param rate         mantissa or {@link Event#ABSENT}
     * @param rateExponent its power of ten, -18 to 18
     * @param rounding     see {@link #of}
     * @return amount, {@link Event#ABSENT} where it does not fit
     */
    public static long rate(long amount, long rate, int rateExponent, RoundingMode rounding) {
        return scaled(amount, rate, rateExponent, rounding);
    }

    /**
     * Sum of two amounts.
     *
     * @param a amount or {@link Event#ABSENT}
     * @param b amount or {@link Event#ABSENT}
     * @return amount, {@link Event#ABSENT} where one is absent or the sum does not fit
     */
    public static long add(long a, long b) {
        long sum = a + b;
        boolean overflows = ((a ^ sum) & (b ^ sum)) < 0;
        return a == Event.ABSENT || b == Event.ABSENT || overflows ? Event.ABSENT : sum;
    }

    /**
     * Difference of two amounts.
     *
     * @param a amount or {@link Event#ABSENT}
     * @param b taken from it, or {@link Event#ABSENT}
     * @return amount, {@link Event#ABSENT} where one is absent or the difference does not fit
     */
    public static long subtract(long a, long b) {
        return b == Event.ABSENT ? Event.ABSENT : add(a, -b);
    }

    /**
     * An amount of a configuration. Allocates.
     *
     * @param decimal such as {@code 10000.5}
     * @return amount
     * @throws ArithmeticException if it has more than eight decimals or does not fit
     */
    public static long parse(String decimal) {
        return new BigDecimal(decimal).movePointRight(-EXPONENT).longValueExact();
    }

    /**
     * An amount for people, to the cent. Allocates.
     *
     * @param amount or {@link Event#ABSENT}
     * @return such as {@code 9957.19}, cut down to the cent; {@code ?} where absent
     */
    public static String cents(long amount) {
        return amount == Event.ABSENT ? "?" : Decimals.toString(
            Math.floorDiv(amount, Decimals.powerOfTen(-EXPONENT - 2)), -2);
    }

    /** The share of an amount that falls to a part, above 0, of a whole that is not smaller. */
    static long share(long amount, long part, long whole, RoundingMode rounding) {
        return amount == Event.ABSENT ? Event.ABSENT
            : product(amount, part, whole, 1, rounding);
    }

    /** What one unit costs where a quantity, above 0, costs an amount; halves go away from 0. */
    static long perUnit(long amount, long quantity, int quantityExponent, int exponent) {
        int digits = EXPONENT - quantityExponent - exponent;
        if (amount == Event.ABSENT || Math.abs(digits) > Decimals.MAX_DECIMALS) {
            return Event.ABSENT;
        }
        return digits >= 0
            ? product(amount, Decimals.powerOfTen(digits), quantity, 1, RoundingMode.HALF_UP)
            : product(amount, 1, quantity, Decimals.powerOfTen(-digits), RoundingMode.HALF_UP);
    }

    /** a * b * 10^shift. */
    private static long scaled(long a, long b, int shift, RoundingMode rounding) {
        if (a == Event.ABSENT || b == Event.ABSENT || shift < -2 * Decimals.MAX_DECIMALS) {
            return Event.ABSENT;
        }
        if (shift >= 0) {
            return Decimals.rescale(product(a, b, 1, 1, rounding), shift, 0);
        }
        int digits = Math.min(-shift, Decimals.MAX_DECIMALS);
        return product(a, b, Decimals.powerOfTen(digits), Decimals.powerOfTen(-shift - digits),
            rounding);
    }

    /**
     * a * b / divisor / power, exact but for one rounding at the end.
     *
     * @param a       not absent
     * @param b       not absent
     * @param divisor above 0
     * @param power   1, or an even number above 0
     */
    private static long product(
        long a, long b, long divisor, long power, RoundingMode rounding) {
        long high = Math.multiplyHigh(Math.abs(a), Math.abs(b));
        long low = Math.abs(a) * Math.abs(b);
        long firstHigh = high / divisor;
        long first = quotient(high % divisor, low, divisor);
        if (firstHigh >= power) {
            return Event.ABSENT;
        }
        long second = quotient(firstHigh, first, power);
        if (second < 0) {
            return Event.ABSENT;
        }
        // Both are below their divisors, so what wraps here comes out right.
        long firstRest = low - first * divisor;
        long secondRest = first - second * power;
        boolean negative = a < 0 != b < 0;
        boolean away = switch (rounding) {
            case UP -> true;
            case CEILING -> !negative;
            case FLOOR -> negative;
            case HALF_UP -> power == 1
                ? firstRest >= divisor - firstRest : secondRest >= power - secondRest;
            default -> false;
        };
        long size = away && (firstRest | secondRest) != 0 ? second + 1 : second;
        // One beyond the largest number is the absent one, which is its own negative.
        return negative ? -size : size;
    }

    /** Of high * 2^64 + low, unsigned, by a divisor above high: fits 64 bits, unsigned. */
    private static long quotient(long high, long low, long divisor) {
        if (high == 0) {
            return Long.divideUnsigned(low, divisor);
        }
        long rest = high;
        long quotient = 0;
        for (int bit = Long.SIZE - 1; bit >= 0; bit--) {
            // Below twice the divisor, which is below 2^63.
            rest = rest << 1 | low >>> bit & 1;
            quotient <<= 1;
            if (Long.compareUnsigned(rest, divisor) >= 0) {
                rest -= divisor;
                quotient |= 1;
            }
        }
        return quotient;
    }
}
