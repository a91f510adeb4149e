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

    /** Makes digits of text; what is no digit is above nine. */
    static long of(long text) {
        return text ^ ZEROS;
    }

    /** Marks bytes that are no digits; exact up to the first one. */
    static long others(long digits) {
        return (digits + ABOVE_NINE | digits) & HIGH_BITS;
    }

    /** The number that eight digits make: pairs, then fours, then all of them. */
    static long value(long digits) {
        long pairs = digits * (10 << 8 | 1) >>> 8;
        long fours = (pairs & 0x00ff_00ff_00ff_00ffL) * (100L << 16 | 1) >>> 16;
        return (fours & 0x0000_ffff_0000_ffffL) * (10_000L << 32 | 1) >>> 32;
    }
}
