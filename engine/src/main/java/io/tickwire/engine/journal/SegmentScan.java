package io.tickwire.engine.journal;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Header;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Reads the records of one segment in order and distinguishes intact, torn and damaged ones. A live
 * engine may write on, cut or delete the file meanwhile: read is what it held when it was opened,
 * and perhaps more.
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
    private final SegmentBytes bytes;
    private final int limit;
    private final SegmentMetadata.Found found;
    private final Event candidate = new Event();
    private RecordChecksum checksum;
    /** To be tried while no record has shown which seed is right; null where there is but one. */
    private RecordChecksum otherChecksum;
    private int position;
    private int recordPosition;
    private long searchBudget;
    private End end;
    private Damage damage;

    private SegmentScan(Path file, SegmentBytes bytes) throws IOException {
        this.file = file;
        this.index = JournalFormat.segmentIndex(file);
        this.bytes = bytes;
        this.limit = bytes.limit();
        int front = Math.min(limit, JournalFormat.MAX_METADATA_LENGTH);
        bytes.at(0, front);
        this.found = SegmentMetadata.find(bytes.buffer(), front);
        this.checksum = new RecordChecksum(found.seed());
        this.otherChecksum = found.otherSeed() == found.seed() ? null
            : new RecordChecksum(found.otherSeed());
        this.position = found.length();
    }

    /**
     * Begins to read a segment.
     *
     * @param file  its file
     * @param bytes used for it until the next segment is opened with them
     */
    static SegmentScan open(Path file, SegmentBytes bytes) throws IOException {
        bytes.open(file);
        return new SegmentScan(file, bytes);
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

    /**
     * Goes to the next record.
     *
     * @param event put over it, until the next call
     * @return false at the end, see {@link #end()}; before a record that comes after damage,
     *     {@link #takeDamage()} has it
     */
    boolean next(Event event) throws IOException {
        if (found.length() == 0) {
            // Prepared and never begun, or no segment at all.
            end = bytes.zerosFrom(0) ? End.CLEAN : End.TORN;
            return false;
        }
        int length = lengthAt(position);
        if (length <= 0) {
            if (bytes.zerosFrom(position)) {
                end = End.CLEAN;
                return false;
            }
            int resumeAt = findRecord(position + 8);
            if (resumeAt < 0) {
                end = searchBudget < 0 ? End.UNSEARCHED : End.TORN;
                return false;
            }
            // A live engine may have been writing it; then it is whole before what was found.
            bytes.forget();
            length = lengthAt(position);
            if (length <= 0) {
                damage = new Damage(position, resumeAt - position, "no valid record");
                position = resumeAt;
                length = lengthAt(position);
            }
        }
        recordPosition = position;
        position += length;
        otherChecksum = null;
        // Before the buffer is asked for: a long record takes a larger one.
        int at = bytes.at(recordPosition, length);
        event.wrapRecord(bytes.buffer(), at);
        return true;
    }

    /** Length of the valid record there, 0 where nothing is written, -1 where it is not valid. */
    private int lengthAt(int offset) throws IOException {
        int headerLength = Math.min(Header.LENGTH, limit - offset);
        int at = headerLength <= 0 ? 0 : bytes.at(offset, headerLength);
        int length = JournalFormat.dataLength(bytes.buffer(), at, at + limit - offset);
        if (length <= 0) {
            return length;
        }
        // Before the checksum: inside a damaged stretch many numbers look like a length.
        candidate.wrapRecord(bytes.buffer(), at);
        if (!JournalFormat.matchesLayout(candidate.type(), candidate.varLength(), length)) {
            return -1;
        }
        int stored = bytes.buffer().getInt(at + Header.CRC, ByteOrder.LITTLE_ENDIAN);
        searchBudget -= length;
        if (bytes.checksum(offset, length, checksum) == stored) {
            return length;
        }
        if (otherChecksum == null) {
            return -1;
        }
        searchBudget -= length;
        if (bytes.checksum(offset, length, otherChecksum) != stored) {
            return -1;
        }
        checksum = otherChecksum;
        return length;
    }

    /** Where the next valid record begins, -1 where none does or the search was given up. */
    private int findRecord(int from) throws IOException {
        searchBudget = (long) SEARCH_LIMIT * limit;
        for (int at = from; at < limit && searchBudget >= 0; at += 8) {
            if (lengthAt(at) > 0) {
                return at;
            }
        }
        return -1;
    }

    /**
     * How much of the file is of use, once {@link #next} has said false: all but the zeros behind
     * the last record and whatever stands there half written.
     */
    int usedLength() throws IOException {
        int content = bytes.contentEnd(position);
        return Math.min(limit, content + 7 & ~7);
    }

    /** Whether it was prepared and never begun, once {@link #next} has said false. */
    boolean isEmpty() {
        return end == End.CLEAN && recordPosition == 0;
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
