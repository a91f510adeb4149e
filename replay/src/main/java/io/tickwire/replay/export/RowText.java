package io.tickwire.replay.export;

import io.tickwire.engine.event.Event;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Text in UTF-8 that is written on from cell to cell and row to row: numbers go straight into its
 * bytes, without a string, so that a dump of a whole journal allocates nothing a record. One
 * thread.
 */
final class RowText {
    /** Of any long in decimal, with its sign. */
    private static final int MAX_DIGITS = 20;
    private static final String BASE64 =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int SIX_BITS = 0x3f;
    private static final int TWELVE_BITS = 0xfff;
    /** The two characters of each twelve bits, the first one in the low byte. */
    private static final short[] BASE64_PAIRS = new short[TWELVE_BITS + 1];

    static {
        for (int bits = 0; bits < BASE64_PAIRS.length; bits++) {
            BASE64_PAIRS[bits] =
                (short) (BASE64.charAt(bits >> 6) | BASE64.charAt(bits & SIX_BITS) << 8);
        }
    }

    private static final VarHandle CHARACTERS =
        MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private final UnsafeBuffer buffer;
    private int length;

    /**
     * Empty.
     *
     * @param capacity bytes for a start; it grows
     */
    RowText(int capacity) {
        bytes = new byte[capacity];
        buffer = new UnsafeBuffer(bytes);
    }

    /** The bytes; other ones as soon as it grows. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Takes back what was written behind a length it had. */
    void cutTo(int earlierLength) {
        length = earlierLength;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
            buffer.wrap(bytes);
        }
    }

    RowText put(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    RowText put(byte[] utf8) {
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        return this;
    }

    RowText put(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next >= 0x80) {
                return put(text.substring(i).getBytes(StandardCharsets.UTF_8));
            }
            bytes[length++] = (byte) next;
        }
        return this;
    }

    RowText put(long value) {
        reserve(MAX_DIGITS);
        length += buffer.putLongAscii(length, value);
        return this;
    }

    /** A plain decimal, without exponent; a mantissa that is absent is no number. */
    RowText putDecimal(long mantissa, int exponent) {
        if (exponent >= 0 || mantissa == Event.ABSENT) {
            put(mantissa);
            return mantissa == 0 ? this : putZeros(exponent);
        }
        if (mantissa < 0) {
            put('-');
        }
        reserve(MAX_DIGITS + 1);
        int digits = buffer.putNaturalLongAscii(length + 1, Math.abs(mantissa));
        int whole = digits + exponent;
        if (whole <= 0) {
            return put('0').put('.').putZeros(-whole).putNatural(Math.abs(mantissa));
        }
        System.arraycopy(bytes, length + 1, bytes, length, whole);
        bytes[length + whole] = '.';
        length += digits + 1;
        return this;
    }

    private RowText putNatural(long value) {
        reserve(MAX_DIGITS);
        length += buffer.putNaturalLongAscii(length, value);
        return this;
    }

    private RowText putZeros(int count) {
        for (int i = 0; i < count; i++) {
            put('0');
        }
        return this;
    }

    /** Bytes that should be UTF-8; what is not becomes the character that says so. */
    RowText putUtf8(DirectBuffer source, int offset, int count) {
        reserve(count);
        source.getBytes(offset, bytes, length, count);
        for (int i = length; i < length + count; i++) {
            if (bytes[i] < 0) {
                return put(new String(bytes, length, count, StandardCharsets.UTF_8));
            }
        }
        length += count;
        return this;
    }

    RowText putBase64(DirectBuffer source, int offset, int count) {
        int encoded = (count + 2) / 3 * 4;
        // The bytes themselves go behind the room for their text, and two zeros behind them.
        reserve(encoded + count + 2);
        int from = length + encoded;
        source.getBytes(offset, bytes, from, count);
        bytes[from + count] = 0;
        bytes[from + count + 1] = 0;
        for (int to = length; to < length + encoded; to += 4, from += 3) {
            int bits = (bytes[from] & 0xff) << 16 | (bytes[from + 1] & 0xff) << 8
                | bytes[from + 2] & 0xff;
            int first = BASE64_PAIRS[bits >> 12] & 0xffff;
            CHARACTERS.set(bytes, to, first | BASE64_PAIRS[bits & TWELVE_BITS] << 16);
        }
        length += encoded;
        for (int padding = encoded / 4 * 3 - count; padding > 0; padding--) {
            bytes[length - padding] = '=';
        }
        return this;
    }

    /** Text from a place on. */
    String from(int place) {
        return new String(bytes, place, length - place, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return from(0);
    }
}
