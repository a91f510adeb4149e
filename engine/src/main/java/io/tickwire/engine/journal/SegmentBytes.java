package io.tickwire.engine.journal;

import io.tickwire.engine.event.Header;
import io.tickwire.engine.session.RegularFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads one segment file after the other through a window, so that a journal of any length takes
 * little memory: the window grows only to the longest record asked for. No mapping, because a live
 * engine cuts the file when it is full; what is cut off were zeros, and reads as zeros. One thread.
 */
final class SegmentBytes implements Closeable {
    /** Bytes that the window has at least, unless the file is shorter. */
    static final int WINDOW_LENGTH = 1 << 20;

    private ByteBuffer bytes = ByteBuffer.allocateDirect(0);
    private UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private FileChannel channel;
    private int limit;
    private int windowPosition;
    private int windowLength;

    /**
     * Goes on to another file.
     *
     * @throws FileSystemException if it is no file, or longer than a segment can be
     * @throws IOException         if it cannot be read
     */
    void open(Path file) throws IOException {
        close();
        channel = RegularFiles.openToRead(file);
        if (channel.size() > Integer.MAX_VALUE - Long.BYTES) {
            throw new FileSystemException(file.toString(), null,
                "is longer than a journal segment can be: " + channel.size() + " bytes");
        }
        limit = (int) channel.size();
        forget();
    }

    /** Length of the file when it was opened. */
    int limit() {
        return limit;
    }

    /** The window; {@link #at} says where in it. */
    UnsafeBuffer buffer() {
        return buffer;
    }

    /** What the window holds is read anew: a live engine may have written on. */
    void forget() {
        windowPosition = 0;
        windowLength = 0;
    }

    /**
     * Brings a range into the window; what was got before may be elsewhere then.
     *
     * @param position in the file
     * @param length   bytes, all of them inside the limit
     * @return index of the first one in {@link #buffer}
     */
    int at(int position, int length) throws IOException {
        if (position < windowPosition || position + length > windowPosition + windowLength) {
            load(position, Math.min(Math.max(length, WINDOW_LENGTH), limit - position));
        }
        return position - windowPosition;
    }

    private void load(int position, int length) throws IOException {
        if (length > bytes.capacity()) {
            bytes = ByteBuffer.allocateDirect(length);
            buffer = new UnsafeBuffer(bytes);
        }
        windowPosition = position;
        windowLength = length;
        bytes.clear().limit(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, (long) position + bytes.position()) < 0) {
                // A live engine has cut it since; what is missing were zeros.
                buffer.setMemory(bytes.position(), bytes.remaining(), (byte) 0);
                break;
            }
        }
    }

    /** Checksum of a record; piece by piece where it does not fit the window. */
    int checksum(int position, int length, RecordChecksum checksum) throws IOException {
        if (length <= WINDOW_LENGTH) {
            int at = at(position, length);
            return checksum.of(bytes, at, at + length);
        }
        checksum.begin();
        int end = position + length;
        for (int from = position + Header.CRC + Integer.BYTES; from < end;) {
            int piece = Math.min(WINDOW_LENGTH, end - from);
            int at = at(from, piece);
            checksum.add(bytes.limit(at + piece).position(at));
            from += piece;
        }
        return checksum.value();
    }

    /** Whether there are only zeros from there to the end. */
    boolean zerosFrom(int position) throws IOException {
        for (int from = position; from < limit;) {
            int piece = Math.min(WINDOW_LENGTH, limit - from);
            int at = at(from, piece);
            for (int i = at; i < at + piece; i++) {
                if (buffer.getByte(i) != 0) {
                    return false;
                }
            }
            from += piece;
        }
        return true;
    }

    /** Position behind the last byte that is not zero; the given one where there is none. */
    int contentEnd(int position) throws IOException {
        for (int end = limit; end > position;) {
            int piece = Math.min(WINDOW_LENGTH, end - position);
            int at = at(end - piece, piece);
            for (int i = piece; i > 0; i--) {
                if (buffer.getByte(at + i - 1) != 0) {
                    return end - piece + i;
                }
            }
            end -= piece;
        }
        return position;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
