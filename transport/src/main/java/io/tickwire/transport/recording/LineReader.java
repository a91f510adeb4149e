package io.tickwire.transport.recording;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Takes a text apart into lines, without creating strings. Not thread-safe. */
final class LineReader implements Closeable {
    private static final int BUFFER_LENGTH = 1 << 16;
    private static final VarHandle WORDS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long LINE_FEEDS = ONES * '\n';

    private final InputStream input;
    private final int maxLength;
    private final byte[] buffer = new byte[BUFFER_LENGTH];
    private int position;
    private int limit;
    private long number;

    /**
     * Before the first line.
     *
     * @param input     text
     * @param maxLength most bytes of a line that are kept
     */
    LineReader(InputStream input, int maxLength) {
        this.input = input;
        this.maxLength = maxLength;
    }

    /**
     * Reads the next line.
     *
     * @param line where to
     * @return false at the end
     * @throws IOException if the text cannot be read on; what there is of the line is lost
     */
    boolean next(RecordedLine line) throws IOException {
        line.clear(number + 1);
        boolean any = false;
        while (true) {
            if (position == limit) {
                limit = Math.max(0, input.read(buffer));
                position = 0;
                if (limit == 0) {
                    return any && complete(line);
                }
            }
            any = true;
            int end = lineFeed();
            line.append(buffer, position, end - position, maxLength);
            position = end;
            if (end < limit) {
                position++;
                return complete(line);
            }
        }
    }

    /** Where the next line feed is, the limit where there is none; eight bytes at a time. */
    private int lineFeed() {
        int at = position;
        for (; at + Long.BYTES <= limit; at += Long.BYTES) {
            long word = (long) WORDS.get(buffer, at) ^ LINE_FEEDS;
            // Marks bytes that are zero now; exact up to the first one.
            long found = word - ONES & ~word & HIGH_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < limit && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private boolean complete(RecordedLine line) {
        number++;
        line.parse(maxLength);
        return true;
    }

    /** @return number of the line that is read next, from 1 on */
    long nextNumber() {
        return number + 1;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
