package io.tickwire.transport.json;

/** Decimal digits in ASCII, eight at a time: the first byte of the text is the word's lowest. */
final class Digits {
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long ZEROS = ONES * '0';
    /** Carries whatever is above nine into the high bit. */
    private static final long ABOVE_NINE = ONES * (0x7f - 9);

    private Digits() {
    }

    /** Marks bytes that are no digits; exact up to the first one. */
    static long others(long word) {
        long values = word ^ ZEROS;
        return (values + ABOVE_NINE | values) & HIGH_BITS;
    }

    /** How many digits a word begins with, 0 to 8. */
    static int count(long word) {
        return Long.numberOfTrailingZeros(others(word)) >>> 3;
    }

    /** The number that eight digits make: pairs, then fours, then all of them. */
    static long value(long word) {
        long pairs = (word & ONES * 0x0f) * (10 << 8 | 1) >>> 8;
        long fours = (pairs & 0x00ff_00ff_00ff_00ffL) * (100L << 16 | 1) >>> 16;
        return (fours & 0x0000_ffff_0000_ffffL) * (10_000L << 32 | 1) >>> 32;
    }

    /** The number that the first digits of a word make, 0 of none. */
    static long value(long word, int count) {
        // As if zeros stood in front. In two halves, since a shift by all 64 bits would do nothing.
        int half = Integer.SIZE - count * (Byte.SIZE / 2);
        return value(word << half << half);
    }
}
