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
    private final int[] lengths = new int[PLACES];
    private final int[] ids = new int[PLACES];

    SymbolCache(InstrumentTable table) {
        this.table = table;
    }

    /**
     * Finds a symbol.
     *
     * @param buffer holds it, and two words from its first byte on, whatever they are
     * @param start  offset of the first byte
     * @param length bytes
     * @return its id, 0 where there is none, and where it is long or may be written with escapes
     */
    int find(UnsafeBuffer buffer, int start, int length) {
        if (length > MAX_LENGTH) {
            return 0;
        }
        long first = buffer.getLong(start, ByteOrder.LITTLE_ENDIAN) & FIRST_MASKS[length];
        long second = buffer.getLong(start + Long.BYTES, ByteOrder.LITTLE_ENDIAN)
            & SECOND_MASKS[length];
        int place = (int) ((first ^ second * SPREAD) * SPREAD >>> Long.SIZE - PLACES_BITS);
        if (firsts[place] != first || seconds[place] != second || lengths[place] != length) {
            int id = isPlain(buffer, start, length) ? table.find(buffer, start, length) : 0;
            if (id == 0) {
                return 0;
            }
            firsts[place] = first;
            seconds[place] = second;
            lengths[place] = length;
            ids[place] = id;
        }
        return ids[place];
    }

    /** What JSON writes otherwise, so that a name in the table may not be told by its bytes. */
    private static boolean isPlain(UnsafeBuffer buffer, int start, int length) {
        for (int i = start; i < start + length; i++) {
            byte each = buffer.getByte(i);
            if (each >= 0 && each < ' ' || each == '\\') {
                return false;
            }
        }
        return true;
    }
}
