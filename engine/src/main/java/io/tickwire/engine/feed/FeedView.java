package io.tickwire.engine.feed;

import io.tickwire.engine.event.StreamKind;

/** What the later stages and strategies may ask about the feed. */
public interface FeedView {
    /**
     * Whether a stream delivers as it should.
     *
     * @param instrumentId of the symbol
     * @param kind         of the stream
     * @return false also for a stream that nobody knows
     */
    boolean isFresh(int instrumentId, StreamKind kind);
}
