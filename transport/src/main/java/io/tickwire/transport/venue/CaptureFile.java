package io.tickwire.transport.venue;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Reads the frames of one recording, compressed or not, in its order. Not thread-safe. */
final class CaptureFile implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final int MAX_LINE = 8 << 20;

    private final Path path;
    private final InputStream input;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private byte[] line = new byte[BUFFER];
    private long skippedLines;

    private CaptureFile(Path path, InputStream input) {
        this.path = path;
        this.input = input;
    }

    static CaptureFile open(Path path) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        raw.mark(2);
        boolean compressed = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return new CaptureFile(path, compressed ? new GZIPInputStream(raw, BUFFER) : raw);
    }

    /**
     * Reads on to the next frame; lines that are none are counted.
     *
     * @return the frame, null at the end
     * @throws IOException where the file cannot be read, or a line is longer than 8 MiB
     */
    CaptureLine next() throws IOException {
        for (;;) {
            int length = readLine();
            if (length < 0) {
                return null;
            }
            CaptureLine frame = CaptureLine.parse(line, length);
            if (frame != null) {
                return frame;
            }
            skippedLines++;
        }
    }

    long skippedLines() {
        return skippedLines;
    }

    /** Its length without the line's end, -1 at the end of the file. */
    private int readLine() throws IOException {
        int length = 0;
        for (;;) {
            if (position == limit) {
                limit = input.read(buffer);
                position = 0;
                if (limit <= 0) {
                    limit = 0;
                    return length == 0 ? -1 : length;
                }
            }
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            int part = end - position;
            if (length + part > MAX_LINE) {
                throw new IOException(path + ": a line is longer than " + MAX_LINE + " bytes");
            }
            if (length + part > line.length) {
                line = Arrays.copyOf(line, Math.max(line.length * 2, length + part));
            }
            System.arraycopy(buffer, position, line, length, part);
            length += part;
            position = end + 1;
            if (end < limit) {
                return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
            }
            position = limit;
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
