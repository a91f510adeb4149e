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
    /** Of any long. */
    private static final int MAX_DIGITS = 19;
    private static final int EIGHT = Long.BYTES;
    /** With its sign and a point, and what is written behind it by eights. */
    private static final int MAX_NUMBER_LENGTH = MAX_DIGITS + 2 + EIGHT + Word.SHORT_LENGTH;
    private static final long TEN_TO_8 = 100_000_000;
    /** 2^40 / 10,000, rounded up: exact for quotients of numbers of eight digits. */
    private static final long FOUR_DIGITS_INVERSE = 109_951_163;
    private static final int FOUR_DIGITS_SHIFT = 40;
    private static final long[] POWERS_OF_TEN = new long[MAX_DIGITS];

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
        length = word(length, word);
        return this;
    }

    /** Two in one go, so that not each has to wait for where the one before it ends. */
    RowText put(Word before, Word word) {
        reserve(before.length() + word.length() + Word.SHORT_LENGTH);
        length = word(word(length, before), word);
        return this;
    }

    /** The same; nothing at all where the second is empty. */
    RowText putIfAny(Word before, Word word) {
        return word.length() == 0 ? this : put(before, word);
    }

    private int word(int at, Word word) {
        CHARACTERS.set(bytes, at, word.first());
        CHARACTERS.set(bytes, at + Long.BYTES, word.second());
        if (word.length() > Word.SHORT_LENGTH) {
            for (int i = 0; i < word.more().length; i++) {
                CHARACTERS.set(bytes, at + Word.SHORT_LENGTH + i * Long.BYTES, word.more()[i]);
            }
        }
        return at + word.length();
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
        return put(Word.NOTHING, value);
    }

    RowText put(Word before, long value) {
        reserve(before.length() + MAX_NUMBER_LENGTH);
        length = number(word(length, before), value);
        return this;
    }

    /** A plain decimal, without exponent; a mantissa that is absent is no number. */
    RowText putDecimal(Word before, long mantissa, int exponent) {
        reserve(before.length() + MAX_NUMBER_LENGTH + Math.abs(exponent));
        length = decimal(word(length, before), mantissa, exponent);
        return this;
    }

    private int decimal(int start, long mantissa, int exponent) {
        if (exponent >= 0 || mantissa == Event.ABSENT) {
            int at = number(start, mantissa);
            return mantissa == 0 ? at : zeros(at, exponent);
        }
        int at = start;
        if (mantissa < 0) {
            bytes[at++] = '-';
        }
        long digits = Math.abs(mantissa);
        int count = AsciiEncoding.digitCount(digits);
        int decimals = -exponent;
        if (count <= decimals) {
            bytes[at] = '0';
            bytes[at + 1] = '.';
            return digits(zeros(at + 2, decimals - count), digits, count);
        }
        if (count <= EIGHT) {
            return withPoint(at, eight(digits, count), count, count - decimals);
        }
        long whole = digits / POWERS_OF_TEN[decimals];
        at = digits(at, whole, count - decimals);
        bytes[at] = '.';
        return digits(at + 1, digits - whole * POWERS_OF_TEN[decimals], decimals);
    }

    /** Makes room for the point among eight characters. */
    private int withPoint(int at, long characters, int count, int whole) {
        long front = -1L >>> (EIGHT - whole) * Byte.SIZE;
        CHARACTERS.set(bytes, at, characters & front | (characters & ~front) << Byte.SIZE);
        bytes[at + EIGHT] = (byte) (characters >>> Long.SIZE - Byte.SIZE);
        bytes[at + whole] = '.';
        return at + count + 1;
    }

    private int number(int at, long value) {
        if (value >= 0) {
            return digits(at, value, AsciiEncoding.digitCount(value));
        }
        bytes[at] = '-';
        if (value == Long.MIN_VALUE) {
            // Has no positive one; its last digit is 8.
            bytes[digits(at + 1, -(value / 10), MAX_DIGITS - 1)] = '8';
            return at + 1 + MAX_DIGITS;
        }
        return digits(at + 1, -value, AsciiEncoding.digitCount(-value));
    }

    /** A number of at most so many digits, with zeros in front. */
    private int digits(int start, long value, int count) {
        int at = start;
        long rest = value;
        if (count > 2 * EIGHT) {
            long high = rest / (TEN_TO_8 * TEN_TO_8);
            CHARACTERS.set(bytes, at, eight(high, count - 2 * EIGHT));
            at += count - 2 * EIGHT;
            rest -= high * (TEN_TO_8 * TEN_TO_8);
        }
        if (count > EIGHT) {
            long high = rest / TEN_TO_8;
            int more = Math.min(count - EIGHT, EIGHT);
            CHARACTERS.set(bytes, at, eight(high, more));
            at += more;
            rest -= high * TEN_TO_8;
        }
        CHARACTERS.set(bytes, at, eight(rest, Math.min(count, EIGHT)));
        return start + count;
    }

    private int zeros(int start, int count) {
        Arrays.fill(bytes, start, start + count, (byte) '0');
        return start + count;
    }

    /** At most eight digits, the first one in the low byte. */
    private static long eight(long value, int count) {
        // Four by four, two by two and one by one, all pairs at once. To put what is left behind
        // its quotient takes one product: (n << k) - quotient * ((divisor << k) - 1) is
        // (n - quotient * divisor << k) + quotient, and n << k does not wait for the quotient.
        long high = value * FOUR_DIGITS_INVERSE >>> FOUR_DIGITS_SHIFT;
        long fours = (value << Integer.SIZE) - high * ((10_000L << Integer.SIZE) - 1);
        long hundreds = fours * 10_486 >>> 20 & 0x7f_0000_007fL;
        long twos = (fours << Short.SIZE) - hundreds * ((100L << Short.SIZE) - 1);
        long tens = twos * 103 >>> 10 & 0xf_000f_000f_000fL;
        long ones = (twos << Byte.SIZE) - tens * ((10L << Byte.SIZE) - 1);
        return (ones | 0x3030_3030_3030_3030L) >>> (EIGHT - count) * Byte.SIZE;
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
