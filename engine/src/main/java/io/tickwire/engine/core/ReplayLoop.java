package io.tickwire.engine.core;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.journal.RecordSource;
import io.tickwire.engine.stage.StateReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs the recorded inputs of a journal through the stages again. It is the only loop that does so:
 * a restart uses it to recover state, a replay to compare recomputed decisions with the recorded
 * ones. What else happens for each record is up to the {@link ReplayHandler}.
 *
 * <p>All methods throw {@link UncheckedIOException} where the journal cannot be read. One thread.
 */
public final class ReplayLoop {
    private final RecordSource records;
    private final Event input = new Event();
    private UnsafeBuffer inputCopy =
        new UnsafeBuffer(ByteBuffer.allocateDirect(Header.SLOT_LENGTH));
    /** Whether the input that is running still stands where it was read. */
    private boolean inputInPlace;
    /** Read, not taken yet; null where nothing was read ahead, or at the end. */
    private Event ahead;

    /**
     * Begins before the first record.
     *
     * @param records read by nobody else from now on
     */
    public ReplayLoop(RecordSource records) {
        this.records = records;
    }

    /**
     * The next record, which stays the next one.
     *
     * @return valid until the loop goes on; null at the end
     */
    public Event peek() {
        if (ahead == null) {
            keepInput();
            try {
                ahead = records.next();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return ahead;
    }

    private Event take() {
        Event taken = peek();
        ahead = null;
        return taken;
    }

    /**
     * Takes over the instruments and the state that a segment's head holds; before the first input.
     *
     * @param stages in their initial state
     * @return the SNAPSHOT, valid until the loop goes on; null where the head is not complete
     */
    public Event beginFromHead(Stages stages) {
        Event record = take();
        while (record != null && record.type() == EventType.INSTRUMENT && isHead(record)) {
            stages.instruments().apply(record);
            record = take();
        }
        if (record == null || record.type() != EventType.SNAPSHOT) {
            return null;
        }
        stages.readState(
            new StateReader(record.varBuffer(), record.varOffset(), record.varLength()));
        return record;
    }

    private static boolean isHead(Event record) {
        return (record.flags() & Flags.HEAD) != 0;
    }

    /**
     * Runs until there are no more records, a record is missing (stages may take badly to a journal
     * with a hole, and would decide otherwise), or the handler wants no more.
     *
     * @param stages  run on each input
     * @param handler told about everything, and given what the stages decide
     */
    public void run(Stages stages, ReplayHandler handler) {
        Event record;
        while (!handler.isDone() && (record = take()) != null && records.isWhole()) {
            if (record.type() == EventType.SNAPSHOT) {
                handler.onSnapshot(record);
            } else if (record.type() == null || isHead(record)) {
                // A type of a later version is no input of this one, and what a head repeats is
                // known.
                continue;
            } else if (record.ordinal() > 0) {
                handler.onSurplus(record);
            } else {
                runInput(record, stages, handler);
            }
        }
    }

    private void runInput(Event record, Stages stages, ReplayHandler handler) {
        input.wrapRecord(record.buffer(), record.offset());
        inputInPlace = true;
        handler.onInput(input);
        handler.begin(input);
        try {
            stages.onEvent(input, handler);
        } catch (UncheckedIOException unreadable) {
            throw unreadable;
        } catch (RuntimeException failure) {
            handler.onFailure(input, failure);
        }
        inputInPlace = false;
    }

    /** It goes with the next record, which is read to look for outputs; few inputs have some. */
    private void keepInput() {
        if (!inputInPlace) {
            return;
        }
        inputInPlace = false;
        int length = input.recordLength();
        if (length > inputCopy.capacity()) {
            inputCopy = new UnsafeBuffer(ByteBuffer.allocateDirect(length));
        }
        inputCopy.putBytes(0, input.buffer(), input.offset(), length);
        input.wrapRecord(inputCopy, 0);
    }

    /**
     * Takes the next output that was recorded for the input that is running.
     *
     * @return valid until the loop goes on; null if no more was recorded
     */
    public Event recordedOutput() {
        Event next = peek();
        boolean isOwn =
            next != null && next.ordinal() > 0 && next.sequence() == input.sequence();
        return isOwn ? take() : null;
    }
}
