package io.tickwire.transport.binance;

import io.tickwire.engine.instrument.InstrumentTable;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Ids of the symbols that came last, found by comparing two words. Ids never change. */
final class SymbolCache {
    private static final int PLACES_BITS = 8;
    private static final int PLACES = 1 << PLACES_BITS;
    private static final int MAX_LENGTH = 2 * Long.BYTES - 1;
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;
    /** What of the two words belongs to a symbol, by its length. */
    private static final long[] FIRST_MASKS = new long[MAX_LENGTH + 1];
    private static final long[] SECOND_MASKS = new long[MAX_LENGTH + 1];

    static {
        for (int length = 0; length <= MAX_LENGTH; length++) {
            int second = length - Long.BYTES;
            FIRST_MASKS[length] = second >= 0 ? -1 : ~(-1L << length * Byte.SIZE);
            SECOND_MASKS[length] = second <= 0 ? 0 : ~(-1L << second * Byte.SIZE);
        }
    }

    private final InstrumentTable table;
    private final long[] firsts = new long[PLACES];
    private final long[] seconds = new long[PLACES];
    private final int[] ids = new int[PLACES];

    SymbolCache(InstrumentTable table) {
        this.table = table;
    }

    /**
     * Finds a symbol.
     *
     * @param buffer holds it, and two words from its first byte on, whatever they are
     * @param start  offset of the first byte
     * @param length bytes, none of them 0
     * @return its id, 0 where there is none
     */
    int find(UnsafeBuffer buffer, int start, int length) {
        if (length > MAX_LENGTH) {
            return table.find(buffer, start, length);
        }
        long first = buffer.getLong(start, ByteOrder.LITTLE_ENDIAN) & FIRST_MASKS[length];
        long second = buffer.getLong(start + Long.BYTES, ByteOrder.LITTLE_ENDIAN)
            & SECOND_MASKS[length];
        int place = (int) ((first ^ second * SPREAD) * SPREAD >>> Long.SIZE - PLACES_BITS);
        if (firsts[place] != first || seconds[place] != second) {
            int id = table.find(buffer, start, length);
            if (id == 0) {
                return 0;
            }
            firsts[place] = first;
            seconds[place] = second;
            ids[place] = id;
        }
        return ids[place];
    }
}
