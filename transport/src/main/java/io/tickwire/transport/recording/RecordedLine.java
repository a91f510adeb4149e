package io.tickwire.transport.recording;

/**
 * Parses a line of a recording: {@code <ns or us> <frame>} or {@code <seconds with a fraction>:
 * <frame>}, depending on the recorder. Does not allocate; not thread-safe.
 */
public final class RecordedLine {
    /** What a line is. */
    public enum Kind {
        /** A received frame with its time. */
        FRAME,
        /** Blank. */
        BLANK,
        /** The recorder's own: a connection made, a message sent, a REST reply, its settings. */
        OWN,
        /** Begins like a frame without a usable time. */
        BAD_TIME,
        /** Nothing known. */
        BAD_LINE
    }

    private static final int NANO_DIGITS = 9;
    /** Microseconds since the epoch have at most this many digits until the year 2286. */
    private static final int MICRO_DIGITS = 16;
    private static final int MAX_DIGITS = 19;

    private long receiveNs;
    private int frameOffset;

    /**
     * Takes a line apart.
     *
     * @param line   bytes
     * @param length how many, without the line's end
     * @return what it is
     */
    public Kind parse(byte[] line, int length) {
        int start = 0;
        while (start < length && isSpace(line[start])) {
            start++;
        }
        if (start == length) {
            return Kind.BLANK;
        }
        byte first = line[start];
        if (first < '0' || first > '9') {
            return first == '{' || first == '[' ? Kind.BAD_TIME
                : isOwn(line, start, length) ? Kind.OWN : Kind.BAD_LINE;
        }
        return timed(line, start, length);
    }

    private Kind timed(byte[] line, int start, int length) {
        long value = 0;
        int digits = 0;
        int fractionDigits = -1;
        int at = start;
        for (; at < length; at++) {
            byte next = line[at];
            if (next == '.' && fractionDigits < 0) {
                fractionDigits = 0;
            } else if (next < '0' || next > '9') {
                break;
            } else if (fractionDigits < NANO_DIGITS) {
                // Digits of a fraction behind the ninth are below a nanosecond.
                value = value * 10 + next - '0';
                digits++;
                fractionDigits += fractionDigits < 0 ? 0 : 1;
            }
            if (digits > MAX_DIGITS) {
                return Kind.BAD_TIME;
            }
        }
        boolean seconds = at < length && line[at] == ':';
        if (!seconds && fractionDigits >= 0) {
            return Kind.BAD_TIME;
        }
        int zeros = seconds ? NANO_DIGITS - Math.max(0, fractionDigits)
            : digits <= MICRO_DIGITS ? 3 : 0;
        for (int i = 0; i < zeros; i++) {
            if (value > Long.MAX_VALUE / 10) {
                return Kind.BAD_TIME;
            }
            value *= 10;
        }
        at += seconds ? 1 : 0;
        if (at >= length || !isSpace(line[at])) {
            return Kind.BAD_LINE;
        }
        while (at < length && isSpace(line[at])) {
            at++;
        }
        receiveNs = value;
        frameOffset = at;
        return value < 0 ? Kind.BAD_TIME : Kind.FRAME;
    }

    private static boolean isOwn(byte[] line, int start, int length) {
        return startsWith(line, start, length, "wss://")
            || startsWith(line, start, length, "ws://")
            || startsWith(line, start, length, "https://")
            || startsWith(line, start, length, "http://")
            || startsWith(line, start, length, "configuration:");
    }

    private static boolean startsWith(byte[] line, int start, int length, String text) {
        if (length - start < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (line[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(byte character) {
        return character == ' ' || character == '\t' || character == '\r';
    }

    /** @return receive time of a FRAME, ns since the epoch */
    public long receiveNs() {
        return receiveNs;
    }

    /** @return where the frame begins in the line of a FRAME; at its end if the frame is empty */
    public int frameOffset() {
        return frameOffset;
    }
}
