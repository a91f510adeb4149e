package io.tickwire.transport.recording.unpack;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A buffered input that can be looked into, and knows how many bytes were taken from it. */
final class CountedInput extends BufferedInputStream {
    private static final int BUFFER_LENGTH = 1 << 16;

    CountedInput(InputStream input) {
        super(new Source(input), BUFFER_LENGTH);
    }

    /** @return offset of the byte that is read next */
    long offset() {
        return ((Source) in).taken - (count - pos);
    }

    /**
     * Looks at what comes next without taking it.
     *
     * @param length at most 64 KiB
     * @return so many bytes, fewer at the end, or before what cannot be read, of which the next
     *         read will tell
     * @throws IOException never where there is something before that
     */
    byte[] peek(int length) throws IOException {
        mark(length);
        byte[] next = new byte[length];
        int filled = 0;
        try {
            for (int read = 0; read >= 0 && filled < length; filled += Math.max(0, read)) {
                read = read(next, filled, length - filled);
            }
        } catch (IOException damaged) {
            if (filled == 0) {
                throw damaged;
            }
        }
        reset();
        return Arrays.copyOf(next, filled);
    }

    /** What is buffered was taken from here. */
    private static final class Source extends FilterInputStream {
        private long taken;

        private Source(InputStream input) {
            super(input);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            taken += Math.max(0, read);
            return read;
        }
    }
}
