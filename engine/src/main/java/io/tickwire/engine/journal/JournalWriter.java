package io.tickwire.engine.journal;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FrameFields;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.session.OrderKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends records to the current segment, on the engine thread, without allocating. An input is
 * copied from its slot; an output is built in place between {@link #claim} and {@link #commit}.
 * The length word is stored last, with release, so a reader sees whole records or none.
 *
 * <p>Room is asked for once per input ({@link #hasRoom}), with a reserve for its outputs, so that
 * an input and its outputs never straddle two segments and each segment begins between inputs.
 *
 * <p>Long because what it does must happen in one order, which is best read in one place.
 */
public final class JournalWriter implements AutoCloseable {
    /** Longest output record, bytes. */
    public static final int MAX_OUTPUT_LENGTH = 512;

    // The helper loads half a library for its first segment, and nothing runs that could suffer.
    private static final long FIRST_SEGMENT_TIMEOUT_NS = 30_000_000_000L;
    private static final int FRAME_BODY_END = Header.LENGTH + EventType.FRAME.bodyLength();

    private final Segments segments;
    private final long segmentTimeoutNs;
    private final Event record = new Event();
    private final Event frame = new Event();

    private Segment segment;
    private UnsafeBuffer buffer;
    private ByteBuffer bytes;
    private RecordChecksum checksum;
    private int limit;
    /** How far the segment may be written yet, at most {@link #limit}. */
    private int allocated;
    /** From here on the supply wants to know how far it has been written. */
    private int tellAt;
    private int position;
    private long records;

    private JournalWriter(Segments segments, long segmentTimeoutNs) {
        this.segments = segments;
        this.segmentTimeoutNs = segmentTimeoutNs;
    }

    /**
     * Where and how to write.
     *
     * @param directory        of the segments
     * @param session          session id
     * @param orderKey         of the session, see {@link OrderKey}
     * @param incarnation      1 for the first run
     * @param firstSegment     index of the first segment to write, from 1
     * @param config           the frozen configuration
     * @param segmentLength    bytes of a segment file
     * @param forceNs          how often to force, 0 = never
     * @param segmentTimeoutNs longest wait for a prepared segment at a roll
     */
    public record Settings(
        Path directory, String session, long orderKey, int incarnation, int firstSegment,
        String config, int segmentLength, long forceNs, long segmentTimeoutNs) {

        /**
         * For a session whose order key follows from its id.
         *
         * @param directory        of the segments
         * @param session          session id
         * @param incarnation      1 for the first run
         * @param firstSegment     index of the first segment to write, from 1
         * @param config           the frozen configuration
         * @param segmentLength    bytes of a segment file
         * @param forceNs          how often to force, 0 = never
         * @param segmentTimeoutNs longest wait for a prepared segment at a roll
         */
        public Settings(
            Path directory, String session, int incarnation, int firstSegment, String config,
            int segmentLength, long forceNs, long segmentTimeoutNs) {
            this(directory, session, OrderKey.of(session), incarnation, firstSegment, config,
                segmentLength, forceNs, segmentTimeoutNs);
        }
    }

    /**
     * Starts the helper and takes the first segment.
     *
     * @param settings where and how
     * @return a writer that stands behind the metadata of the first segment
     * @throws JournalFullException if no segment can be had
     */
    public static JournalWriter open(Settings settings) {
        SegmentMetadata template = new SegmentMetadata(
            settings.session(), settings.orderKey(), settings.incarnation(),
            settings.firstSegment(), settings.config(), SegmentMetadata.currentSchema());
        SegmentSupply supply = SegmentSupply.start(settings.directory(), template,
            settings.segmentLength(), settings.forceNs());
        return open(supply, settings.segmentTimeoutNs());
    }

    /**
     * Takes the first segment.
     *
     * @param segments         where segments come from, closed with the writer
     * @param segmentTimeoutNs longest wait for one at a roll
     * @return a writer that stands behind the metadata of the first segment
     * @throws JournalFullException if no segment can be had
     */
    static JournalWriter open(Segments segments, long segmentTimeoutNs) {
        JournalWriter writer = new JournalWriter(segments, segmentTimeoutNs);
        try {
            writer.takeSegment(FIRST_SEGMENT_TIMEOUT_NS);
        } catch (JournalFullException full) {
            writer.close();
            throw full;
        }
        return writer;
    }

    /**
     * Whether the current segment has room for an input and all its outputs. Where it has, it may
     * be written so far: what is not allocated yet is waited for now, and not amid the outputs.
     *
     * @param input   slot
     * @param outputs most outputs that it may have
     * @return false if {@link #roll()} must come first
     * @throws JournalFullException if the disk is full
     */
    public boolean hasRoom(Event input, int outputs) {
        int frameLength = input.frameLength();
        int needed = input.recordLength() + outputs * MAX_OUTPUT_LENGTH
            + (frameLength == 0 ? 0 : FRAME_BODY_END + frameLength + Long.BYTES);
        if (needed > limit - position) {
            return false;
        }
        if (needed > allocated - position) {
            awaitAllocated(needed);
        }
        if (position >= tellAt) {
            tellAt = segments.writtenTo(position);
        }
        return true;
    }

    /** Throws before anything is written: what is journaled so far stays whole. */
    private void awaitAllocated(int length) {
        allocated = segment.allocatedLength();
        if (length <= allocated - position) {
            return;
        }
        try {
            if (!segments.awaitAllocated(position + length, segmentTimeoutNs)) {
                throw new JournalFullException("the journal segment was not allocated within "
                    + segmentTimeoutNs / 1_000_000 + " ms", null);
            }
        } catch (IOException full) {
            throw new JournalFullException(full.getMessage(), full);
        }
        allocated = segment.allocatedLength();
    }

    /**
     * Goes on in the next segment. The caller writes its head.
     *
     * @throws JournalFullException if there is none in time; the segment before is still whole
     *                              and the current one
     */
    public void roll() {
        Segment full = segment;
        int fullLength = position;
        takeSegment(segmentTimeoutNs);
        full.finish(fullLength);
    }

    private void takeSegment(long timeoutNs) {
        Segment next;
        try {
            next = segments.take(timeoutNs);
        } catch (IOException full) {
            throw new JournalFullException(full.getMessage(), full);
        }
        if (next == null) {
            throw new JournalFullException(
                "no journal segment was ready within " + timeoutNs / 1_000_000 + " ms",
                null);
        }
        segment = next;
        buffer = segment.buffer();
        bytes = segment.bytes();
        checksum = segment.checksum();
        limit = buffer.capacity();
        position = segment.metadataLength();
        allocated = segment.allocatedLength();
        tellAt = segments.writtenTo(position);
    }

    /**
     * Journals an input: its frame first, if it is the first event of one.
     *
     * @param input slot
     */
    public void append(Event input) {
        int frameLength = input.frameLength();
        if (frameLength > 0) {
            appendFrame(input, frameLength);
        }
        int bodyEnd = Header.LENGTH + input.type().bodyLength();
        int start = position;
        int varLength = input.varLength();
        begin(bodyEnd, varLength);
        buffer.putBytes(start + Header.TYPE, input.buffer(), input.offset() + Header.TYPE,
            bodyEnd - Header.TYPE);
        if (varLength > 0) {
            buffer.putBytes(start + bodyEnd, input.varBuffer(), input.varOffset(), varLength);
        }
        end(start, Header.recordLength(bodyEnd - Header.LENGTH, varLength));
    }

    private void appendFrame(Event input, int frameLength) {
        int start = position;
        begin(FRAME_BODY_END, frameLength);
        frame.wrapRecord(buffer, start)
            .header(EventType.FRAME, input.sourceCode(), 0, 0, input.sequence(),
                input.engineNs(), input.receiveNs(), input.link())
            .set(FrameFields.FORMAT, input.frameFormat())
            .set(FrameFields.SENT, 0)
            .appendVar(input.varBuffer(), input.framePosition(), frameLength);
        end(start, Header.recordLength(FRAME_BODY_END - Header.LENGTH, frameLength));
    }

    /**
     * Begins an output in place; nothing else may be appended before {@link #commit}. Until then
     * its length word stays 0, which readers take for the end, as they do the not-complete bit.
     *
     * @return the record, header not yet written
     * @throws JournalFullException if there is no room, which {@link #hasRoom} rules out
     */
    public Event claim() {
        if (MAX_OUTPUT_LENGTH > limit - position) {
            throw tooLong("output", MAX_OUTPUT_LENGTH);
        }
        if (MAX_OUTPUT_LENGTH > allocated - position) {
            awaitAllocated(MAX_OUTPUT_LENGTH);
        }
        return record.wrapRecord(buffer, position);
    }

    /** Ends the output: from now on it is written. */
    public void commit() {
        int start = position;
        end(start, record.recordLength());
    }

    /**
     * Whether the current segment has room for one more record.
     *
     * @param bodyLength bytes of its body
     * @param varLength  bytes of its variable part
     * @return false if {@link #roll()} must come first
     */
    public boolean fitsRecord(int bodyLength, int varLength) {
        return Header.recordLength(bodyLength, varLength) <= limit - position;
    }

    /**
     * Writes a record with a long variable part: a SNAPSHOT.
     *
     * @param head   header and body, without variable part
     * @param source holds the variable part from offset 0
     * @param length its bytes
     */
    public void append(Event head, DirectBuffer source, int length) {
        int start = position;
        int bodyLength = head.type().bodyLength();
        int recordLength = Header.recordLength(bodyLength, length);
        begin(Header.LENGTH + bodyLength, length);
        buffer.putBytes(start + Header.TYPE, head.buffer(), head.offset() + Header.TYPE,
            Header.LENGTH + bodyLength - Header.TYPE);
        record.wrapRecord(buffer, start).appendVar(source, 0, length);
        end(start, recordLength);
    }

    private void begin(int bodyEnd, int varLength) {
        int length = Header.recordLength(bodyEnd - Header.LENGTH, varLength);
        if (length > limit - position) {
            throw tooLong("record", length);
        }
        if (length > allocated - position) {
            awaitAllocated(length);
        }
        buffer.putInt(position, JournalFormat.NOT_COMPLETE, ByteOrder.LITTLE_ENDIAN);
    }

    private JournalFullException tooLong(String what, int length) {
        return new JournalFullException(what + " does not fit into a segment: length=" + length
            + ", room=" + (limit - position), null);
    }

    private void end(int start, int length) {
        buffer.putInt(start + Header.CRC, checksum.of(bytes, start, start + length),
            ByteOrder.LITTLE_ENDIAN);
        buffer.putIntRelease(start, length - Integer.BYTES);
        position = start + length;
        records++;
    }

    /** @return records written by this writer */
    public long records() {
        return records;
    }

    /** @return index of the current segment */
    public int segmentIndex() {
        return segment.index();
    }

    /**
     * Finishes the current segment at its length and ends the supply.
     *
     * @throws JournalFullException if the disk did not take the end
     */
    @Override
    public void close() {
        if (segment != null) {
            segment.finish(position);
            segment = null;
            // The helper unmaps it: nothing may be written from here on.
            limit = position;
            allocated = position;
        }
        try {
            segments.close();
        } catch (IOException full) {
            throw new JournalFullException(full.getMessage(), full);
        }
    }
}
