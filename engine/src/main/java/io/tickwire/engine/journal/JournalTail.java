package io.tickwire.engine.journal;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Header;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Follows a journal while it is written; for observers. Reads through a channel, not a mapping,
 * because the helper cuts each segment when it is full. One thread uses it.
 */
public final class JournalTail implements Closeable {
    private static final int CHUNK_LENGTH = 1 << 18;

    private final Path directory;
    private final Event event = new Event();
    private final CRC32C crc = new CRC32C();
    private int index;
    private FileChannel channel;
    private int seed;
    private long chunkPosition;
    private int chunkOffset;
    private ByteBuffer bytes = ByteBuffer.allocateDirect(CHUNK_LENGTH);
    private UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private int chunkLength;

    private JournalTail(Path directory, int index) {
        this.directory = directory;
        this.index = index;
    }

    /**
     * Follows from a segment on.
     *
     * @param directory    the session's {@code journal} folder
     * @param segmentIndex first segment to read, from 1; need not exist yet
     * @return a tail before its first record
     */
    public static JournalTail open(Path directory, int segmentIndex) {
        return new JournalTail(directory, segmentIndex);
    }

    /**
     * The next record, if it is written already.
     *
     * @return valid until the next call; null if there is none yet
     * @throws IOException if the journal cannot be read
     */
    public Event poll() throws IOException {
        if (channel == null && !openSegment()) {
            return null;
        }
        Event record = take();
        if (record == null && hasNextBegun()) {
            // What was written before the roll is visible by now.
            record = take();
            if (record == null) {
                close();
                index++;
                return poll();
            }
        }
        return record;
    }

    private Event take() throws IOException {
        int length = completeLength();
        if (length <= 0) {
            refill(0);
            length = completeLength();
        }
        if (length > chunkLength - chunkOffset) {
            refill(length);
            length = completeLength();
        }
        if (length <= 0 || length > chunkLength - chunkOffset || !isWhole(length)) {
            return null;
        }
        event.wrapRecord(buffer, chunkOffset);
        chunkOffset += length;
        return event;
    }

    /** Length of the record at the current place by its length word, 0 if not complete. */
    private int completeLength() {
        if (chunkLength - chunkOffset < Long.BYTES) {
            return 0;
        }
        int word = buffer.getInt(chunkOffset, ByteOrder.LITTLE_ENDIAN);
        return (word & ~JournalFormat.LENGTH_MASK) != 0 || word == 0
            ? 0 : (word & JournalFormat.LENGTH_MASK) + Integer.BYTES;
    }

    /** The copy may have been taken while the record was written; then it is whole next time. */
    private boolean isWhole(int length) {
        int at = chunkOffset + Header.CRC;
        int stored = buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
        int computed = JournalFormat.crc(
            crc, buffer, bytes, chunkOffset, chunkOffset + length, seed);
        buffer.putInt(at, stored, ByteOrder.LITTLE_ENDIAN);
        return stored == computed;
    }

    private void refill(int needed) throws IOException {
        chunkPosition += chunkOffset;
        chunkOffset = 0;
        if (needed > bytes.capacity()) {
            bytes = ByteBuffer.allocateDirect(needed * 2);
            buffer = new UnsafeBuffer(bytes);
        }
        bytes.clear();
        chunkLength = Math.max(0, channel.read(bytes, chunkPosition));
    }

    private boolean openSegment() throws IOException {
        Path file = JournalFormat.segmentFile(directory, index);
        if (!Files.exists(file)) {
            return false;
        }
        channel = FileChannel.open(file, StandardOpenOption.READ);
        chunkPosition = 0;
        chunkOffset = 0;
        refill(0);
        SegmentMetadata.Found found = SegmentMetadata.find(buffer, chunkLength);
        if (found.metadata() == null || found.damage() != null) {
            close();
            return false;
        }
        seed = found.seed();
        chunkOffset = found.length();
        return true;
    }

    private boolean hasNextBegun() throws IOException {
        Path file = JournalFormat.segmentFile(directory, index + 1);
        if (!Files.exists(file)) {
            return false;
        }
        try (JournalTail next = new JournalTail(directory, index + 1)) {
            return next.openSegment() && next.completeLength() > 0;
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
