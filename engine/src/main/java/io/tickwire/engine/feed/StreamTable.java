package io.tickwire.engine.feed;

import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All streams, and by symbol. In the order in which they were first met. Engine thread only. */
final class StreamTable implements State {
    private static final int KINDS = StreamKind.values().length;

    private final ConnectionGroups groups;
    private final List<StreamState> streams = new ArrayList<>();
    private final List<SymbolState> symbols = new ArrayList<>();
    private int highestId;
    private StreamState[] byInstrument = new StreamState[64 * KINDS];
    private SymbolState[] symbolById = new SymbolState[64];

    /**
     * None yet.
     *
     * @param groups which streams refer to; theirs is read before that of streams
     */
    StreamTable(ConnectionGroups groups) {
        this.groups = groups;
    }

    int count() {
        return streams.size();
    }

    StreamState get(int index) {
        return streams.get(index);
    }

    /** Highest id of an instrument that has a stream. */
    int highestId() {
        return highestId;
    }

    int symbolCount() {
        return symbols.size();
    }

    SymbolState symbol(int index) {
        return symbols.get(index);
    }

    /** The stream, null if nobody knows it. */
    StreamState find(int instrumentId, StreamKind kind) {
        int at = instrumentId * KINDS + kind.ordinal();
        return at < byInstrument.length ? byInstrument[at] : null;
    }

    /** What the venue's list says of a symbol, null where it has no stream. */
    SymbolListing listing(int instrumentId) {
        return instrumentId >= symbolById.length || symbolById[instrumentId] == null
            ? null : symbolById[instrumentId].listing;
    }

    /** The symbol of a stream there is. */
    SymbolState symbolOf(StreamState stream) {
        return symbolById[stream.instrumentId];
    }

    /** The stream, made if it is new. */
    StreamState stream(int instrumentId, StreamKind kind) {
        StreamState known = find(instrumentId, kind);
        return known == null ? add(instrumentId, kind) : known;
    }

    private StreamState add(int instrumentId, StreamKind kind) {
        int at = instrumentId * KINDS + kind.ordinal();
        if (at >= byInstrument.length) {
            byInstrument = Arrays.copyOf(byInstrument, Math.max(at + 1, at * 2));
        }
        if (instrumentId >= symbolById.length) {
            symbolById =
                Arrays.copyOf(symbolById, Math.max(instrumentId + 1, instrumentId * 2));
        }
        if (symbolById[instrumentId] == null) {
            symbolById[instrumentId] = new SymbolState(instrumentId);
            symbols.add(symbolById[instrumentId]);
        }
        highestId = Math.max(highestId, instrumentId);
        StreamState stream =
            new StreamState(instrumentId, kind, symbolById[instrumentId].listing);
        byInstrument[at] = stream;
        streams.add(stream);
        return stream;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("streams", streams.size());
        for (int i = 0; i < streams.size(); i++) {
            out.part("streams", i, streams.get(i));
        }
        for (int i = 0; i < symbols.size(); i++) {
            out.part("symbols", i, symbols.get(i));
        }
    }

    @Override
    public void readState(StateReader in) {
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            StreamState stream = stream(in.getInt(), StreamKind.of(in.getLong()));
            int group = in.getInt();
            if (group != 0) {
                groups.carries(group, stream);
            }
            stream.readState(in);
        }
        for (int i = 0; i < symbols.size(); i++) {
            symbols.get(i).readState(in);
        }
    }
}
