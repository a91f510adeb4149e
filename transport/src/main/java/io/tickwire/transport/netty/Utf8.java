package io.tickwire.transport.netty;

import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

/** Strict UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, up to U+10FFFF. */
final class Utf8 {
    private static final long NON_ASCII = 0x8080808080808080L;

    private Utf8() {
    }

    /**
     * Checks a whole text.
     *
     * @param buffer holds it
     * @param offset of its first byte
     * @param length bytes
     * @return whether it is valid
     */
    static boolean isValid(DirectBuffer buffer, int offset, int length) {
        buffer.boundsCheck(offset, length);
        int end = offset + length;
        int position = buffer.byteArray() != null ? offset
            : offset + asciiBytes(buffer.addressOffset() + offset, length);
        while (position < end) {
            while (position + Long.BYTES <= end && (buffer.getLong(position) & NON_ASCII) == 0) {
                position += Long.BYTES;
            }
            if (position < end) {
                int size = characterSize(buffer, position, end);
                if (size == 0) {
                    return false;
                }
                position += size;
            }
        }
        return true;
    }

    /**
     * How many bytes at the beginning of a text outside the heap are ASCII, counted by words.
     * Market data is nothing else nearly always, and its bounds are known: this goes by address.
     */
    private static int asciiBytes(long address, int length) {
        long end = address + length;
        long at = address;
        while (end - at >= 4 * Long.BYTES && ((UnsafeApi.getLong(at)
            | UnsafeApi.getLong(at + Long.BYTES)
            | UnsafeApi.getLong(at + 2 * Long.BYTES)
            | UnsafeApi.getLong(at + 3 * Long.BYTES)) & NON_ASCII) == 0) {
            at += 4 * Long.BYTES;
        }
        while (end - at >= Long.BYTES && (UnsafeApi.getLong(at) & NON_ASCII) == 0) {
            at += Long.BYTES;
        }
        if (end - at < Long.BYTES && length >= Long.BYTES
            && (UnsafeApi.getLong(end - Long.BYTES) & NON_ASCII) == 0) {
            // The last word holds what is left.
            at = end;
        }
        return (int) (at - address);
    }

    /** Bytes of the character at the position, 0 if it is none. */
    private static int characterSize(DirectBuffer buffer, int position, int end) {
        int lead = buffer.getByte(position) & 0xff;
        if (lead < 0x80) {
            return 1;
        }
        int more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
        if (lead < 0xc2 || lead > 0xf4 || position + more >= end) {
            return 0;
        }
        int point = lead & 0x3f >> more;
        for (int i = 1; i <= more; i++) {
            int next = buffer.getByte(position + i);
            if ((next & 0xc0) != 0x80) {
                return 0;
            }
            point = point << 6 | next & 0x3f;
        }
        boolean valid = switch (more) {
            case 1 -> true;
            case 2 -> point >= 0x800 && (point < 0xd800 || point > 0xdfff);
            default -> point >= 0x1_0000 && point <= 0x10_ffff;
        };
        return valid ? more + 1 : 0;
    }
}
