package io.tickwire.transport.binance;

import io.tickwire.transport.json.JsonText;
import io.tickwire.transport.json.JsonType;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where the members of one object lie, by the slots of their keys. The keys of socket messages are
 * numbered here: the one-letter keys of the ticks and the words of envelopes and replies; those of
 * REST rows in {@link RestKeys}. Every other key is unknown. Of a key that comes twice the last
 * counts.
 */
final class RowFields {
    static final int STREAM = 27;
    static final int DATA = 28;
    static final int RESULT = 29;
    static final int ERROR = 30;
    static final int ID = 31;
    static final int CODE = 59;
    static final int LAST_UPDATE_ID = 60;
    static final int UNKNOWN = -1;

    /** Letters take the slots 1 to 26 and 33 to 58, so that one long says which are there. */
    private static final int SLOTS = Long.SIZE;
    private static final int LETTER_BASE = '@';

    private static final byte[] STREAM_KEY = ascii("stream");
    private static final byte[] DATA_KEY = ascii("data");
    private static final byte[] RESULT_KEY = ascii("result");
    private static final byte[] ERROR_KEY = ascii("error");
    private static final byte[] ID_KEY = ascii("id");
    private static final byte[] CODE_KEY = ascii("code");
    private static final byte[] LAST_UPDATE_ID_KEY = ascii("lastUpdateId");

    private final int[] types = new int[SLOTS];
    private final int[] starts = new int[SLOTS];
    private final int[] lengths = new int[SLOTS];
    private long present;
    private int start;
    private int length;

    private static byte[] ascii(String key) {
        return key.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Slot of a one-letter key.
     *
     * @param letter A to Z, a to z
     * @return its slot
     */
    static int slot(char letter) {
        return letter - LETTER_BASE;
    }

    /**
     * Slot of any key of a socket message; a {@link RowKeys}.
     *
     * @param buffer holds its text
     * @param start  offset of the first byte
     * @param length bytes
     * @return its slot or {@link #UNKNOWN}
     */
    static int slot(UnsafeBuffer buffer, int start, int length) {
        if (length == 1) {
            int letter = buffer.getByte(start);
            int upper = letter & ~0x20;
            return upper >= 'A' && upper <= 'Z' ? letter - LETTER_BASE : UNKNOWN;
        }
        return switch (length) {
            case 2 -> slotIf(buffer, start, length, ID_KEY, ID);
            case 4 -> buffer.getByte(start) == 'd' ? slotIf(buffer, start, length, DATA_KEY, DATA)
                : slotIf(buffer, start, length, CODE_KEY, CODE);
            case 5 -> slotIf(buffer, start, length, ERROR_KEY, ERROR);
            case 6 -> buffer.getByte(start) == 's'
                ? slotIf(buffer, start, length, STREAM_KEY, STREAM)
                : slotIf(buffer, start, length, RESULT_KEY, RESULT);
            case 12 -> slotIf(buffer, start, length, LAST_UPDATE_ID_KEY, LAST_UPDATE_ID);
            default -> UNKNOWN;
        };
    }

    private static int slotIf(UnsafeBuffer buffer, int start, int length, byte[] key, int slot) {
        return JsonText.equal(buffer, start, length, key) ? slot : UNKNOWN;
    }

    void begin(int objectStart) {
        present = 0;
        start = objectStart;
        length = 0;
    }

    void end(int objectEnd) {
        length = objectEnd - start;
    }

    void put(int slot, int type, int valueStart, int valueLength) {
        present |= 1L << slot;
        types[slot] = type;
        starts[slot] = valueStart;
        lengths[slot] = valueLength;
    }

    /** @return whether it has not one key that is known */
    boolean isEmpty() {
        return present == 0;
    }

    boolean has(int slot) {
        return (present & 1L << slot) != 0;
    }

    /** @return {@link JsonType} of a member, {@link JsonType#NONE} where there is none */
    int type(int slot) {
        return has(slot) ? types[slot] : JsonType.NONE;
    }

    /** @return offset of the value of a member that is there */
    int start(int slot) {
        return starts[slot];
    }

    /** @return bytes of the value of a member that is there */
    int length(int slot) {
        return lengths[slot];
    }

    /** @return offset of the object's brace */
    int start() {
        return start;
    }

    /** @return bytes of the object, braces included */
    int length() {
        return length;
    }
}
