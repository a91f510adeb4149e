package io.tickwire.engine.core;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.stage.Outputs;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Outputs that are not journaled: one buffer, overwritten by each output. Subclasses see an output
 * in {@link #onOutput}.
 */
public class ScratchOutputs implements Outputs {
    private final UnsafeBuffer scratch = new UnsafeBuffer(
        ByteBuffer.allocateDirect(MAX_RECORD_LENGTH));
    private final Event output = new Event().wrapRecord(scratch, 0);
    private Event input;
    private int ordinal;

    /**
     * The outputs to come belong to this input.
     *
     * @param event their cause
     */
    public final void begin(Event event) {
        input = event;
        ordinal = 0;
    }

    @Override
    public final int room() {
        return MAX_PER_INPUT - ordinal;
    }

    @Override
    public final Event claim(EventType type, int instrumentId) {
        ordinal++;
        scratch.setMemory(0, scratch.capacity(), (byte) 0);
        return OutputHeaders.fill(output, type, instrumentId, ordinal, input);
    }

    @Override
    public final int ordinal() {
        return ordinal;
    }

    @Override
    public final void commit() {
        onOutput(output);
    }

    /**
     * An output is complete.
     *
     * @param made the record, valid during the call
     */
    protected void onOutput(Event made) {
    }
}
