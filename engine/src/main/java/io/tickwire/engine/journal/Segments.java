package io.tickwire.engine.journal;

import java.io.IOException;

/**
 * Source of segments for a writer: files, or memory that is all there. Called on the engine thread.
 */
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
     * Says how far the segment taken last has been written, so that it is allocated ahead.
     *
     * @param position that was come to
     * @return from where on it wants to be told again
     */
    default int writtenTo(int position) {
        return Integer.MAX_VALUE;
    }

    /**
     * Waits until the segment taken last may be written up to there.
     *
     * @param length    from its beginning, within its capacity
     * @param timeoutNs longest wait
     * @return false where it was not allocated in time
     * @throws IOException why it cannot be allocated
     */
    default boolean awaitAllocated(int length, long timeoutNs) throws IOException {
        return true;
    }

    /**
     * Ends the supply, once the last segment is finished.
     *
     * @throws IOException if not all of it could be kept
     */
    void close() throws IOException;
}
