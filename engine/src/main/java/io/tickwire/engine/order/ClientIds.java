package io.tickwire.engine.order;

/**
 * Client order ids from (key of the run, input sequence, ordinal): a replay makes the same, and no
 * other run, of this session, of another, or of a copy of its folder, makes one of them again. 19
 * characters of 0-9 and A-Z, base 36: 9 of the key, 8 of the sequence, 2 of the ordinal. Among a
 * million runs on one account, two have the same 9 with a probability of 1 in 200. Engine thread
 * only; does not allocate.
 */
final class ClientIds {
    static final int LENGTH = 19;
    private static final int KEY = 9;
    private static final int SEQUENCE = 8;
    private static final int ORDINAL = 2;

    private ClientIds() {
    }

    /** Writes an id in ASCII into {@code id}, which has {@link #LENGTH} bytes. */
    static void make(long orderKey, long sequence, int ordinal, byte[] id) {
        int at = put(id, 0, KEY, orderKey);
        at = put(id, at, SEQUENCE, sequence);
        put(id, at, ORDINAL, ordinal);
    }

    private static int put(byte[] id, int at, int digits, long value) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            int digit = (int) Long.remainderUnsigned(rest, 36);
            id[i] = (byte) (digit < 10 ? '0' + digit : 'A' + digit - 10);
            rest = Long.divideUnsigned(rest, 36);
        }
        return at + digits;
    }
}
