package io.tickwire.transport.venue;

import java.nio.charset.StandardCharsets;

/**
 * A recorded frame: receive time and envelope, as two recorders write them. Either
 * {@code <ns or us> <envelope>} or {@code <seconds as a decimal>: <envelope>}. The bytes of the
 * envelope are kept exactly.
 *
 * @param receiveNs  when the recorder received it, by its clock
 * @param stream     name in the envelope
 * @param frame      the envelope
 * @param dataOffset of the payload in it
 * @param dataLength of the payload
 */
record CaptureLine(long receiveNs, String stream, byte[] frame, int dataOffset, int dataLength) {
    private static final byte[] HEAD = ascii("{\"stream\":\"");
    private static final byte[] DATA = ascii("\",\"data\":");
    private static final int NANO_DIGITS = 9;
    /** Microseconds since the epoch have at most this many digits until the year 2286. */
    private static final int MICRO_DIGITS = 16;

    /**
     * Reads a line.
     *
     * @param line   bytes
     * @param length how many of them, without the line's end
     * @return the frame; null where the line is none, such as a reply, a request or an empty line
     */
    static CaptureLine parse(byte[] line, int length) {
        int start = 0;
        while (start < length && line[start] != '{') {
            start++;
        }
        if (start == 0 || !matches(line, start, length, HEAD) || line[length - 1] != '}') {
            return null;
        }
        long receiveNs = time(new String(line, 0, start, StandardCharsets.US_ASCII).strip());
        int nameStart = start + HEAD.length;
        int nameEnd = nameStart;
        while (nameEnd < length && line[nameEnd] != '"') {
            nameEnd++;
        }
        if (receiveNs < 0 || !matches(line, nameEnd, length, DATA)) {
            return null;
        }
        byte[] frame = new byte[length - start];
        System.arraycopy(line, start, frame, 0, frame.length);
        int dataOffset = nameEnd + DATA.length - start;
        return new CaptureLine(receiveNs,
            new String(line, nameStart, nameEnd - nameStart, StandardCharsets.UTF_8), frame,
            dataOffset, frame.length - dataOffset - 1);
    }

    String data() {
        return new String(frame, dataOffset, dataLength, StandardCharsets.UTF_8);
    }

    /** Negative where it is no time. */
    private static long time(String text) {
        boolean seconds = text.endsWith(":");
        String number = seconds ? text.substring(0, text.length() - 1) : text;
        int point = number.indexOf('.');
        String whole = point < 0 ? number : number.substring(0, point);
        String fraction = point < 0 ? "" : number.substring(point + 1);
        String digits = whole + fraction;
        if (whole.isEmpty() || digits.length() > 19 || fraction.length() > NANO_DIGITS
            || !digits.chars().allMatch(c -> c >= '0' && c <= '9') || !seconds && point >= 0) {
            return -1;
        }
        int zeros = seconds ? NANO_DIGITS - fraction.length()
            : whole.length() <= MICRO_DIGITS ? 3 : 0;
        return digits.length() + zeros > 19 ? -1
            : Long.parseUnsignedLong(digits + "0".repeat(zeros));
    }

    private static boolean matches(byte[] line, int offset, int length, byte[] expected) {
        if (offset + expected.length > length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (line[offset + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
