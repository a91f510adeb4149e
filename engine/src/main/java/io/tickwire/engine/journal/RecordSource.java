package io.tickwire.engine.journal;

import io.tickwire.engine.event.Event;
import java.io.IOException;

/** Records of a journal in the order in which they were written. */
public interface RecordSource {
    /**
     * Goes to the next record.
     *
     * @return the record, valid until the next call; null at the end, however often it is asked
     * @throws IOException if it cannot be read
     */
    Event next() throws IOException;

    /** @return whether no record is missing between those that were given so far */
    boolean isWhole();
}
