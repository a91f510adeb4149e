package io.tickwire.engine.event;

/** Bits of the flags byte of a header. */
public final class Flags {
    /** Repeats state at the head of a segment; no input. */
    public static final int HEAD = 1;
    /** A 24 h quantity did not fit beside the others and is absent. */
    public static final int QUANTITY_ABSENT = 2;
    /** The variable part was cut to its limit; the body has the full length. */
    public static final int CUT = 4;
    /** Of an INSTRUMENT: its scale and limits are not known yet; another one will state them. */
    public static final int PROVISIONAL = 8;

    private Flags() {
    }

    /**
     * The set bits in words.
     *
     * @param flags the byte
     * @return names joined by a plus sign, empty for none
     */
    public static String names(int flags) {
        StringBuilder names = new StringBuilder();
        append(names, flags, HEAD, "head");
        append(names, flags, QUANTITY_ABSENT, "quantity-absent");
        append(names, flags, CUT, "cut");
        append(names, flags, PROVISIONAL, "provisional");
        return names.toString();
    }

    private static void append(StringBuilder names, int flags, int bit, String name) {
        if ((flags & bit) != 0) {
            names.append(names.length() == 0 ? "" : "+").append(name);
        }
    }
}
