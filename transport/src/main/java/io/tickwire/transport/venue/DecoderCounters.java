package io.tickwire.transport.venue;

/** What a decoder has seen so far. Read on the thread that decodes. */
public interface DecoderCounters {
    /** @return ticks published */
    long ticks();

    /** @return messages and rows that could not be taken */
    long rejected();

    /** @return everything else that it counts, for people, such as {@code symbols 3, depth 0} */
    String summary();
}
