package io.tickwire.transport.venue;

import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Source;

/**
 * Decodes a venue's messages, text or binary, from the arena into events. Belongs to the producer's
 * thread and allocates nothing. Nothing of a malformed message is published but its REJECTED.
 */
public interface FrameDecoder {
    /** Longest variable part of a REJECTED event, bytes; the rest is cut. */
    int MAX_REJECTED_LENGTH = 4096;

    /**
     * Takes one message as a frame of its own.
     *
     * @param link      it came by
     * @param source    which way
     * @param format    what it is
     * @param receiveNs when, ns since the epoch
     * @param position  of its bytes in the sink's arena
     * @param length    bytes, 0 or more
     */
    void onFrame(
        int link, Source source, FrameFormat format, long receiveNs, int position, int length);

    /** @return what it has seen so far */
    DecoderCounters counters();
}
