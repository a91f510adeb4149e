package io.tickwire.transport.venue;

import io.tickwire.engine.event.StreamKind;
import java.util.List;

/**
 * Which streams of a recording are taken.
 *
 * @param symbols as the venue writes them, empty = every one that is there
 * @param kinds   of each symbol
 */
public record RecordedStreams(List<String> symbols, List<StreamKind> kinds) {
    /** All that there is. */
    public static final RecordedStreams ALL = new RecordedStreams(List.of(),
        List.of(StreamKind.QUOTE, StreamKind.TRADE, StreamKind.STATS, StreamKind.MARK));
}
