package io.tickwire.transport.monitor;

import io.tickwire.engine.event.StreamKind;
import java.util.ArrayList;
import java.util.List;

/** State of one symbol and of those of its streams that are known. */
final class SymbolWatch {
    final String name;
    /** Why the venue does not trade it, in words; empty while it does. */
    String notTraded = "";
    final StreamWatch whole = new StreamWatch(StreamKind.NONE);
    private final StreamWatch[] byKind = new StreamWatch[StreamKind.values().length];

    SymbolWatch(String name) {
        this.name = name;
    }

    StreamWatch stream(StreamKind kind) {
        StreamWatch stream = byKind[kind.ordinal()];
        if (stream == null) {
            stream = new StreamWatch(kind);
            byKind[kind.ordinal()] = stream;
        }
        return stream;
    }

    /** In the order of the kinds. */
    List<StreamWatch> streams() {
        List<StreamWatch> known = new ArrayList<>();
        for (StreamWatch stream : byKind) {
            if (stream != null) {
                known.add(stream);
            }
        }
        return known;
    }

    void forget() {
        whole.forget();
        streams().forEach(StreamWatch::forget);
    }
}
