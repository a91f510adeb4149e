package io.tickwire.engine.journal;

import java.io.IOException;

/** Source of segments for a writer: files or memory. Called on the engine thread. */
interface Segments {
    /**
     * The next segment, waiting for it at most so long.
     *
     * @param timeoutNs longest wait
     * @return ready to be written, null where none came in time
     * @throws IOException why none can come
     */
    Segment take(long timeoutNs) throws IOException;

    /**
     * Ends the supply, once the last segment is finished.
     *
     * @throws IOException if not all of it could be kept
     */
    void close() throws IOException;
}
