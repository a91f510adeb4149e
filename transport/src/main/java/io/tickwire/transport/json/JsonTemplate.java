package io.tickwire.transport.json;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;
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
 *
 * <p>Messages, steps and values lie outside the heap and are read by address. Where a message ends
 * is looked at behind the last step only: all of them together go no further than
 * {@link #READ_AHEAD} behind it, as strings end with it at the latest.
 */
public final class JsonTemplate {
    /** Most pieces of text and values. */
    public static final int MAX_STEPS = 128;
    /** Bytes behind a message that must be readable, whatever they are. */
    public static final int READ_AHEAD =
        MAX_STEPS * (Long.BYTES + TemplateValues.MAX_LENGTH) + TemplateValues.READ_AHEAD;
    /** Most values that are read. */
    public static final int MAX_VALUES = 16;
    /** Whether this machine has what is needed: words with their first byte lowest. */
    private static final boolean USABLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    /** What follows a piece of text: more text. */
    private static final int TEXT = 0;
    /** A decimal in a string, read. */
    private static final int DECIMAL = 1;
    /** An integer that is not negative, read. */
    private static final int INTEGER = 2;
    /** A literal, true or false, read as 1 or 0. */
    private static final int BOOL = 3;
    /** A string whose place is noted. */
    private static final int NAME = 4;
    /** A string of no interest. */
    private static final int ANY_STRING = 5;
    /** An integer of no interest. */
    private static final int ANY_INTEGER = 6;
    /** A string of no interest that is mostly the name. */
    private static final int NAME_AGAIN = 7;
    /** Nothing: all has been read. */
    private static final int END = 8;
    /** What no message has. */
    private static final int NOTHING = 9;

    // A step: up to eight bytes of text, which of them count, how many (int), what follows (int),
    // and where its value goes.
    private static final int MASK = 8;
    private static final int LENGTH = 16;
    private static final int TYPE = 20;
    private static final int TARGET = 24;
    private static final int STEP = 32;

    private final ByteBuffer memory = BufferUtil.allocateDirectAligned(
        2 * TemplateValues.DECIMALS + (MAX_STEPS + 1) * STEP, BitUtil.CACHE_LINE_LENGTH);
    private final long values = BufferUtil.address(memory);
    private final long program = values + 2 * TemplateValues.DECIMALS;
    private final UnsafeBuffer view = new UnsafeBuffer(values, TemplateValues.DECIMALS);
    private int steps;

    private long source;
    private long name;
    private int nameLength;

    /** Fits nothing yet. */
    public JsonTemplate() {
        clear();
    }

    /** Forgets all steps. */
    public void clear() {
        steps = 0;
        last(NOTHING);
    }

    private void last(int type) {
        step(0, 0, type);
    }

    private void step(long text, int length, int type) {
        long step = program + (long) steps * STEP;
        UnsafeApi.putLong(step, text);
        UnsafeApi.putLong(step + MASK, length == 0 ? 0 : -1L >>> Long.SIZE - length * Byte.SIZE);
        UnsafeApi.putInt(step + LENGTH, length);
        UnsafeApi.putInt(step + TYPE, type);
    }

    /**
     * Adds text that every message has.
     *
     * @param buffer holds it
     * @param start  offset of its first byte
     * @param end    offset behind its last byte
     * @return whether there was room
     */
    public boolean text(UnsafeBuffer buffer, int start, int end) {
        for (int at = start; at < end && steps < MAX_STEPS; at += Long.BYTES) {
            int length = Math.min(Long.BYTES, end - at);
            long text = 0;
            for (int i = 0; i < length; i++) {
                text |= (buffer.getByte(at + i) & 0xffL) << i * Byte.SIZE;
            }
            step(text, length, TEXT);
            steps++;
        }
        // Where there is no more room, it must not be taken for whole.
        last(steps < MAX_STEPS ? END : NOTHING);
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

    /**
     * Behind the text comes a string of at most 15 bytes; it becomes the name. Escapes are not
     * looked for: who reads it must know it, byte for byte, or the message does not fit.
     */
    public void name() {
        value(NAME, 0);
    }

    /** Behind the text comes a string that is not kept. */
    public void anyString() {
        value(ANY_STRING, 0);
    }

    /** Behind the text comes a string that is not kept and mostly the name; that came before. */
    public void nameAgain() {
        value(NAME_AGAIN, 0);
    }

    /** Behind the text comes an integer that is not kept. */
    public void anyInteger() {
        value(ANY_INTEGER, 0);
    }

    /** A value always follows some text: a quote, a colon. */
    private void value(int type, int target) {
        long step = program + (steps - 1L) * STEP;
        UnsafeApi.putInt(step + TYPE, type);
        UnsafeApi.putLong(step + TARGET, address(target));
    }

    private long address(int target) {
        return values + (long) Objects.checkIndex(target, MAX_VALUES) * Long.BYTES;
    }

    /**
     * Reads a message; what it says counts only if it fits.
     *
     * @param buffer holds it outside the heap, and {@link #READ_AHEAD} bytes more
     * @param start  offset of the first byte
     * @param length bytes
     * @return whether it fits
     */
    public boolean read(UnsafeBuffer buffer, int start, int length) {
        if (!isReadable(buffer, start, length)) {
            return false;
        }
        source = buffer.addressOffset();
        long at = source + start;
        long end = at + length;
        name = at;
        nameLength = 0;
        long step = program;
        while (((UnsafeApi.getLong(at) ^ UnsafeApi.getLong(step))
            & UnsafeApi.getLong(step + MASK)) == 0) {
            at += UnsafeApi.getInt(step + LENGTH);
            int type = UnsafeApi.getInt(step + TYPE);
            int size;
            if (type == DECIMAL) {
                size = TemplateValues.decimal(at, UnsafeApi.getLong(step + TARGET));
            } else if (type == INTEGER) {
                size = TemplateValues.integer(at, UnsafeApi.getLong(step + TARGET));
            } else if (type == TEXT) {
                size = 0;
            } else if (type == END) {
                return at == end;
            } else {
                size = rarer(type, at, end, UnsafeApi.getLong(step + TARGET));
            }
            if (size < 0) {
                return false;
            }
            at += size;
            step += STEP;
        }
        return false;
    }

    private int rarer(int type, long at, long end, long target) {
        switch (type) {
            case NAME:
                name = at;
                nameLength = TemplateValues.shortString(at);
                return nameLength;
            case NAME_AGAIN:
                return TemplateValues.isSame(at, name, nameLength) ? nameLength
                    : TemplateValues.string(at, end);
            case ANY_STRING:
                return TemplateValues.string(at, end);
            case ANY_INTEGER:
                return TemplateValues.integerSize(at);
            case BOOL:
                return TemplateValues.bool(at, target);
            default:
                return TemplateValues.NONE;
        }
    }

    /**
     * Whether there is what {@link #read} needs.
     *
     * @param buffer holds a message
     * @param start  offset of its first byte
     * @param length bytes
     * @return false where it fits no template, whatever it says
     */
    public static boolean isReadable(UnsafeBuffer buffer, int start, int length) {
        return USABLE && buffer.byteArray() == null && start >= 0 && length >= 0
            && (long) start + length + READ_AHEAD <= buffer.capacity();
    }

    /** @return offset of the first byte of the name */
    public int nameStart() {
        return (int) (name - source);
    }

    /** @return bytes of the name */
    public int nameLength() {
        return nameLength;
    }

    /**
     * A value of the message read last.
     *
     * @param target its number
     * @return it, the digits behind the point included
     */
    public long value(int target) {
        return UnsafeApi.getLong(address(target));
    }

    /**
     * Puts another in its place.
     *
     * @param target its number
     * @param value  that
     */
    public void value(int target, long value) {
        UnsafeApi.putLong(address(target), value);
    }

    /**
     * How many of a decimal's digits stand behind the point.
     *
     * @param target its number
     * @return so many
     */
    public int decimals(int target) {
        return (int) UnsafeApi.getLong(address(target) + TemplateValues.DECIMALS);
    }

    /** @return a view of all values, by their numbers */
    public UnsafeBuffer values() {
        return view;
    }
}
