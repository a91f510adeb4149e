package io.tickwire.engine.stage;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Header;

/**
 * Where the stages write their decisions: the journal, or the comparator of a replay. One output at
 * a time, on the engine thread; nothing here allocates.
 */
public interface Outputs {
    /** Most outputs that one input may have; the rest waits for the next TIMER. */
    int MAX_PER_INPUT = 250;
    /** Longest variable part of an output, bytes. */
    int MAX_VAR_LENGTH = 256;
    /** Longest output, bytes. */
    int MAX_RECORD_LENGTH = Header.recordLength(
        EventType.MAX_DECISION_LONGS * Long.BYTES, MAX_VAR_LENGTH);

    /** @return how many outputs the current input may still have */
    int room();

    /**
     * Begins an output; header filled in from its cause, every field absent.
     *
     * @param type         a decision
     * @param instrumentId 0 = none
     * @return the record to fill, valid until {@link #commit()}
     * @throws IllegalStateException if there is no {@link #room()}
     */
    Event claim(EventType type, int instrumentId);

    /** @return ordinal of the output last claimed */
    int ordinal();

    /** Ends the output: it is journaled, and handed on if it is a request or an intent. */
    void commit();
}
