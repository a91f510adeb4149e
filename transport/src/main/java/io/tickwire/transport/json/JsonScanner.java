package io.tickwire.transport.json;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks one JSON text (RFC 8259, UTF-8) where it lies and checks it strictly on the way, without
 * allocating. It stands on a value; the caller either {@link #skip()}s it, which checks it whole
 * and says what and where it was, or {@link #enter()}s it and goes through its members:
 *
 * <pre>{@code
 * scanner.wrap(buffer, offset, length);
 * scanner.enter();                        // if scanner.atObject()
 * while (scanner.nextMember()) {
 *     scanner.skip();                     // or enter() and an inner loop
 * }
 * boolean wellFormed = scanner.finish();
 * }</pre>
 *
 * <p>After a fault every step answers false, so loops end by themselves. What was seen before the
 * end may turn out to belong to a malformed text: only {@link #finish()} knows. A byte order mark
 * is refused. Not thread-safe.
 *
 * <p>Long because the whole grammar stands here: split up, each step would call across classes.
 */
public final class JsonScanner {
    /** Most objects and arrays inside one another; one bit each tells which it is. */
    public static final int MAX_DEPTH = Long.SIZE;

    private static final int END = -1;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';
    private static final int QUOTE_COLON = '"' | ':' << 8;

    private UnsafeBuffer buffer;
    private int position;
    private int limit;
    private int depth;
    private long objects;
    private boolean fresh;
    private boolean escaped;
    private JsonFault fault;

    private int keyStart;
    private int keyLength;
    private boolean keyEscaped;
    private int type;
    private int start;
    private int length;

    /**
     * Goes to the first value of a text.
     *
     * @param buffer holds it
     * @param offset of its first byte
     * @param length bytes
     */
    public void wrap(UnsafeBuffer buffer, int offset, int length) {
        this.buffer = buffer;
        position = offset;
        limit = offset + length;
        depth = 0;
        fresh = false;
        fault = JsonFault.NONE;
        type = JsonType.NONE;
        nextToken();
    }

    /** @return whether the value at hand is an object */
    public boolean atObject() {
        return position < limit && buffer.getByte(position) == '{';
    }

    /** @return whether the value at hand is an array */
    public boolean atArray() {
        return position < limit && buffer.getByte(position) == '[';
    }

    /** @return offset of the value at hand; right after an object or array: of what follows it */
    public int position() {
        return position;
    }

    /** Goes into the object or array at hand, which is then left by its last member. */
    public void enter() {
        if (depth == MAX_DEPTH) {
            fail(JsonFault.TOO_DEEP);
            return;
        }
        long bit = 1L << depth;
        objects = atObject() ? objects | bit : objects & ~bit;
        depth++;
        position++;
        fresh = true;
    }

    /**
     * Goes to the next member of the object entered, if the value before has been consumed.
     *
     * @return false when there is none more, or at a fault
     */
    public boolean nextMember() {
        int token = nextToken();
        if (token == '}') {
            return leave();
        }
        if (!fresh) {
            if (token != ',') {
                return fail(JsonFault.MALFORMED);
            }
            position++;
            token = nextToken();
        }
        fresh = false;
        return token == '"' ? key() : fail(JsonFault.MALFORMED);
    }

    /**
     * Goes to the next element of the array entered, if the value before has been consumed.
     *
     * @return false when there is none more, or at a fault
     */
    public boolean nextElement() {
        int token = nextToken();
        if (token == ']') {
            return leave();
        }
        if (!fresh) {
            if (token != ',') {
                return fail(JsonFault.MALFORMED);
            }
            position++;
            token = nextToken();
        }
        fresh = false;
        return token != END || fail(JsonFault.MALFORMED);
    }

    /** Checks the value at hand whole and goes behind it. */
    public void skip() {
        int first = position < limit ? buffer.getByte(position) : END;
        if (first == '"') {
            start = position + 1;
            int end = stringEnd(start);
            length = end - start;
            type = escaped ? JsonType.ESCAPED_STRING : JsonType.STRING;
            position = end < limit ? end + 1 : limit;
        } else if (first == '{' || first == '[') {
            container(first == '{' ? JsonType.OBJECT : JsonType.ARRAY);
        } else {
            start = position;
            if (first == '-' || isDigit(first)) {
                number();
            } else {
                literal(first);
            }
            length = position - start;
        }
    }

    /**
     * Ends the walk.
     *
     * @return whether the text was well-formed and nothing but white space is left of it
     */
    public boolean finish() {
        if (fault == JsonFault.NONE && (depth != 0 || nextToken() != END)) {
            fail(JsonFault.MALFORMED);
        }
        return fault == JsonFault.NONE;
    }

    /** @return what was wrong, if anything */
    public JsonFault fault() {
        return fault;
    }

    /** @return offset of the first byte of the member's key, behind its quote */
    public int keyStart() {
        return keyStart;
    }

    /** @return bytes of the key as written */
    public int keyLength() {
        return keyLength;
    }

    /** @return whether the key is written with escapes */
    public boolean keyEscaped() {
        return keyEscaped;
    }

    /** @return {@link JsonType} of the value skipped last */
    public int type() {
        return type;
    }

    /** @return offset of the value skipped last, of a string: behind its quote */
    public int start() {
        return start;
    }

    /** @return bytes of the value skipped last, of a string: between its quotes, as written */
    public int length() {
        return length;
    }

    private boolean key() {
        if (position + 4 <= limit) {
            // Most keys are one letter with the colon right behind.
            int word = buffer.getInt(position, ByteOrder.LITTLE_ENDIAN);
            if (word >>> 16 == QUOTE_COLON && isPlain(word >>> 8 & 0xff)) {
                keyStart = position + 1;
                keyLength = 1;
                keyEscaped = false;
                position += 4;
                nextToken();
                return true;
            }
        }
        keyStart = position + 1;
        int end = stringEnd(keyStart);
        keyLength = end - keyStart;
        keyEscaped = escaped;
        position = end < limit ? end + 1 : limit;
        if (nextToken() != ':') {
            return fail(JsonFault.MALFORMED);
        }
        position++;
        nextToken();
        return true;
    }

    private void container(int containerType) {
        int from = position;
        int outside = depth;
        enter();
        while (depth > outside && fault == JsonFault.NONE) {
            boolean inObject = (objects & 1L << depth - 1) != 0;
            if (inObject ? nextMember() : nextElement()) {
                if (atObject() || atArray()) {
                    enter();
                } else {
                    skip();
                }
            }
        }
        type = containerType;
        start = from;
        length = position - from;
    }

    private boolean leave() {
        depth--;
        position++;
        fresh = false;
        return false;
    }

    private boolean fail(JsonFault why) {
        if (fault == JsonFault.NONE) {
            fault = why;
        }
        position = limit;
        return false;
    }

    private int nextToken() {
        int at = position;
        int end = limit;
        while (at < end) {
            int b = buffer.getByte(at) & 0xff;
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                position = at;
                return b;
            }
            at++;
        }
        position = at;
        return END;
    }

    /** Finds the quote that ends a string, eight bytes at a time; the limit after a fault. */
    private int stringEnd(int from) {
        UnsafeBuffer bytes = buffer;
        int end = limit;
        int at = from;
        escaped = false;
        while (at < end) {
            if (at + Long.BYTES <= end) {
                long marks = unusual(bytes.getLong(at, ByteOrder.LITTLE_ENDIAN));
                if (marks == 0) {
                    at += Long.BYTES;
                    continue;
                }
                at += Long.numberOfTrailingZeros(marks) >>> 3;
            }
            int b = bytes.getByte(at) & 0xff;
            if (b == '"') {
                return at;
            }
            at = isPlain(b) ? at + 1 : unusual(at, b);
        }
        fail(JsonFault.MALFORMED);
        return end;
    }

    /** Marks bytes that end or interrupt plain text; exact up to the first one. */
    static long unusual(long word) {
        long quotes = word ^ QUOTES;
        long backslashes = word ^ BACKSLASHES;
        return (quotes - ONES & ~quotes | backslashes - ONES & ~backslashes
            | word - SPACES & ~word | word) & HIGH_BITS;
    }

    private static boolean isPlain(int b) {
        return b >= ' ' && b < 0x80 && b != '"' && b != '\\';
    }

    /** Steps over an escape or a character beyond ASCII; to the limit if it is a bad one. */
    private int unusual(int at, int b) {
        int step;
        if (b == '\\') {
            escaped = true;
            step = JsonText.escapeLength(buffer, at, limit);
        } else {
            step = b < 0x80 ? 0 : JsonText.utf8Length(buffer, at, limit);
        }
        return step == 0 ? limit : at + step;
    }

    private void number() {
        int at = buffer.getByte(position) == '-' ? position + 1 : position;
        int whole = at;
        at = digits(at);
        type = JsonType.INTEGER;
        boolean good = at == whole + 1 || at > whole && buffer.getByte(whole) != '0';
        if (good && at < limit && buffer.getByte(at) == '.') {
            type = JsonType.FRACTION;
            int from = at + 1;
            at = digits(from);
            good = at > from;
        }
        if (good && at < limit && (buffer.getByte(at) | 0x20) == 'e') {
            type = JsonType.FRACTION;
            int from = at + 1;
            if (from < limit && (buffer.getByte(from) == '+' || buffer.getByte(from) == '-')) {
                from++;
            }
            at = digits(from);
            good = at > from;
        }
        position = at;
        if (!good) {
            fail(JsonFault.MALFORMED);
        }
    }

    private int digits(int from) {
        int at = from;
        int end = limit;
        while (at + Long.BYTES <= end) {
            long others = Digits.others(
                Digits.of(buffer.getLong(at, ByteOrder.LITTLE_ENDIAN)));
            if (others != 0) {
                return at + (Long.numberOfTrailingZeros(others) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < end && isDigit(buffer.getByte(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    private void literal(int first) {
        if (first == 't' && JsonText.startsWith(buffer, position, limit, JsonText.TRUE)) {
            type = JsonType.TRUE;
            position += JsonText.TRUE.length;
        } else if (first == 'f' && JsonText.startsWith(buffer, position, limit, JsonText.FALSE)) {
            type = JsonType.FALSE;
            position += JsonText.FALSE.length;
        } else if (first == 'n' && JsonText.startsWith(buffer, position, limit, JsonText.NULL)) {
            type = JsonType.NULL;
            position += JsonText.NULL.length;
        } else {
            fail(JsonFault.MALFORMED);
        }
    }
}
