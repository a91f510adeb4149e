package io.tickwire.engine.order;

/**
 * Client order ids from (session, incarnation, input sequence, ordinal): a replay makes the same, a
 * restart never reuses one. 19 characters of 0-9 and A-Z, base 36: 6 of the session's key, 2 of
 * the incarnation, 9 of the sequence, 2 of the ordinal. Engine thread only; does not allocate.
 */
final class ClientIds {
    static final int LENGTH = 19;
    private static final int SESSION = 6;
    private static final int INCARNATION = 2;
    private static final int SEQUENCE = 9;
    private static final int ORDINAL = 2;

    private final long orderKey;
    private final byte[] id = new byte[LENGTH];

    ClientIds(long orderKey) {
        this.orderKey = orderKey;
    }

    /** The id's bytes in ASCII, valid until the next call. */
    byte[] make(long incarnation, long sequence, int ordinal) {
        int at = put(0, SESSION, orderKey);
        at = put(at, INCARNATION, incarnation);
        at = put(at, SEQUENCE, sequence);
        put(at, ORDINAL, ordinal);
        return id;
    }

    private int put(int at, int digits, long value) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            int digit = (int) Long.remainderUnsigned(rest, 36);
            id[i] = (byte) (digit < 10 ? '0' + digit : 'A' + digit - 10);
            rest = Long.divideUnsigned(rest, 36);
        }
        return at + digits;
    }
}
