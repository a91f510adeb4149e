package io.tickwire.transport.recording;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A line of a recording: {@code <receive time> <frame>}, also with a colon behind the time,
 * depending on the recorder. The time is in s, ms, us or ns since 1970, which its digits tell, with
 * a fraction or without. Reused line by line; not thread-safe.
 */
public final class RecordedLine {
    /** What a line is. */
    public enum Kind {
        /** A received frame with its time. */
        FRAME("messages"),
        /** The recorder connected. */
        CONNECTION("connections"),
        /** The recorder sent something. */
        SENT("sent messages"),
        /** The recorder asked by REST and was answered. */
        REST("REST replies"),
        /** Settings of the recorder. */
        SETTINGS("settings"),
        /** Nothing in it. */
        BLANK("blank"),
        /** A frame whose time cannot be. */
        BAD_TIME("bad time"),
        /** Nothing known. */
        BAD_LINE("no known form"),
        /** Longer than what is read. */
        TOO_LONG("too long");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** @return in the plural, for people */
        public String label() {
            return label;
        }

        /** @return whether it should have been a frame, and is none that can be taken */
        public boolean isRefused() {
            return compareTo(BAD_TIME) >= 0;
        }
    }

    private static final int INITIAL_LENGTH = 1024;
    private static final int BOM_LENGTH = 3;
    private static final int NANO_DIGITS = 9;
    /**
     * Seconds have this many digits from 2001 until 2286, and so do the others with 3, 6 and 9
     * more.
     */
    private static final int SECOND_DIGITS = 10;
    private static final int MAX_DIGITS = SECOND_DIGITS + NANO_DIGITS;
    private static final TimeUnit[] UNITS = {
        TimeUnit.SECONDS, TimeUnit.MILLISECONDS, TimeUnit.MICROSECONDS, TimeUnit.NANOSECONDS};

    private byte[] bytes = new byte[INITIAL_LENGTH];
    private int length;
    private long fullLength;
    private byte last;
    private String file = "";
    private long number;
    private Kind kind = Kind.BLANK;
    private TimeUnit unit;
    private long receiveNs;
    private int frameOffset;

    /**
     * A line by itself.
     *
     * @param text without the line's end
     * @return taken apart
     */
    public static RecordedLine of(String text) {
        RecordedLine line = new RecordedLine();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        line.append(bytes, 0, bytes.length, bytes.length);
        line.parse(bytes.length);
        return line;
    }

    void clear(long newNumber) {
        length = 0;
        fullLength = 0;
        last = 0;
        number = newNumber;
    }

    void append(byte[] from, int offset, int count, int maxLength) {
        if (count == 0) {
            return;
        }
        int kept = Math.min(count, maxLength - length);
        if (length + kept > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(maxLength,
                Math.max(bytes.length * 2, length + kept)));
        }
        System.arraycopy(from, offset, bytes, length, kept);
        length += kept;
        fullLength += count;
        last = from[offset + count - 1];
    }

    /** Once all of it is there. */
    void parse(int maxLength) {
        if (last == '\r') {
            fullLength--;
            length = (int) Math.min(length, fullLength);
        }
        kind = fullLength > maxLength ? Kind.TOO_LONG : parse();
    }

    /** What was found out about its time by others. */
    void refuseTime() {
        kind = Kind.BAD_TIME;
    }

    void file(String name) {
        file = name;
    }

    private Kind parse() {
        int start = isByteOrderMark() ? BOM_LENGTH : 0;
        while (start < length && isSpace(bytes[start])) {
            start++;
        }
        if (start == length) {
            return Kind.BLANK;
        }
        byte first = bytes[start];
        if (isDigit(first)) {
            return timed(start);
        }
        return first == '{' || first == '[' ? Kind.BAD_TIME : own(start);
    }

    /** Files that were joined have one in their middle. */
    private boolean isByteOrderMark() {
        return length >= BOM_LENGTH && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb
            && bytes[2] == (byte) 0xbf;
    }

    private Kind timed(int start) {
        long value = 0;
        int at = start;
        for (; at < length && isDigit(bytes[at]); at++) {
            // Beyond the longest it overflows, and is not used.
            value = value * 10 + bytes[at] - '0';
        }
        int digits = at - start;
        int more = digits - SECOND_DIGITS;
        boolean isTime = more >= 0 && digits <= MAX_DIGITS && more % 3 == 0
            && bytes[start] != '0';
        int missing = NANO_DIGITS - more;
        if (at < length && bytes[at] == '.') {
            for (at++; at < length && isDigit(bytes[at]); at++) {
                // Digits below a nanosecond are passed over.
                if (isTime && missing > 0 && value <= (Long.MAX_VALUE - 9) / 10) {
                    value = value * 10 + bytes[at] - '0';
                    missing--;
                }
            }
        }
        for (; isTime && missing > 0; missing--) {
            isTime = value <= Long.MAX_VALUE / 10;
            value *= 10;
        }
        at += at < length && bytes[at] == ':' ? 1 : 0;
        if (at >= length || !isSpace(bytes[at])) {
            return Kind.BAD_LINE;
        }
        while (at < length && isSpace(bytes[at])) {
            at++;
        }
        if (!isTime || value < 0) {
            return Kind.BAD_TIME;
        }
        unit = UNITS[more / 3];
        receiveNs = value;
        frameOffset = at;
        return Kind.FRAME;
    }

    private Kind own(int start) {
        if (startsWith(start, "wss://") || startsWith(start, "ws://")) {
            for (int at = start; at < length; at++) {
                if (startsWith(at, " <-> ")) {
                    return Kind.CONNECTION;
                }
                if (startsWith(at, " <- ")) {
                    return Kind.SENT;
                }
            }
            return Kind.CONNECTION;
        }
        return startsWith(start, "https://") || startsWith(start, "http://") ? Kind.REST
            : startsWith(start, "configuration:") ? Kind.SETTINGS : Kind.BAD_LINE;
    }

    private boolean startsWith(int start, String text) {
        if (length - start < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isSpace(byte character) {
        return character == ' ' || character == '\t' || character == '\r';
    }

    /** @return what it is */
    public Kind kind() {
        return kind;
    }

    /** @return bytes, without the line's end, from 0 */
    public byte[] bytes() {
        return bytes;
    }

    /** @return how many bytes there are; of a line that is too long, how many were kept */
    public int length() {
        return length;
    }

    /** @return how many bytes the line has, without its end */
    public long fullLength() {
        return fullLength;
    }

    /** @return receive time of a FRAME, ns since the epoch */
    public long receiveNs() {
        return receiveNs;
    }

    /** @return unit in which the time of a FRAME is written */
    TimeUnit unit() {
        return unit;
    }

    /** @return where the frame begins in the line of a FRAME; at its end if the frame is empty */
    public int frameOffset() {
        return frameOffset;
    }

    /** @return its number in its file, from 1 on */
    long number() {
        return number;
    }

    /** @return file and number, for people */
    public String place() {
        return file + ':' + number;
    }
}
