package io.tickwire.engine.core;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.SnapshotFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.journal.JournalFullException;
import io.tickwire.engine.journal.JournalWriter;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.StateWriter;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the journal for the stages: each input before anything is decided about it, each output
 * behind its input, and a request goes to the I/O thread only after its own record is written. Also
 * writes the head of each segment: instruments and a snapshot. Engine thread only.
 */
public final class JournalStage implements Outputs {
    /** Most bytes of the whole state: all instruments there may be, each with all it can have. */
    public static final int MAX_STATE_LENGTH = 32 << 20;

    private final JournalWriter journal;
    private final Stages stages;
    private final OutboundRing outbound;
    private final StateWriter state =
        new StateWriter(new UnsafeBuffer(ByteBuffer.allocateDirect(MAX_STATE_LENGTH)));
    private final Event head = new Event().wrapRecord(
        new UnsafeBuffer(ByteBuffer.allocateDirect(Header.SLOT_LENGTH + MAX_VAR_LENGTH)), 0);
    private Event input;
    private Event output;
    private int ordinal;
    private long decisions;
    private long lastEngineNs;

    /**
     * Writes into a journal.
     *
     * @param journal  stands at the beginning of a segment
     * @param stages   whose state goes into the heads
     * @param outbound where requests go, null where nobody executes them
     */
    public JournalStage(JournalWriter journal, Stages stages, OutboundRing outbound) {
        this.journal = journal;
        this.stages = stages;
        this.outbound = outbound;
    }

    /**
     * Writes the head of the current segment: instruments and state.
     *
     * @param engineNs engine time of the last input
     */
    public void writeHead(long engineNs) {
        lastEngineNs = engineNs;
        long sequence = stages.lastSequence();
        int instruments = stages.instruments().count();
        for (int id = 1; id <= instruments; id++) {
            head.header(EventType.INSTRUMENT, Source.ENGINE.ordinal(), 0, id, sequence, engineNs,
                engineNs, 0).flags(Flags.HEAD);
            stages.instruments().write(id, head);
            Event record = journal.claim();
            // Without the padding, which still holds the end of a longer symbol.
            record.buffer().putBytes(record.offset() + Header.TYPE, head.buffer(), Header.TYPE,
                head.varOffset() + head.varLength() - Header.TYPE);
            journal.commit();
        }
        stages.writeState(state.reset());
        appendSnapshot(sequence, engineNs);
    }

    /**
     * Writes the state at the end of a session behind its last input, so that a replay which
     * decides alike from a state that has come to differ is noticed too.
     */
    void writeFoot() {
        stages.writeState(state.reset());
        if (journal.fitsRecord(EventType.SNAPSHOT.bodyLength(), state.length())) {
            appendSnapshot(stages.lastSequence(), lastEngineNs);
        } else {
            journal.roll();
            writeHead(lastEngineNs);
        }
    }

    private void appendSnapshot(long sequence, long engineNs) {
        head.header(EventType.SNAPSHOT, Source.ENGINE.ordinal(), 0, 0, sequence, engineNs,
            engineNs, 0).flags(Flags.HEAD).set(SnapshotFields.SEGMENT, journal.segmentIndex());
        journal.append(head, state.buffer(), state.length());
    }

    /**
     * Journals an input, in a new segment if this one is full.
     *
     * @param event slot
     * @throws io.tickwire.engine.journal.JournalFullException if the disk is full, or the input
     *     does not fit into any segment
     */
    public void append(Event event) {
        if (!journal.hasRoom(event, MAX_PER_INPUT)) {
            roll(event);
        }
        journal.append(event);
        input = event;
        lastEngineNs = event.engineNs();
        ordinal = 0;
    }

    private void roll(Event event) {
        journal.roll();
        writeHead(lastEngineNs);
        if (!journal.hasRoom(event, MAX_PER_INPUT)) {
            throw new JournalFullException("segments too short for their head and an input: "
                + "state=" + state.length() + " bytes, input=" + event.recordLength()
                + " bytes, frame=" + event.frameLength() + " bytes", null);
        }
    }

    @Override
    public int room() {
        return MAX_PER_INPUT - ordinal;
    }

    @Override
    public Event claim(EventType type, int instrumentId) {
        if (ordinal >= MAX_PER_INPUT) {
            throw new IllegalStateException("more than " + MAX_PER_INPUT + " outputs of input "
                + input.sequence());
        }
        ordinal++;
        output = OutputHeaders.fill(journal.claim(), type, instrumentId, ordinal, input);
        return output;
    }

    @Override
    public int ordinal() {
        return ordinal;
    }

    @Override
    public void commit() {
        journal.commit();
        decisions++;
        if (outbound != null && output.type() == EventType.FEED_REQUEST) {
            outbound.offer(output);
        }
    }

    /** @return outputs journaled */
    public long decisions() {
        return decisions;
    }

    /** @return hash of the state as it is now; cold */
    public String stateHash() {
        stages.writeState(state.reset());
        return StateHash.of(state.buffer(), state.length());
    }
}
