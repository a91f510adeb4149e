package io.tickwire.transport.recording;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Reads the lines of a file, compressed or not, without creating strings. Not thread-safe. */
public final class LineFile implements Closeable {
    private static final int BUFFER_LENGTH = 1 << 16;
    private static final int GZIP_MAGIC = 0x8b1f;

    private final InputStream input;
    private final int maxLength;
    private final byte[] buffer = new byte[BUFFER_LENGTH];
    private int position;
    private int limit;
    private byte[] line = new byte[BUFFER_LENGTH];
    private boolean cut;

    private LineFile(InputStream input, int maxLength) {
        this.input = input;
        this.maxLength = maxLength;
    }

    /**
     * Opens a file; compression is recognised by content.
     *
     * @param file      to read
     * @param maxLength bytes of a line that are kept
     * @return before its first line
     * @throws IOException if it cannot be read
     */
    public static LineFile open(Path file, int maxLength) throws IOException {
        InputStream raw = Files.newInputStream(file);
        byte[] magic = raw.readNBytes(2);
        raw.close();
        boolean compressed = magic.length == 2
            && ((magic[1] & 0xff) << 8 | magic[0] & 0xff) == GZIP_MAGIC;
        InputStream plain = Files.newInputStream(file);
        try {
            return new LineFile(
                compressed ? new GZIPInputStream(plain, BUFFER_LENGTH) : plain, maxLength);
        } catch (IOException damaged) {
            plain.close();
            throw damaged;
        }
    }

    /**
     * Goes to the next line.
     *
     * @return its length without the line's end, at most the limit; -1 at the end of the file
     * @throws IOException if the file cannot be read on
     */
    public int next() throws IOException {
        int length = 0;
        cut = false;
        boolean any = false;
        while (true) {
            if (position == limit) {
                limit = input.read(buffer);
                position = 0;
                if (limit <= 0) {
                    limit = 0;
                    return any ? length : -1;
                }
            }
            any = true;
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            length = append(length, end - position);
            boolean complete = end < limit;
            position = complete ? end + 1 : end;
            if (complete) {
                return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
            }
        }
    }

    private int append(int length, int part) {
        int kept = Math.min(part, maxLength - length);
        cut |= kept < part;
        if (length + kept > line.length) {
            line = Arrays.copyOf(line, Math.max(line.length * 2, length + kept));
        }
        System.arraycopy(buffer, position, line, length, kept);
        return length + kept;
    }

    /** @return bytes of the last line, from 0; changed by the next call */
    public byte[] line() {
        return line;
    }

    /** @return whether the last line was longer than the limit */
    public boolean isCut() {
        return cut;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
