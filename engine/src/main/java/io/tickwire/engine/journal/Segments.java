package io.tickwire.engine.journal;

import java.io.IOException;

/** Where a writer's segments come from: files, or memory alone. Used by the engine thread. */
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
