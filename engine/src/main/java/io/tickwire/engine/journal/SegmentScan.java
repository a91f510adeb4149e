package io.tickwire.engine.journal;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Header;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the records of one segment in order and distinguishes intact, torn and damaged ones. Works
 * on a copy of the file taken at opening, so a live engine may truncate or delete it meanwhile.
 */
final class SegmentScan {
    /** How the records of a segment end. */
    enum End {
        /** At the end of the file or at zeros up to it. */
        CLEAN,
        /** At something that is no record, and no record follows. */
        TORN,
        /** At something that is no record; what follows is too strange to be searched. */
        UNSEARCHED
    }

    /** Most bytes to checksum in search of a record, in lengths of the segment. */
    private static final int SEARCH_LIMIT = 8;

    /**
     * A range of bytes that is no valid record although records follow it.
     *
     * @param position where it begins in the file
     * @param length   bytes
     * @param what     in words
     */
    record Damage(int position, int length, String what) {
    }

    private final Path file;
    private final int index;
    private final UnsafeBuffer buffer;
    private final ByteBuffer bytes;
    private final int limit;
    private final SegmentMetadata.Found found;
    private final CRC32C crc = new CRC32C();
    private final Event candidate = new Event();
    private int seed;
    private boolean seedProved;
    private int position;
    private int recordPosition;
    private long searchBudget;
    private End end;
    private Damage damage;

    private SegmentScan(Path file, ByteBuffer bytes) {
        this.file = file;
        this.index = JournalFormat.segmentIndex(file);
        this.bytes = bytes;
        this.buffer = new UnsafeBuffer(bytes);
        this.limit = bytes.capacity();
        this.found = SegmentMetadata.find(buffer, limit);
        this.seed = found.seed();
        this.position = found.length();
    }

    static SegmentScan open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(channel.size()));
            while (bytes.hasRemaining()) {
                if (channel.read(bytes) < 0) {
                    // A live engine has cut it since; what is missing were zeros.
                    break;
                }
            }
            return new SegmentScan(file, bytes);
        } catch (ArithmeticException tooLong) {
            throw new EOFException("segment longer than 2 GiB: " + file);
        }
    }

    Path file() {
        return file;
    }

    int index() {
        return index;
    }

    SegmentMetadata.Found metadata() {
        return found;
    }

    /** No metadata and nothing else but zeros: prepared, never begun; or a file of no length. */
    boolean isBlank() {
        return found.length() == 0 && zerosFrom(0);
    }

    /**
     * Goes to the next record.
     *
     * @param event put over it
     * @return false at the end, see {@link #end()}; before a record that comes after damage,
     *     {@link #takeDamage()} has it
     */
    boolean next(Event event) {
        if (found.length() == 0) {
            end = isBlank() ? End.CLEAN : End.TORN;
            return false;
        }
        int length = lengthAt(position);
        if (length <= 0) {
            if (zerosFrom(position)) {
                end = End.CLEAN;
                return false;
            }
            int resumeAt = findRecord(position + 8);
            if (resumeAt < 0) {
                end = searchBudget < 0 ? End.UNSEARCHED : End.TORN;
                return false;
            }
            damage = new Damage(position, resumeAt - position, "no valid record");
            position = resumeAt;
            length = lengthAt(position);
        }
        recordPosition = position;
        position += length;
        seedProved = true;
        event.wrapRecord(buffer, recordPosition);
        return true;
    }

    /** Length of the valid record there, 0 where nothing is written, -1 where it is not valid. */
    private int lengthAt(int offset) {
        int length = JournalFormat.dataLength(buffer, offset, limit);
        if (length <= 0) {
            return length;
        }
        if (isValid(offset, length, seed)) {
            return length;
        }
        if (!seedProved && found.otherSeed() != seed
            && isValid(offset, length, found.otherSeed())) {
            seed = found.otherSeed();
            return length;
        }
        return -1;
    }

    private boolean isValid(int offset, int length, int withSeed) {
        // Before the checksum: inside a damaged stretch many numbers look like a length.
        if (!JournalFormat.matchesLayout(candidate.wrapRecord(buffer, offset), length)) {
            return false;
        }
        searchBudget -= length;
        int stored = buffer.getInt(offset + Header.CRC, ByteOrder.LITTLE_ENDIAN);
        int computed =
            JournalFormat.crc(crc, buffer, bytes, offset, offset + length, withSeed);
        buffer.putInt(offset + Header.CRC, stored, ByteOrder.LITTLE_ENDIAN);
        return stored == computed;
    }

    /** Where the next valid record begins, -1 where none does or the search was given up. */
    private int findRecord(int from) {
        searchBudget = (long) SEARCH_LIMIT * limit;
        for (int at = from; at < limit && searchBudget >= 0; at += 8) {
            if (lengthAt(at) > 0) {
                return at;
            }
        }
        return -1;
    }

    private boolean zerosFrom(int from) {
        int at = from;
        while (at <= limit - Long.BYTES && buffer.getLong(at) == 0) {
            at += Long.BYTES;
        }
        while (at < limit && buffer.getByte(at) == 0) {
            at++;
        }
        return at >= limit;
    }

    /** Where the record of the last {@link #next} begins in the file. */
    int recordPosition() {
        return recordPosition;
    }

    /** Where reading has come to. */
    int position() {
        return position;
    }

    /** How the segment ended, once {@link #next} has said false. */
    End end() {
        return end;
    }

    /** Damage that was passed over before the last record, null for none; asked once. */
    Damage takeDamage() {
        Damage taken = damage;
        damage = null;
        return taken;
    }
}
