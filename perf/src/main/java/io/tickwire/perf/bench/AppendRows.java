package io.tickwire.perf.bench;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.journal.JournalWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What appending costs beside copying the same bytes. In batches, of which the median counts: the
 * few that meet a roll are the helper's, and the disk's.
 */
final class AppendRows {
    /** Bytes of the frame that a QUOTE comes with: that of a 24-hour ticker. */
    static final int FRAME_LENGTH = 406;
    /** Bytes of the record. */
    static final int QUOTE_LENGTH = Header.recordLength(EventType.QUOTE.bodyLength(), 0);
    /** Bytes of both records. */
    static final int WITH_FRAME_LENGTH = QUOTE_LENGTH
        + Header.recordLength(EventType.FRAME.bodyLength(), FRAME_LENGTH);

    private static final int BATCH = 1_000;
    private static final int SLOTS = 1_024;
    private static final int ARENA_LENGTH = 1 << 20;
    private static final int SEGMENT_LENGTH = 64 << 20;
    private static final int MAX_OUTPUTS = 250;
    private static final long SEGMENT_TIMEOUT_NS = 60_000_000_000L;

    private final int batches;
    private final UnsafeBuffer slots =
        new UnsafeBuffer(ByteBuffer.allocateDirect(SLOTS * Header.SLOT_LENGTH));
    private final UnsafeBuffer arena = new UnsafeBuffer(ByteBuffer.allocateDirect(ARENA_LENGTH));
    private final ByteBuffer copies = ByteBuffer.allocateDirect(SEGMENT_LENGTH);
    private final UnsafeBuffer target = new UnsafeBuffer(copies);
    private final CRC32C crc = new CRC32C();
    private final Event event = new Event();
    private long sequence;
    private int copied;

    AppendRows(int batches) {
        this.batches = batches;
        // Touched, as the segments are that the writer gets.
        target.setMemory(0, SEGMENT_LENGTH, (byte) 1);
    }

    /** One step of a batch. */
    private interface Step {
        void run(int slot);
    }

    /**
     * Copies the bytes of a QUOTE, and of a frame.
     *
     * @param frame   whether there is one
     * @param checked whether a checksum is computed over all of it, once
     * @return nanoseconds of one, of each batch
     */
    double[] copy(boolean frame, boolean checked) {
        return batches(slot -> {
            int length = frame ? WITH_FRAME_LENGTH : QUOTE_LENGTH;
            if (copied + length > SEGMENT_LENGTH) {
                copied = 0;
            }
            target.putBytes(copied, slots, slot * Header.SLOT_LENGTH, QUOTE_LENGTH);
            if (frame) {
                target.putBytes(copied + QUOTE_LENGTH, arena, framePosition(slot),
                    WITH_FRAME_LENGTH - QUOTE_LENGTH);
            }
            if (checked) {
                crc.reset();
                crc.update(copies.limit(copied + length).position(copied));
                target.putInt(copied, (int) crc.getValue());
            }
            copied += length;
        });
    }

    /**
     * Appends QUOTEs to a journal.
     *
     * @param folder of its segments, empty
     * @param frame  whether each comes with a frame
     * @return nanoseconds of one, of each batch
     */
    double[] append(Path folder, boolean frame) {
        try (JournalWriter writer = JournalWriter.open(new JournalWriter.Settings(
            folder, "bench", 1, 1, "", SEGMENT_LENGTH, 0, SEGMENT_TIMEOUT_NS))) {
            return batches(slot -> {
                event.wrapSlot(slots, slot * Header.SLOT_LENGTH, arena);
                event.frameInArena(0, framePosition(slot), frame ? FRAME_LENGTH : 0);
                if (!writer.hasRoom(event, MAX_OUTPUTS)) {
                    writer.roll();
                }
                writer.append(event);
            });
        }
    }

    private static int framePosition(int slot) {
        return slot * (ARENA_LENGTH / SLOTS);
    }

    private double[] batches(Step step) {
        double[] ns = new double[batches];
        for (int batch = 0; batch < batches; batch++) {
            fillSlots();
            long beginNs = System.nanoTime();
            for (int i = 0; i < BATCH; i++) {
                step.run(i);
            }
            ns[batch] = (System.nanoTime() - beginNs) / (double) BATCH;
        }
        return ns;
    }

    /** As the decoder leaves them, so that they are in the cache as they are live. */
    private void fillSlots() {
        for (int slot = 0; slot < BATCH; slot++) {
            sequence++;
            event.wrapSlot(slots, slot * Header.SLOT_LENGTH, arena);
            event.header(EventType.QUOTE, 1, 0, 1, sequence, sequence, sequence, 1)
                .exponents(-2, -3)
                .set(QuoteFields.UPDATE_ID, sequence).set(QuoteFields.BID, sequence + 1)
                .set(QuoteFields.BID_QTY, sequence + 2).set(QuoteFields.ASK, sequence + 3)
                .set(QuoteFields.ASK_QTY, sequence + 4)
                .set(QuoteFields.TRANSACT_MS, sequence).set(QuoteFields.EVENT_MS, sequence);
        }
    }
}
