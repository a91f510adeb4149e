package io.tickwire.engine.journal;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.session.RegularFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Follows a journal while it is being written; for observers. Reads through a channel instead of a
 * mapping, because full segments are truncated to their used length. One thread uses it.
 */
public final class JournalTail implements Closeable {
    private static final int CHUNK_LENGTH = 1 << 18;
    /** What an idle engine writes between two looks; the zeros behind it are read for nothing. */
    private static final int SMALLEST_CHUNK_LENGTH = 1 << 12;
    /** Where there is more room than this the writer goes on: a state needs most. */
    private static final long MOST_ROOM_LENGTH = 40L << 20;
    private static final int LOOK_BEHIND_ROOM_EVERY = 16;
    private static final int TYPE_CODES = 256;

    private final Path directory;
    private final Event event = new Event();
    /** By the type's code. */
    private final boolean[] passedOver = new boolean[TYPE_CODES];
    private final ByteBuffer word =
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private int index;
    private FileChannel channel;
    private RecordChecksum checksum;
    private SegmentMetadata metadata;
    private long chunkPosition;
    private int chunkOffset;
    private ByteBuffer bytes = ByteBuffer.allocateDirect(CHUNK_LENGTH);
    private UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private int chunkLength;
    /** How much to read next. */
    private int wantedLength = SMALLEST_CHUNK_LENGTH;
    private int emptyPolls;

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
     * Follows from a segment on, without what is of no use: of those records the length is read,
     * and no checksum of them computed, so that what an observer costs does not depend on how many
     * bytes of frames a venue sends.
     *
     * @param directory    the session's {@code journal} folder
     * @param segmentIndex first segment to read, from 1; need not exist yet
     * @param passedOver   types of records that {@link #poll} leaves out
     * @return a tail before its first record
     */
    public static JournalTail open(
        Path directory, int segmentIndex, Collection<EventType> passedOver) {
        JournalTail tail = open(directory, segmentIndex);
        passedOver.forEach(type -> tail.passedOver[type.code()] = true);
        return tail;
    }

    /**
     * The next record, if it is written already.
     *
     * @return valid until the next call; null if there is none yet
     * @throws IOException if the journal cannot be read
     */
    public Event poll() throws IOException {
        while (channel != null || openSegment()) {
            Event record = take();
            if (record != null) {
                return record;
            }
            int begun = mayBeOver() ? nextBegun() : 0;
            if (begun == 0) {
                return null;
            }
            // What was written before the roll is visible by now.
            record = take();
            if (record != null) {
                return record;
            }
            close();
            index = begun;
        }
        return null;
    }

    private Event take() throws IOException {
        while (true) {
            passOver();
            if (isWholeRecord()) {
                return taken();
            }
            // Mostly nothing new is there, and a whole chunk of it would be read for nothing.
            if (completeLength(wordAt(channel, chunkPosition + chunkOffset)) == 0) {
                return null;
            }
            // The chunk is as old as its reading, and may have been taken amid a write.
            refill(0);
            if (passOver()) {
                continue;
            }
            int length = completeLength();
            if (length > chunkLength) {
                refill(length);
            }
            return isWholeRecord() ? taken() : null;
        }
    }

    private Event taken() {
        event.wrapRecord(buffer, chunkOffset);
        chunkOffset += completeLength();
        return event;
    }

    /**
     * Goes behind records that are not wanted. A chunk that was taken amid a write has zeros, which
     * are no type, where the type is to be written: what is doubtful is not passed over.
     *
     * @return whether there was any
     */
    private boolean passOver() {
        boolean any = false;
        while (chunkLength - chunkOffset >= Header.LENGTH
            && passedOver[buffer.getByte(chunkOffset + Header.TYPE) & 0xff]) {
            int length = completeLength();
            if (length < Header.LENGTH) {
                break;
            }
            any = true;
            chunkOffset += length;
            if (chunkOffset > chunkLength) {
                // The rest of it need not be read at all.
                chunkPosition += chunkOffset;
                chunkOffset = 0;
                chunkLength = 0;
            }
        }
        return any;
    }

    private boolean isWholeRecord() {
        int length = completeLength();
        return length >= Header.LENGTH && length <= chunkLength - chunkOffset
            && hasItsChecksum(length);
    }

    /** Length of the record at the current place by its length word, 0 if not complete. */
    private int completeLength() {
        return chunkLength - chunkOffset < Long.BYTES ? 0
            : completeLength(buffer.getInt(chunkOffset, ByteOrder.LITTLE_ENDIAN));
    }

    private static int completeLength(int word) {
        return (word & ~JournalFormat.LENGTH_MASK) != 0 || word == 0
            ? 0 : (word & JournalFormat.LENGTH_MASK) + Integer.BYTES;
    }

    private boolean hasItsChecksum(int length) {
        return checksum.of(bytes, chunkOffset, chunkOffset + length)
            == buffer.getInt(chunkOffset + Header.CRC, ByteOrder.LITTLE_ENDIAN);
    }

    private void refill(int needed) throws IOException {
        wantedLength = chunkOffset <= chunkLength / 2 ? SMALLEST_CHUNK_LENGTH
            : Math.min(CHUNK_LENGTH, wantedLength * 2);
        chunkPosition += chunkOffset;
        chunkOffset = 0;
        // A length beyond the end of the file is no length.
        if (needed > bytes.capacity() && needed <= channel.size() - chunkPosition) {
            bytes = ByteBuffer.allocateDirect(needed);
            buffer = new UnsafeBuffer(bytes);
        }
        bytes.clear().limit(Math.min(bytes.capacity(), Math.max(needed, wantedLength)));
        chunkLength = Math.max(0, channel.read(bytes, chunkPosition));
    }

    private boolean openSegment() throws IOException {
        Path file = JournalFormat.segmentFile(directory, index);
        if (!Files.exists(file)) {
            return false;
        }
        try {
            channel = RegularFiles.openToRead(file);
        } catch (NoSuchFileException discarded) {
            // Prepared for nothing, and gone since it was looked for.
            return false;
        }
        chunkPosition = 0;
        chunkOffset = 0;
        emptyPolls = 0;
        refill(CHUNK_LENGTH);
        SegmentMetadata.Found found = SegmentMetadata.find(buffer, chunkLength);
        if (found.metadata() == null || found.damage() != null) {
            close();
            return false;
        }
        metadata = found.metadata();
        checksum = new RecordChecksum(found.seed());
        chunkOffset = found.length();
        return true;
    }

    /**
     * Whether the writer may have gone on in another segment. Where this one has room only a new
     * run does, so that to look the first time is enough for long: observers ask again and again.
     */
    private boolean mayBeOver() throws IOException {
        return channel.size() - chunkPosition - chunkOffset < MOST_ROOM_LENGTH
            || emptyPolls++ % LOOK_BEHIND_ROOM_EVERY == 0;
    }

    /**
     * The next segment with a record, 0 while there is none. The writer prepares one ahead; one
     * that a killed run had prepared stays empty for ever, and the next run goes on behind it.
     */
    private int nextBegun() throws IOException {
        int next = index + 1;
        while (true) {
            Path file = JournalFormat.segmentFile(directory, next);
            if (!Files.exists(file)) {
                return 0;
            }
            if (hasBegun(file)) {
                return next;
            }
            next++;
        }
    }

    /** Two words tell, so that asking again and again costs little. */
    private boolean hasBegun(Path file) throws IOException {
        try (FileChannel next = RegularFiles.openToRead(file)) {
            int metadata = wordAt(next, 0);
            if ((metadata & ~JournalFormat.LENGTH_MASK) != JournalFormat.META_DATA) {
                return false;
            }
            int length = (metadata & JournalFormat.LENGTH_MASK) + Integer.BYTES;
            return completeLength(wordAt(next, length)) > 0;
        } catch (NoSuchFileException discarded) {
            // Prepared for nothing, and gone since it was looked for.
            return false;
        }
    }

    private int wordAt(FileChannel file, long position) throws IOException {
        word.clear();
        return file.read(word, position) < Integer.BYTES ? 0 : word.getInt(0);
    }

    /** @return session id of the segment last opened, null before the first */
    public String session() {
        return metadata == null ? null : metadata.session();
    }

    /** @return incarnation of the segment last opened, 0 before the first */
    public int incarnation() {
        return metadata == null ? 0 : metadata.incarnation();
    }

    /** @return frozen configuration of the segment last opened, null before the first */
    public String config() {
        return metadata == null ? null : metadata.config();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
