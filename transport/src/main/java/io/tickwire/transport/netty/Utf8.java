package io.tickwire.transport.netty;

import org.agrona.DirectBuffer;

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
        int end = offset + length;
        int position = offset;
        while (position < end) {
            // Market data is ASCII nearly always: 32 bytes at a time, then 8.
            while (position + 4 * Long.BYTES <= end && ((buffer.getLong(position)
                | buffer.getLong(position + Long.BYTES)
                | buffer.getLong(position + 2 * Long.BYTES)
                | buffer.getLong(position + 3 * Long.BYTES)) & NON_ASCII) == 0) {
                position += 4 * Long.BYTES;
            }
            while (position + Long.BYTES <= end && (buffer.getLong(position) & NON_ASCII) == 0) {
                position += Long.BYTES;
            }
            if (position < end && end - position < Long.BYTES && length >= Long.BYTES
                && (buffer.getLong(end - Long.BYTES) & NON_ASCII) == 0) {
                // The last word holds what is left.
                position = end;
            } else if (position < end) {
                int size = characterSize(buffer, position, end);
                if (size == 0) {
                    return false;
                }
                position += size;
            }
        }
        return true;
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
