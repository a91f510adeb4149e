package io.tickwire.transport.venue;

import java.util.List;

/** What a decoder has seen so far. Read on the thread that decodes. */
public interface DecoderCounters {
    /** @return ticks published */
    long ticks();

    /** @return messages and rows that could not be taken */
    long rejected();

    /** @return everything else that it counts, for people, such as {@code symbols 3, depth 0} */
    String summary();

    /** @return what is wrong with all that it has seen, and what to do about it; a sentence each */
    default List<String> warnings() {
        return List.of();
    }
}
