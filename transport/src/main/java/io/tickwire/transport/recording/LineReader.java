package io.tickwire.transport.recording;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Takes a text apart into lines, without creating strings. Not thread-safe. */
final class LineReader implements Closeable {
    private static final int BUFFER_LENGTH = 1 << 16;

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
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            line.append(buffer, position, end - position, maxLength);
            position = end;
            if (end < limit) {
                position++;
                return complete(line);
            }
        }
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
