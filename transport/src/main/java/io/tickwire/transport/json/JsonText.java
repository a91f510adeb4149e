package io.tickwire.transport.json;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** The bytes of JSON strings and literals: escapes, UTF-8, comparison. Nothing allocates. */
public final class JsonText {
    static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private static final int SHORT_ESCAPE = 2;
    private static final int UNICODE_ESCAPE = 6;

    private JsonText() {
    }

    /**
     * Compares bytes.
     *
     * @param buffer   holds them
     * @param start    offset of the first
     * @param length   how many
     * @param expected what they may be
     * @return whether they are just that
     */
    public static boolean equal(UnsafeBuffer buffer, int start, int length, byte[] expected) {
        return length == expected.length
            && startsWith(buffer, start, start + length, expected);
    }

    static boolean startsWith(UnsafeBuffer buffer, int start, int limit, byte[] expected) {
        if (limit - start < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (buffer.getByte(start + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes the text of a string that a {@link JsonScanner} found well-formed as UTF-8.
     *
     * @param source   holds the string
     * @param start    offset of its first byte
     * @param length   bytes as written
     * @param target   gets the text, at most {@code length} bytes
     * @param position of its first byte there
     * @return bytes written, -1 where a surrogate without partner has no UTF-8 form
     */
    public static int unescape(
        UnsafeBuffer source, int start, int length, UnsafeBuffer target, int position) {
        int end = start + length;
        int out = position;
        int at = start;
        while (at < end) {
            byte b = source.getByte(at);
            if (b != '\\') {
                target.putByte(out++, b);
                at++;
            } else if (source.getByte(at + 1) != 'u') {
                target.putByte(out++, control(source.getByte(at + 1)));
                at += SHORT_ESCAPE;
            } else {
                int point = codePoint(source, at, end);
                if (point < 0) {
                    return -1;
                }
                out = putUtf8(target, out, point);
                at += point < Character.MIN_SUPPLEMENTARY_CODE_POINT
                    ? UNICODE_ESCAPE : 2 * UNICODE_ESCAPE;
            }
        }
        return out - position;
    }

    private static byte control(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }

    /** One escape or a surrogate pair of two; -1 for half a pair. */
    private static int codePoint(UnsafeBuffer source, int at, int end) {
        char high = (char) hex4(source, at + 2);
        if (!Character.isSurrogate(high)) {
            return high;
        }
        int next = at + UNICODE_ESCAPE;
        if (!Character.isHighSurrogate(high) || end - next < UNICODE_ESCAPE
            || source.getByte(next) != '\\' || source.getByte(next + 1) != 'u') {
            return -1;
        }
        char low = (char) hex4(source, next + 2);
        return Character.isLowSurrogate(low) ? Character.toCodePoint(high, low) : -1;
    }

    private static int putUtf8(UnsafeBuffer target, int position, int point) {
        int out = position;
        if (point < 0x80) {
            target.putByte(out++, (byte) point);
        } else if (point < 0x800) {
            target.putByte(out++, (byte) (0xc0 | point >> 6));
            target.putByte(out++, (byte) (0x80 | point & 0x3f));
        } else if (point < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
            target.putByte(out++, (byte) (0xe0 | point >> 12));
            target.putByte(out++, (byte) (0x80 | point >> 6 & 0x3f));
            target.putByte(out++, (byte) (0x80 | point & 0x3f));
        } else {
            target.putByte(out++, (byte) (0xf0 | point >> 18));
            target.putByte(out++, (byte) (0x80 | point >> 12 & 0x3f));
            target.putByte(out++, (byte) (0x80 | point >> 6 & 0x3f));
            target.putByte(out++, (byte) (0x80 | point & 0x3f));
        }
        return out;
    }

    /** Bytes of the escape that begins at a backslash, 0 if it is none. */
    static int escapeLength(UnsafeBuffer buffer, int at, int limit) {
        if (at + SHORT_ESCAPE > limit) {
            return 0;
        }
        return switch (buffer.getByte(at + 1)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> SHORT_ESCAPE;
            case 'u' -> at + UNICODE_ESCAPE <= limit && hex4(buffer, at + 2) >= 0
                ? UNICODE_ESCAPE : 0;
            default -> 0;
        };
    }

    /** Four hexadecimal digits, negative where one is none. */
    private static int hex4(UnsafeBuffer buffer, int at) {
        return hex(buffer.getByte(at)) << 12 | hex(buffer.getByte(at + 1)) << 8
            | hex(buffer.getByte(at + 2)) << 4 | hex(buffer.getByte(at + 3));
    }

    private static int hex(int b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : Integer.MIN_VALUE >> 12;
    }

    /** Bytes of the UTF-8 sequence (RFC 3629, section 4) that begins here, 0 if it is none. */
    static int utf8Length(UnsafeBuffer buffer, int at, int limit) {
        int first = buffer.getByte(at) & 0xff;
        if (first < 0xc2 || first > 0xf4) {
            return 0;
        }
        int length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (at + length > limit) {
            return 0;
        }
        int second = buffer.getByte(at + 1) & 0xff;
        // No overlong forms, no surrogates, nothing beyond U+10FFFF.
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((buffer.getByte(at + i) & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
