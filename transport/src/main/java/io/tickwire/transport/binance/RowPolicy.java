package io.tickwire.transport.binance;

import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.transport.json.JsonText;
import io.tickwire.transport.venue.RecordedStreams;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/** Which rows become ticks; others are counted and ignored. */
final class RowPolicy {
    /** A symbol that is not known yet becomes an instrument, its scale taken from the text. */
    static final RowPolicy ALL = of(RecordedStreams.ALL);
    /** Those of known symbols: for live sessions, which list theirs. */
    static final RowPolicy LISTED = new RowPolicy(false, List.of(), RecordedStreams.ALL.kinds());

    private final boolean ofRecordings;
    private final byte[][] symbols;
    private final Set<EventType> types = EnumSet.noneOf(EventType.class);

    private RowPolicy(boolean ofRecordings, List<String> symbols, List<StreamKind> kinds) {
        this.ofRecordings = ofRecordings;
        this.symbols = symbols.stream().map(symbol -> symbol.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
        kinds.forEach(kind -> types.add(EventType.valueOf(kind.name())));
    }

    /** Those of some streams, whose symbols become instruments as they are met. */
    static RowPolicy of(RecordedStreams streams) {
        return new RowPolicy(true, streams.symbols(), streams.kinds());
    }

    /** Whether symbols are as they come, of whatever market. */
    boolean isOfRecordings() {
        return ofRecordings;
    }

    boolean takes(EventType type) {
        return types.contains(type);
    }

    /** Whether a symbol that is not in the instrument table becomes an instrument. */
    boolean takesNew(UnsafeBuffer buffer, int start, int length) {
        boolean taken = ofRecordings && symbols.length == 0;
        for (int i = 0; i < symbols.length && !taken; i++) {
            taken = JsonText.equal(buffer, start, length, symbols[i]);
        }
        return taken;
    }
}
