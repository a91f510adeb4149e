package io.tickwire.engine.journal;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;

/**
 * Checks that records, each of them valid, follow each other as they were written: inputs and their
 * outputs without a hole, and at the beginning of each segment a head with all instruments and one
 * snapshot. One thread.
 */
final class RecordOrder {
    private long lastSequence = -1;
    private int nextOrdinal;
    private boolean afterFrame;
    private boolean ended;
    private boolean footDue;
    // Known once the journal was read from its first segment, or one head was complete.
    private int instruments = -1;
    private int headInstruments;
    private boolean inHead;

    /**
     * The next record is the first of its segment.
     *
     * @param index of the segment
     */
    void beginSegment(int index) {
        if (lastSequence < 0 && index == 1) {
            instruments = 0;
        }
        inHead = true;
        headInstruments = 0;
    }

    /**
     * Takes the next record.
     *
     * @param record any
     * @param index  of its segment
     * @return what is wrong about its place in words, null where nothing is
     */
    String check(Event record, int index) {
        EventType type = record.type();
        long sequence = record.sequence();
        int ordinal = record.ordinal();
        boolean head = (record.flags() & Flags.HEAD) != 0;
        boolean frame = type == EventType.FRAME;
        String wrong = follows(sequence, ordinal, head, frame, index) ? null
            : "sequence " + sequence + "." + ordinal + " does not follow "
                + lastSequence + "." + Math.max(nextOrdinal - 1, 0);
        String wrongHead = head ? checkHead(record, type) : checkBehindHead(record, type);
        lastSequence = sequence;
        // Neither a head nor a frame has outputs.
        nextOrdinal = head || frame ? 0 : ordinal + 1;
        afterFrame = frame;
        return wrong == null ? wrongHead : wrong;
    }

    private boolean follows(
        long sequence, int ordinal, boolean head, boolean frame, int index) {
        if (lastSequence < 0) {
            return head || sequence == 1 || index > 1;
        }
        if (head) {
            return sequence == lastSequence;
        }
        if (ordinal > 0) {
            return sequence == lastSequence && ordinal == nextOrdinal;
        }
        // A frame shares its sequence with the first event decoded from it.
        return sequence == lastSequence + 1
            || afterFrame && !frame && sequence == lastSequence;
    }

    /** A snapshot ends the head of a segment; the one behind END, the foot, stands alone. */
    private String checkHead(Event record, EventType type) {
        boolean isSnapshot = type == EventType.SNAPSHOT;
        if (!inHead) {
            boolean isFoot = isSnapshot && footDue;
            footDue = false;
            return isFoot ? null : type + " of a head outside the head";
        }
        if (isSnapshot) {
            inHead = false;
            int known = instruments;
            instruments = Math.max(known, headInstruments);
            return headInstruments >= known ? null
                : "head has " + headInstruments + " instruments, not " + known;
        }
        int due = headInstruments + 1;
        headInstruments = record.instrument();
        return headInstruments == due ? null
            : "head has instrument " + headInstruments + ", not " + due;
    }

    private String checkBehindHead(Event record, EventType type) {
        boolean wasInHead = inHead;
        inHead = false;
        ended = type == EventType.END;
        footDue = ended;
        if (instruments >= 0 && type == EventType.INSTRUMENT) {
            instruments = Math.max(instruments, record.instrument());
        }
        return wasInHead ? "head has no snapshot" : null;
    }

    /** Whether the last input was END, which says that the run was closed. */
    boolean isEnded() {
        return ended;
    }
}
