package io.tickwire.engine.order;

/**
 * Handles of orders asked for: what a strategy names an order by from the moment it asks for it,
 * whether the order is ever sent or not. A replay makes the same; within a session none is made
 * twice, restarts included, though a restart after lost power may number its inputs as those lost.
 *
 * <pre>
 * bit 63       0, so that a handle is positive
 * bits 62..55  8 low bits of the session's order key: a handle kept from another session is most
 *              likely none of this one
 * bits 54..45  incarnation, 1 to 1,023
 * bits 44..5   input sequence, 1 to 1,099,511,627,775: at 10,000 inputs a second three years
 * bits 4..0    ordinal of the request within the input, 0 to 31
 * </pre>
 */
public final class OrderHandle {
    /** No handle: the order was not taken. */
    public static final long NONE = 0;
    /** Most runs of one session that may ask for orders. */
    public static final long MAX_INCARNATION = (1L << 10) - 1;
    /** Last input of a session that may ask for orders. */
    public static final long MAX_SEQUENCE = (1L << 40) - 1;
    /** Last request of an input. */
    public static final int MAX_ORDINAL = (1 << 5) - 1;

    private static final int SESSION_SHIFT = 55;
    private static final long SESSION_MASK = (1 << 8) - 1;
    private static final int INCARNATION_SHIFT = 45;
    private static final int SEQUENCE_SHIFT = 5;

    private OrderHandle() {
    }

    /**
     * Makes one.
     *
     * @param orderKey    of the session
     * @param incarnation 1 to {@link #MAX_INCARNATION}
     * @param sequence    of the input, 1 to {@link #MAX_SEQUENCE}
     * @param ordinal     of the request within the input, 0 to {@link #MAX_ORDINAL}
     * @return positive
     * @throws IllegalStateException if one of them is past its limit, so that two orders would
     *                               share a handle
     */
    static long of(long orderKey, long incarnation, long sequence, int ordinal) {
        check("incarnation", incarnation, 1, MAX_INCARNATION);
        check("sequence", sequence, 1, MAX_SEQUENCE);
        check("ordinal", ordinal, 0, MAX_ORDINAL);
        return (orderKey & SESSION_MASK) << SESSION_SHIFT | incarnation << INCARNATION_SHIFT
            | sequence << SEQUENCE_SHIFT | ordinal;
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalStateException("no handle for another order: " + name + "=" + value
                + ", limit=" + most);
        }
    }
}
