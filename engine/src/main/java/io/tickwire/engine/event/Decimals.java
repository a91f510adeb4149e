package io.tickwire.engine.event;

import java.math.BigDecimal;

/** Arithmetic on mantissas and powers of ten that reports overflow instead of wrapping. */
public final class Decimals {
    /** Most decimals of a venue's number that are kept; more are refused. */
    public static final int MAX_DECIMALS = 18;

    private static final long[] POWERS = new long[MAX_DECIMALS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Decimals() {
    }

    /**
     * A power of ten.
     *
     * @param exponent 0 to {@link #MAX_DECIMALS}
     * @return ten to that power
     */
    public static long powerOfTen(int exponent) {
        return POWERS[exponent];
    }

    /**
     * Writes a mantissa with more decimals; never rounds.
     *
     * @param mantissa value or {@link Event#ABSENT}
     * @param digits   how many decimals more, 0 to {@link #MAX_DECIMALS}
     * @return the same number, or {@link Event#ABSENT} where it was absent or does not fit
     */
    public static long widen(long mantissa, int digits) {
        if (digits == 0 || mantissa == 0 || mantissa == Event.ABSENT) {
            return mantissa;
        }
        long power = POWERS[digits];
        long wide = mantissa * power;
        return Math.multiplyHigh(mantissa, power) == wide >> 63 ? wide : Event.ABSENT;
    }

    /**
     * Brings a mantissa to another exponent; digits that are lost are cut towards zero.
     *
     * @param mantissa value or {@link Event#ABSENT}
     * @param from     its power of ten
     * @param to       the power of ten wanted
     * @return the number there, {@link Event#ABSENT} where absent or too large
     */
    public static long rescale(long mantissa, int from, int to) {
        if (mantissa == Event.ABSENT || from == to) {
            return mantissa;
        }
        if (from > to) {
            int digits = from - to;
            return digits <= MAX_DECIMALS ? widen(mantissa, digits)
                : mantissa == 0 ? 0 : Event.ABSENT;
        }
        return to - from > MAX_DECIMALS ? 0 : mantissa / POWERS[to - from];
    }

    /**
     * Brings a mantissa to another exponent; digits that are lost are rounded half up, away from
     * zero.
     *
     * @param mantissa value or {@link Event#ABSENT}
     * @param from     its power of ten
     * @param to       the power of ten wanted, at most {@link #MAX_DECIMALS} more
     * @return the nearest number there, {@link Event#ABSENT} where absent or too large
     */
    public static long rescaleHalfUp(long mantissa, int from, int to) {
        if (from >= to || mantissa == Event.ABSENT) {
            return rescale(mantissa, from, to);
        }
        long power = POWERS[to - from];
        long cut = mantissa / power;
        // At most twice a number below 10^18: no overflow.
        return Math.abs(mantissa % power) * 2 < power ? cut : cut + Long.signum(mantissa);
    }

    /**
     * The mantissa nearest to a double; halves go away from zero. Worked out in doubles, so of 17
     * digits and more the last ones are what the double has.
     *
     * @param value    any
     * @param exponent the power of ten wanted, -18 to 0
     * @return the mantissa, {@link Event#ABSENT} where it does not fit or is no number
     */
    public static long ofDouble(double value, int exponent) {
        double scaled = value * POWERS[-exponent];
        if (!(Math.abs(scaled) < 0x1p63)) {
            return Event.ABSENT;
        }
        long cut = (long) scaled;
        return Math.abs(scaled - cut) < 0.5 ? cut : cut + (scaled < 0 ? -1 : 1);
    }

    /**
     * Prints without exponent; for cold code.
     *
     * @param mantissa value or {@link Event#ABSENT}
     * @param exponent its power of ten
     * @return plain decimals, empty where absent
     */
    public static String toString(long mantissa, int exponent) {
        return mantissa == Event.ABSENT ? ""
            : BigDecimal.valueOf(mantissa, -exponent).toPlainString();
    }

    /**
     * The number as a double, for displays and for strategies that want one.
     *
     * @param mantissa value or {@link Event#ABSENT}
     * @param exponent its power of ten, -18 to 18
     * @return the nearest double, NaN where absent
     */
    public static double toDouble(long mantissa, int exponent) {
        if (mantissa == Event.ABSENT) {
            return Double.NaN;
        }
        return exponent <= 0 ? mantissa / (double) POWERS[-exponent]
            : mantissa * (double) POWERS[exponent];
    }
}
