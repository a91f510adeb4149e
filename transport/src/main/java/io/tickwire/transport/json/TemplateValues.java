package io.tickwire.transport.json;

import io.tickwire.engine.event.Decimals;
import org.agrona.UnsafeApi;

/**
 * Reads the values of a {@link JsonTemplate}. Each method is told the address at which a value
 * begins, and answers how many bytes it has, below zero where it is none; {@link #READ_AHEAD} bytes
 * from there on must be readable. A number goes to the address of its value, and
 * {@link #DECIMALS} behind it goes how many of its digits stand behind the point.
 *
 * <p>Points and lengths change from message to message, so nothing branches on them. Where a value
 * ends is found first and by few operations, since all that follows waits for it.
 */
final class TemplateValues {
    /** It is no such value. */
    static final int NONE = -1;
    /** From a value to its decimals, bytes. */
    static final int DECIMALS = JsonTemplate.MAX_VALUES * Long.BYTES;
    /** Behind the beginning of a value, bytes. */
    static final int READ_AHEAD = 32;
    /** Of a decimal with sign and point; no number of so many characters overflows. */
    static final int MAX_LENGTH = 18;

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    /** Digits have this bit; quote, point, minus and comma do not. */
    private static final long DIGIT_BITS = ONES << 4;
    /** Makes the number of a bit that of its byte's first bit. */
    private static final int BYTES = 0x78;
    private static final int WORD = Long.SIZE;
    private static final int TRUE = 't' | 'r' << 8 | 'u' << 16 | 'e' << 24;
    private static final int FALSE = 'f' | 'a' << 8 | 'l' << 16 | 's' << 24;

    private TemplateValues() {
    }

    private static long word(long at) {
        return UnsafeApi.getLong(at);
    }

    /** How many bits stand before the byte of the lowest one. */
    private static int before(long bits) {
        return Long.numberOfTrailingZeros(bits) & BYTES;
    }

    /**
     * A decimal in a string; behind it stands a quote. What ends it and what parts it are found by
     * single bits; whatever else looks like them is no digit, or no text that follows. Long ones
     * and negative ones are rare.
     */
    static int decimal(long from, long target) {
        long word = word(from);
        long next = word(from + Long.BYTES);
        int size = before(~(word | word << 1) & DIGIT_BITS);
        size += before(~(next | next << 1) & DIGIT_BITS) & -(size >>> 6);
        int whole = before(~word & DIGIT_BITS);
        if (size == 2 * WORD || whole == WORD || whole == 0) {
            return longDecimal(from, target);
        }
        int point = whole - size >> Integer.SIZE - 1;
        int fraction = size - Byte.SIZE - whole & point;
        if (fraction > WORD) {
            return longDecimal(from, target);
        }
        long wholes = Digits.of(word) << -whole;
        long fractions = Digits.of(word(from + (size - fraction >>> 3))) << -fraction & point;
        long value;
        long others;
        if (whole + fraction <= WORD) {
            long digits = wholes >>> fraction | fractions;
            others = Digits.others(digits);
            value = Digits.value(digits);
        } else {
            others = Digits.others(wholes) | Digits.others(fractions);
            value = Digits.value(wholes) * Decimals.powerOfTen(fraction >>> 3)
                + Digits.value(fractions);
        }
        put(target, value, fraction >>> 3);
        return others == 0 && (point == 0 || isPoint(from + (whole >>> 3), fraction))
            ? size >>> 3 : NONE;
    }

    private static boolean isPoint(long at, int fraction) {
        return UnsafeApi.getByte(at) == '.' && fraction != 0;
    }

    private static void put(long target, long value, long decimals) {
        UnsafeApi.putLong(target, value);
        UnsafeApi.putLong(target + DECIMALS, decimals);
    }

    private static int longDecimal(long from, long target) {
        int minus = UnsafeApi.getByte(from) == '-' ? 1 : 0;
        long at = from + minus;
        long point = 0;
        long value = 0;
        for (; at - from <= MAX_LENGTH; at++) {
            int digit = UnsafeApi.getByte(at) - '0';
            if (digit == '.' - '0' && point == 0 && at > from + minus) {
                point = at;
            } else if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else {
                break;
            }
        }
        if (at == from + minus || at - from > MAX_LENGTH || at == point + 1) {
            return NONE;
        }
        put(target, minus == 0 ? value : -value, point == 0 ? 0 : at - point - 1);
        return (int) (at - from);
    }

    /** An integer that is not negative, of at most sixteen digits; the text behind it ends it. */
    static int integer(long from, long target) {
        long word = Digits.of(word(from));
        int size = before(Digits.others(word));
        long value = Digits.value(word << -size);
        if (size == WORD) {
            long next = Digits.of(word(from + Long.BYTES));
            int more = before(Digits.others(next));
            long low = more == 0 ? 0 : Digits.value(next << -more);
            value = value * Decimals.powerOfTen(more >>> 3) + low;
            size += more;
        }
        UnsafeApi.putLong(target, value);
        return isInteger((byte) word, size) ? size >>> 3 : NONE;
    }

    /** The same where nobody wants to know it. */
    static int integerSize(long from) {
        long word = Digits.of(word(from));
        int size = before(Digits.others(word));
        if (size == WORD) {
            size += before(Digits.others(Digits.of(word(from + Long.BYTES))));
        }
        return isInteger((byte) word, size) ? size >>> 3 : NONE;
    }

    /** Zeros in front are not JSON. */
    private static boolean isInteger(byte first, int size) {
        return size == Byte.SIZE || size > 0 && first != 0;
    }

    /** True or false, as 1 or 0. */
    static int bool(long at, long target) {
        int word = UnsafeApi.getInt(at);
        UnsafeApi.putLong(target, word == TRUE ? 1 : 0);
        if (word == TRUE) {
            return Integer.BYTES;
        }
        return word == FALSE && UnsafeApi.getByte(at + Integer.BYTES) == 'e'
            ? Integer.BYTES + 1 : NONE;
    }

    /** A string of at most 15 bytes, whatever they are; behind it stands a quote. */
    static int shortString(long from) {
        int size = before(quotes(word(from)));
        size += before(quotes(word(from + Long.BYTES))) & -(size >>> 6);
        return size == 2 * WORD ? NONE : size >>> 3;
    }

    /** Marks quotes; exact up to the first one. */
    private static long quotes(long word) {
        long others = word ^ QUOTES;
        return others - ONES & ~others & HIGH_BITS;
    }

    /** Whether a string is the same as another, of at most 15 bytes. */
    static boolean isSame(long string, long other, int length) {
        int same = before(word(string) ^ word(other));
        same += before(word(string + Long.BYTES) ^ word(other + Long.BYTES)) & -(same >>> 6);
        return same >>> 3 >= length && UnsafeApi.getByte(string + length) == '"';
    }

    /** A plain string behind which there is a quote: no escapes, no character beyond ASCII. */
    static int string(long from, long end) {
        for (long at = from; at < end; at += 2 * Long.BYTES) {
            int plain = before(JsonScanner.unusual(word(at)));
            plain += before(JsonScanner.unusual(word(at + Long.BYTES))) & -(plain >>> 6);
            if (plain < 2 * WORD) {
                long quote = at + (plain >>> 3);
                return UnsafeApi.getByte(quote) == '"' ? (int) (quote - from) : NONE;
            }
        }
        return NONE;
    }
}
