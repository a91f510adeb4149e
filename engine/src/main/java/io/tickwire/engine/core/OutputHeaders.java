package io.tickwire.engine.core;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Source;

/** Fills in the header of an output record from its input, the same way for journal and replay. */
public final class OutputHeaders {
    private OutputHeaders() {
    }

    /**
     * Writes header and absent fields of an output.
     *
     * @param output       record to fill
     * @param type         a decision
     * @param instrumentId 0 = none
     * @param ordinal      1.. of its input
     * @param input        its cause: key, times and link are taken over
     * @return the record
     */
    public static Event fill(
        Event output, EventType type, int instrumentId, int ordinal, Event input) {
        return output.header(type, Source.ENGINE.ordinal(), ordinal, instrumentId,
            input.sequence(), input.engineNs(), input.receiveNs(), input.link())
            .clearBody(type.bodyLength());
    }
}
