package io.tickwire.transport.json;

import io.tickwire.engine.event.Event;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Parses the text of a {@link JsonType#INTEGER}. */
public final class IntegerText {
    /** So many characters never exceed a long. */
    private static final int SAFE_LENGTH = 18;
    private static final long EIGHT_DIGITS = 100_000_000;

    private IntegerText() {
    }

    /**
     * The number.
     *
     * @param buffer holds its text, well-formed
     * @param start  offset of the first byte
     * @param length bytes
     * @return it, or {@link Event#ABSENT} where a long does not hold it
     */
    public static long parse(UnsafeBuffer buffer, int start, int length) {
        boolean negative = buffer.getByte(start) == '-';
        int at = negative ? start + 1 : start;
        int end = start + length;
        long value = 0;
        if (length <= SAFE_LENGTH) {
            while (end - at >= Long.BYTES) {
                value = value * EIGHT_DIGITS
                    + Digits.value(Digits.of(buffer.getLong(at, ByteOrder.LITTLE_ENDIAN)));
                at += Long.BYTES;
            }
            while (at < end) {
                value = value * 10 + buffer.getByte(at++) - '0';
            }
        } else {
            while (at < end) {
                int digit = buffer.getByte(at++) - '0';
                if (value > (Long.MAX_VALUE - digit) / 10) {
                    return Event.ABSENT;
                }
                value = value * 10 + digit;
            }
        }
        return negative ? -value : value;
    }
}
