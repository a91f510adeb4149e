package io.tickwire.replay.export;

import io.tickwire.engine.event.Event;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.agrona.AsciiEncoding;
import org.agrona.DirectBuffer;

/**
 * Text in UTF-8 that is written on from cell to cell and row to row: numbers go straight into its
 * bytes, without a string, so that a dump of a whole journal allocates nothing a record. One
 * thread.
 */
final class RowText {
    /** Of any long in decimal, with its sign. */
    private static final int MAX_DIGITS = 20;
    private static final int EIGHT = Long.BYTES;
    private static final long TEN_TO_8 = 100_000_000;
    private static final long[] POWERS_OF_TEN = new long[MAX_DIGITS - 1];

    static {
        for (int i = 0; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = i == 0 ? 1 : POWERS_OF_TEN[i - 1] * 10;
        }
    }

    /** Eight characters at once, the first one in the low byte. */
    private static final VarHandle CHARACTERS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final Base64.Encoder BASE64 = Base64.getEncoder();
    /** Longer bytes are rare enough to be copied into an array that is thrown away. */
    private static final int USUAL_LENGTH = 1 << 12;

    private byte[] bytes;
    private int length;
    /** What is to be encoded, by its length; null before the first. */
    private byte[][] plains;
    private byte[] encoded = new byte[0];

    /**
     * Empty.
     *
     * @param capacity bytes for a start; it grows
     */
    RowText(int capacity) {
        bytes = new byte[capacity];
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

    RowText put(Word word) {
        reserve(word.length() + Word.SHORT_LENGTH);
        CHARACTERS.set(bytes, length, word.first());
        CHARACTERS.set(bytes, length + Long.BYTES, word.second());
        if (word.length() > Word.SHORT_LENGTH) {
            putMore(word);
        }
        length += word.length();
        return this;
    }

    private void putMore(Word word) {
        for (int i = 0; i < word.more().length; i++) {
            CHARACTERS.set(
                bytes, length + Word.SHORT_LENGTH + i * Long.BYTES, word.more()[i]);
        }
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
        if (value >= 0) {
            return putNatural(value);
        }
        return value == Long.MIN_VALUE ? put(Long.toString(value)) : put('-').putNatural(-value);
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
        long digits = Math.abs(mantissa);
        int count = AsciiEncoding.digitCount(digits);
        int decimals = -exponent;
        if (count <= decimals) {
            return put('0').put('.').putZeros(decimals - count).putDigits(digits, count);
        }
        if (count <= EIGHT) {
            return putWithPoint(eight(digits, count), count, count - decimals);
        }
        long whole = digits / POWERS_OF_TEN[decimals];
        return putDigits(whole, count - decimals).put('.')
            .putDigits(digits - whole * POWERS_OF_TEN[decimals], decimals);
    }

    /** Makes room for the point among eight characters. */
    private RowText putWithPoint(long characters, int count, int whole) {
        reserve(EIGHT + 1);
        long front = -1L >>> (EIGHT - whole) * Byte.SIZE;
        CHARACTERS.set(bytes, length,
            characters & front | (characters & ~front) << Byte.SIZE);
        bytes[length + EIGHT] = (byte) (characters >>> Long.SIZE - Byte.SIZE);
        bytes[length + whole] = '.';
        length += count + 1;
        return this;
    }

    private RowText putNatural(long value) {
        return putDigits(value, AsciiEncoding.digitCount(value));
    }

    /** A number of at most so many digits, with zeros in front. */
    private RowText putDigits(long value, int count) {
        reserve(MAX_DIGITS + Long.BYTES);
        long rest = value;
        if (count > 2 * EIGHT) {
            long high = rest / (TEN_TO_8 * TEN_TO_8);
            putEight(high, count - 2 * EIGHT);
            rest -= high * (TEN_TO_8 * TEN_TO_8);
        }
        if (count > EIGHT) {
            long high = rest / TEN_TO_8;
            putEight(high, Math.min(count - EIGHT, EIGHT));
            rest -= high * TEN_TO_8;
        }
        return putEight(rest, Math.min(count, EIGHT));
    }

    private RowText putEight(long value, int count) {
        CHARACTERS.set(bytes, length, eight(value, count));
        length += count;
        return this;
    }

    /** At most eight digits, the first one in the low byte. */
    private static long eight(long value, int count) {
        // Four by four, two by two and one by one, all pairs at once.
        int least = (int) value;
        long fours = least / 10_000 | (long) (least % 10_000) << Integer.SIZE;
        long hundreds = fours * 10_486 >>> 20 & 0x7f_0000_007fL;
        long twos = hundreds | fours - hundreds * 100 << Short.SIZE;
        long tens = twos * 103 >>> 10 & 0xf_000f_000f_000fL;
        long ones = tens | twos - tens * 10 << Byte.SIZE;
        return (ones | 0x3030_3030_3030_3030L) >>> (EIGHT - count) * Byte.SIZE;
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

    /** Encoded by the JDK, which has the processor do it by many, but takes whole arrays. */
    RowText putBase64(DirectBuffer source, int offset, int count) {
        byte[] plain = ofLength(count);
        source.getBytes(offset, plain);
        if (encoded.length < (count + 2) / 3 * 4) {
            encoded = new byte[(count + 2) / 3 * 4];
        }
        int encodedLength = BASE64.encode(plain, encoded);
        reserve(encodedLength);
        System.arraycopy(encoded, 0, bytes, length, encodedLength);
        length += encodedLength;
        return this;
    }

    private byte[] ofLength(int count) {
        if (count >= USUAL_LENGTH) {
            return new byte[count];
        }
        if (plains == null) {
            plains = new byte[USUAL_LENGTH][];
        }
        if (plains[count] == null) {
            plains[count] = new byte[count];
        }
        return plains[count];
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
