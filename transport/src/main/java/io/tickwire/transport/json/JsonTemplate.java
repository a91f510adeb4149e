package io.tickwire.transport.json;

import io.tickwire.engine.event.Decimals;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the messages of one stream have in common: the text between their values, byte for byte,
 * and the type of each value. A message that fits is checked and read in one pass, eight bytes at
 * a time, without looking for keys:
 *
 * <pre>
 * {"e":"bookTicker","u":   11757092630476   ,"s":"   BTCUSDT   ","b":"   83091.60   " ... }
 * text                     INTEGER          text     NAME      text      DECIMAL      text
 * </pre>
 *
 * <p>Whatever is unusual does not fit: an escape, a character beyond ASCII, a sign of plus, a
 * negative integer, a number of very many digits, white space that the first message did not have.
 * A {@link JsonScanner} reads those, so a template may refuse what it likes but must never take
 * what the scanner would not take, or read it otherwise. Allocates nothing once made, also when
 * it is made anew for another shape. Not thread-safe.
 */
public final class JsonTemplate {
    /** Bytes behind a message that must be readable, whatever they are. */
    public static final int READ_AHEAD = 64;
    /** Most pieces of text and values. */
    public static final int MAX_STEPS = 128;

    /** What follows a piece of text: more text. */
    private static final byte TEXT = 0;
    /** A decimal in a string, read. */
    private static final byte DECIMAL = 1;
    /** An integer that is not negative, read. */
    private static final byte INTEGER = 2;
    /** A literal, true or false, read as 1 or 0. */
    private static final byte BOOL = 3;
    /** A string whose place is noted. */
    private static final byte NAME = 4;
    /** A string of no interest. */
    private static final byte ANY_STRING = 5;
    /** An integer of no interest. */
    private static final byte ANY_INTEGER = 6;

    /** Beyond every end: this does not fit. */
    private static final int NOWHERE = Integer.MAX_VALUE - READ_AHEAD;
    /** As long as this, sign and point included, no number overflows. */
    private static final int MAX_DECIMAL_LENGTH = 18;
    private static final int TRUE = 't' | 'r' << 8 | 'u' << 16 | 'e' << 24;
    private static final int FALSE = 'f' | 'a' << 8 | 'l' << 16 | 's' << 24;

    private final long[] values;
    private final int[] decimals;

    private final long[] texts = new long[MAX_STEPS];
    private final long[] masks = new long[MAX_STEPS];
    private final int[] lengths = new int[MAX_STEPS];
    private final byte[] types = new byte[MAX_STEPS];
    private final int[] targets = new int[MAX_STEPS];
    private int steps;

    private UnsafeBuffer buffer;
    private int nameStart;
    private int nameLength;

    /**
     * Fits nothing yet.
     *
     * @param values   get what is read, by the number of the value
     * @param decimals get how many digits of it stand behind the point
     */
    public JsonTemplate(long[] values, int[] decimals) {
        this.values = values;
        this.decimals = decimals;
    }

    /** Forgets all steps. */
    public void clear() {
        steps = 0;
    }

    /**
     * Adds text that every message has.
     *
     * @param source holds it
     * @param start  offset of its first byte
     * @param end    offset behind its last byte
     * @return whether there was room
     */
    public boolean text(UnsafeBuffer source, int start, int end) {
        for (int at = start; at < end && steps < MAX_STEPS; at += Long.BYTES) {
            int length = Math.min(Long.BYTES, end - at);
            long text = 0;
            for (int i = 0; i < length; i++) {
                text |= (source.getByte(at + i) & 0xffL) << i * Byte.SIZE;
            }
            texts[steps] = text;
            masks[steps] = -1L >>> Long.SIZE - length * Byte.SIZE;
            lengths[steps] = length;
            types[steps++] = TEXT;
        }
        return steps < MAX_STEPS;
    }

    /** Behind the text comes a decimal in a string; it becomes the value of that number. */
    public void decimal(int target) {
        value(DECIMAL, target);
    }

    /** Behind the text comes an integer; it becomes the value of that number. */
    public void integer(int target) {
        value(INTEGER, target);
    }

    /** Behind the text comes true or false; it becomes the value of that number. */
    public void bool(int target) {
        value(BOOL, target);
    }

    /** Behind the text comes a string; it becomes the name. */
    public void name() {
        value(NAME, 0);
    }

    /** Behind the text comes a string that is not kept. */
    public void anyString() {
        value(ANY_STRING, 0);
    }

    /** Behind the text comes an integer that is not kept. */
    public void anyInteger() {
        value(ANY_INTEGER, 0);
    }

    /** A value always follows some text: a quote, a colon. */
    private void value(byte type, int target) {
        types[steps - 1] = type;
        targets[steps - 1] = target;
    }

