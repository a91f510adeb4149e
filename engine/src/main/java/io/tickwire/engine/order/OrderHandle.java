package io.tickwire.engine.order;

/**
 * Handles of orders asked for: what a strategy names an order by from the moment it asks for it,
 * whether the order is ever sent or not. A replay makes the same; within a session none is made
 * twice, restarts included: inputs are numbered on. Only a restart after lost power may number its
 * inputs as those lost, and has another key.
 *
 * <pre>
 * bit 63       0, so that a handle is positive
 * bits 62..45  18 low bits of the run's order key: a handle kept from another session is most
 *              likely none of this one
 * bits 44..5   input sequence, 1 to 1,099,511,627,775: at 10,000 inputs a second three years
 * bits 4..0    ordinal of the request within the input, 0 to 31
 * </pre>
 */
public final class OrderHandle {
    /** No handle: the order was not taken. */
    public static final long NONE = 0;
    /** Last input of a session that may ask for orders. */
    public static final long MAX_SEQUENCE = (1L << 40) - 1;
    /** Last request of an input. */
    public static final int MAX_ORDINAL = (1 << 5) - 1;

    private static final int KEY_SHIFT = 45;
    private static final long KEY_MASK = (1 << 18) - 1;
    private static final int SEQUENCE_SHIFT = 5;

    private OrderHandle() {
    }

    /**
     * Makes one.
     *
     * @param orderKey of the run
     * @param sequence of the input, 1 to {@link #MAX_SEQUENCE}
     * @param ordinal  of the request within the input, 0 to {@link #MAX_ORDINAL}
     * @return positive
     * @throws IllegalStateException if one of them is past its limit, so that two orders would
     *                               share a handle
     */
    static long of(long orderKey, long sequence, int ordinal) {
        check("sequence", sequence, 1, MAX_SEQUENCE);
        check("ordinal", ordinal, 0, MAX_ORDINAL);
        return (orderKey & KEY_MASK) << KEY_SHIFT | sequence << SEQUENCE_SHIFT | ordinal;
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalStateException("no handle for another order: " + name + "=" + value
                + ", limit=" + most);
        }
    }
}
