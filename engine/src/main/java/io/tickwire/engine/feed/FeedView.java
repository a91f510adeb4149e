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

    /**
     * Whether the venue trades a symbol, as far as it has said.
     *
     * @param instrumentId of the symbol
     * @return false once it has said that it does not
     */
    boolean isTrading(int instrumentId);

    /**
     * Whether what a stream last brought, from whatever source, is within its limit now.
     *
     * @param instrumentId of the symbol
     * @param kind         of the stream
     * @return false also for a stream that nobody knows
     */
    boolean isCurrent(int instrumentId, StreamKind kind);
}