    /**
     * Reads a message; what it says counts only if it fits.
     *
     * @param source holds it, and {@link #READ_AHEAD} bytes more
     * @param start  offset of the first byte
     * @param length bytes
     * @return whether it fits
     */
    public boolean read(UnsafeBuffer source, int start, int length) {
        buffer = source;
        int end = start + length;
        int at = start;
        int count = steps;
        for (int i = 0; i < count; i++) {
            if (((word(at) ^ texts[i]) & masks[i]) != 0) {
                return false;
            }
            at += lengths[i];
            switch (types[i]) {
                case DECIMAL -> at = decimal(at, targets[i]);
                case INTEGER -> at = integer(at, targets[i]);
                case BOOL -> at = bool(at, targets[i]);
                case NAME -> {
                    nameStart = at;
                    at = stringEnd(at, end);
                    nameLength = at - nameStart;
                }
                case ANY_STRING -> at = stringEnd(at, end);
                case ANY_INTEGER -> at = integerEnd(at);
                default -> { }
            }
            if (at > end) {
                return false;
            }
        }
        return at == end && count > 0;
    }

    /** @return offset of the first byte of the name */
    public int nameStart() {
        return nameStart;
    }

    /** @return bytes of the name */
    public int nameLength() {
        return nameLength;
    }

    private long word(int at) {
        return buffer.getLong(at, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The text behind it begins with a quote, which ends the number. Signs and points come and go
     * from message to message, so nothing branches on them.
     */
    private int decimal(int from, int target) {
        int negative = (buffer.getByte(from) & 0xff ^ '-') - 1 >>> Integer.SIZE - 1;
        int first = from + negative;
        long word = word(first);
        int count = Digits.count(word);
        long value = Digits.value(word, count);
        int at = first + count;
        if (count == Long.BYTES) {
            word = word(at);
            count = Digits.count(word);
            value = value * Decimals.powerOfTen(count) + Digits.value(word, count);
            at += count;
        }
        int whole = at - first;
        int point = (buffer.getByte(at) & 0xff ^ '.') - 1 >>> Integer.SIZE - 1;
        at += point;
        // Without a point no digit follows, unless there are too many.
        word = word(at);
        count = Digits.count(word);
        value = value * Decimals.powerOfTen(count) + Digits.value(word, count);
        int kept = count;
        if (count == Long.BYTES) {
            word = word(at + count);
            count = Digits.count(word);
            value = value * Decimals.powerOfTen(count) + Digits.value(word, count);
            kept += count;
        }
        at += kept;
        if (whole == 0 || (kept > 0) != (point > 0) || at - from > MAX_DECIMAL_LENGTH) {
            return NOWHERE;
        }
        values[target] = (value ^ -negative) + negative;
        decimals[target] = kept;
        return at;
    }

    /** The text behind it begins with what ends a number. */
    private int integer(int from, int target) {
        long word = word(from);
        int count = Digits.count(word);
        long value = Digits.value(word, count);
        int at = from + count;
        if (count == Long.BYTES) {
            long more = word(at);
            count = Digits.count(more);
            value = value * Decimals.powerOfTen(count) + Digits.value(more, count);
            at += count;
        }
        values[target] = value;
        return isInteger((byte) word, at - from) ? at : NOWHERE;
    }

    private int integerEnd(int from) {
        long word = word(from);
        int count = Digits.count(word);
        int at = from + count;
        if (count == Long.BYTES) {
            at += Digits.count(word(at));
        }
        return isInteger((byte) word, at - from) ? at : NOWHERE;
    }

    /** Zeros in front are not JSON. */
    private static boolean isInteger(byte first, int digits) {
        return digits == 1 || digits > 0 && first != '0';
    }

    private int bool(int at, int target) {
        int word = buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
        if (word == TRUE) {
            values[target] = 1;
            return at + Integer.BYTES;
        }
        values[target] = 0;
        return word == FALSE && buffer.getByte(at + Integer.BYTES) == 'e'
            ? at + Integer.BYTES + 1 : NOWHERE;
    }

    /** The quote that ends a plain string; the text behind it begins with that. */
    private int stringEnd(int from, int end) {
        int at = from;
        while (at < end) {
            int first = Long.numberOfTrailingZeros(JsonScanner.unusual(word(at))) >>> 3;
            int second =
                Long.numberOfTrailingZeros(JsonScanner.unusual(word(at + Long.BYTES))) >>> 3;
            // The second word counts where the first is plain, without a branch that depends on it.
            int plain = first + (second & -(first >>> 3));
            at += plain;
            if (plain < 2 * Long.BYTES) {
                return buffer.getByte(at) == '"' ? at : NOWHERE;
            }
        }
        return NOWHERE;
    }
}
