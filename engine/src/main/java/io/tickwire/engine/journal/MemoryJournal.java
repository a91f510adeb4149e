package io.tickwire.engine.journal;

import io.tickwire.engine.event.Event;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A journal in memory, for simulations: two segments, written in turn, with exactly the bytes that
 * files would have. It can be read while it is written ({@link #poll()}), and each segment is
 * passed to {@link Finished} when it is full. No file and no thread of its own; one thread does
 * everything.
 */
public final class MemoryJournal {
    private static final int PIECES = 2;

    private final String session;
    private final String config;
    private final Finished finished;
    private final ByteBuffer[] pieces = new ByteBuffer[PIECES];
    private final Event record = new Event();
    private JournalWriter writer;
    private MemorySegment written;
    private MemorySegment before;
    private MemorySegment read;
    private int readPosition;

    private MemoryJournal(String session, String config, int segmentLength, Finished finished) {
        this.session = session;
        this.config = config;
        this.finished = finished;
        for (int i = 0; i < PIECES; i++) {
            pieces[i] = ByteBuffer.allocateDirect(segmentLength);
        }
    }

    /** Gets each segment once it is full, and the last one when the journal is closed. */
    public interface Finished {
        /**
         * A segment is full.
         *
         * @param segment     its bytes from offset 0; valid during the call only
         * @param firstRecord offset behind the metadata
         * @param length      where its records end
         */
        void onSegment(UnsafeBuffer segment, int firstRecord, int length);
    }

    /**
     * An empty journal, the writer behind the metadata of its first segment.
     *
     * @param session       session id
     * @param config        the frozen configuration
     * @param segmentLength bytes of a segment
     * @param finished      sees each segment
     * @return the journal
     */
    public static MemoryJournal open(
        String session, String config, int segmentLength, Finished finished) {
        MemoryJournal journal = new MemoryJournal(session, config, segmentLength, finished);
        journal.writer = JournalWriter.open(journal.new Pieces(), 0);
        return journal;
    }

    /** @return closed by whoever writes */
    public JournalWriter writer() {
        return writer;
    }

    /**
     * The next record.
     *
     * @return valid until the writer has rolled twice; null if none is written yet
     * @throws IllegalStateException if what comes next is already overwritten
     */
    public Event poll() {
        for (;;) {
            if (read != written && read != before) {
                throw new IllegalStateException("the reader has fallen behind: segment "
                    + read.index() + ", written is " + written.index());
            }
            UnsafeBuffer buffer = read.buffer();
            int length = JournalFormat.dataLength(buffer, readPosition, buffer.capacity());
            if (length > 0) {
                record.wrapRecord(buffer, readPosition);
                readPosition += length;
                return record;
            }
            if (read == written) {
                return null;
            }
            readFrom(written);
        }
    }

    private void readFrom(MemorySegment segment) {
        read = segment;
        readPosition = segment.metadataLength();
    }

    private final class Pieces implements Segments {
        @Override
        public Segment take(long timeoutNs) {
            int index = written == null ? 1 : written.index() + 1;
            byte[] document = new SegmentMetadata(
                session, 1, index, config, SegmentMetadata.currentSchema()).toBytes();
            before = written;
            written = new MemorySegment(index, pieces[index % PIECES], document);
            if (read == null) {
                readFrom(written);
            }
            return written;
        }

        @Override
        public void close() {
            // Nothing is held but memory, and what was written can still be read.
        }
    }

    private final class MemorySegment extends Segment {
        MemorySegment(int index, ByteBuffer piece, byte[] document) {
            super(index, piece, document.length, SegmentMetadata.seed(document));
            buffer().setMemory(0, buffer().capacity(), (byte) 0);
            buffer().putBytes(0, document);
        }

        @Override
        void finish(int length) {
            finished.onSegment(buffer(), metadataLength(), length);
        }
    }
}
