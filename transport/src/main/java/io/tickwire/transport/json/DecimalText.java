package io.tickwire.transport.json;

import io.tickwire.engine.event.Decimals;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Parses a plain decimal, as venues write prices and quantities into strings: an optional sign,
 * digits, and optionally a point and more digits; no exponent. Holds the last result. Not
 * thread-safe.
 */
public final class DecimalText {
    /** Result of parsing. */
    public enum Outcome {
        /** Read. */
        GOOD,
        /** Not a plain decimal. */
        MALFORMED,
        /**
         * More decimals than {@link Decimals#MAX_DECIMALS}, or more digits than a long holds,
         * zeros at the end left out.
         */
        OUT_OF_RANGE
    }

    /** So many characters never exceed a long, nor the decimals that are kept. */
    private static final int SAFE_LENGTH = 18;
    private static final int NO_POINT = -1;

    private long mantissa;
    private int decimals;

    /** @return digits as an integer, the sign applied; never the reserved value */
    public long mantissa() {
        return mantissa;
    }

    /** @return how many of the digits stand behind the point, zeros at the end included that fit */
    public int decimals() {
        return decimals;
    }

    /**
     * Reads a text; what it says counts only if good.
     *
     * @param buffer holds it
     * @param start  offset of the first byte
     * @param length bytes
     * @return what became of it
     */
    public Outcome parse(UnsafeBuffer buffer, int start, int length) {
        int end = start + length;
        int first = length > 0 ? buffer.getByte(start) : 0;
        int at = first == '-' || first == '+' ? start + 1 : start;
        if (length > SAFE_LENGTH) {
            return parseLong(buffer, at, end, first == '-');
        }
        int point = NO_POINT;
        int whole = at;
        long value = 0;
        for (; at < end; at++) {
            int digit = buffer.getByte(at) - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (digit == '.' - '0' && point == NO_POINT && at > whole) {
                point = at;
            } else {
                return Outcome.MALFORMED;
            }
        }
        if (at == whole || point == end - 1) {
            return Outcome.MALFORMED;
        }
        mantissa = first == '-' ? -value : value;
        decimals = point == NO_POINT ? 0 : end - 1 - point;
        return Outcome.GOOD;
    }

    /** Zeros that end it are kept as long as they fit: they change nothing. */
    private Outcome parseLong(UnsafeBuffer buffer, int whole, int end, boolean negative) {
        int point = NO_POINT;
        long value = 0;
        int kept = 0;
        int zeros = 0;
        boolean fits = true;
        for (int at = whole; at < end; at++) {
            int digit = buffer.getByte(at) - '0';
            if (digit >= 0 && digit <= 9) {
                if (point == NO_POINT) {
                    fits &= value <= (Long.MAX_VALUE - digit) / 10;
                    value = fits ? value * 10 + digit : 0;
                } else if (digit == 0) {
                    zeros++;
                } else {
                    kept += zeros + 1;
                    fits &= kept <= Decimals.MAX_DECIMALS;
                    for (; zeros > 0 && fits; zeros--) {
                        fits = value <= Long.MAX_VALUE / 10;
                        value *= 10;
                    }
                    zeros = 0;
                    fits &= value <= (Long.MAX_VALUE - digit) / 10;
                    value = fits ? value * 10 + digit : 0;
                }
            } else if (digit == '.' - '0' && point == NO_POINT && at > whole) {
                point = at;
            } else {
                return Outcome.MALFORMED;
            }
        }
        if (point == end - 1) {
            return Outcome.MALFORMED;
        }
        for (; zeros > 0 && kept < Decimals.MAX_DECIMALS && value <= Long.MAX_VALUE / 10; zeros--) {
            value *= 10;
            kept++;
        }
        mantissa = negative ? -value : value;
        decimals = kept;
        return fits ? Outcome.GOOD : Outcome.OUT_OF_RANGE;
    }
}
