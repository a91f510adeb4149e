package io.tickwire.replay.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text that is written again and again, in UTF-8, ready to be written by eight bytes: the first one
 * is in the low byte, and zeros are behind the last. Most are no longer than the first two longs.
 *
 * @param text   that
 * @param first  its first eight bytes
 * @param second those behind them
 * @param more   and behind those, empty for most
 * @param length how many bytes count
 */
record Word(String text, long first, long second, long[] more, int length) {
    /** Bytes of the first two longs. */
    static final int SHORT_LENGTH = 2 * Long.BYTES;
    static final Word NOTHING = of("");

    static Word of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int room = Math.max(SHORT_LENGTH, utf8.length + Long.BYTES - 1 & -Long.BYTES);
        long[] longs = new long[room / Long.BYTES];
        ByteBuffer.wrap(Arrays.copyOf(utf8, room)).order(ByteOrder.LITTLE_ENDIAN)
            .asLongBuffer().get(longs);
        return new Word(
            text, longs[0], longs[1], Arrays.copyOfRange(longs, 2, longs.length), utf8.length);
    }
}
