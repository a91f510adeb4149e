package io.tickwire.replay.export;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import java.util.HashMap;
import java.util.Map;

/**
 * Names that records refer to by number: symbols, as INSTRUMENT records gave them. Takes them as
 * they come, so that a journal with a hole can be exported too.
 */
public final class Names {
    private final Map<Integer, String> symbols = new HashMap<>();
    private final String venue;

    /**
     * Knows no symbol yet.
     *
     * @param venue name of the session's venue, empty where it is not known
     */
    public Names(String venue) {
        this.venue = venue;
    }

    /**
     * Learns from a record; every one is shown, heads too.
     *
     * @param record any
     */
    public void learn(Event record) {
        if (record.type() == EventType.INSTRUMENT) {
            symbols.put(record.instrument(), record.varText());
        }
    }

    /** @return name of the session's venue, empty where it is not known */
    public String venue() {
        return venue;
    }

    /**
     * The symbol that a record is about.
     *
     * @param record any
     * @return as the venue writes it; empty for none, {@code #id} where its INSTRUMENT is lost
     */
    public String symbol(Event record) {
        int id = record.instrument();
        return id == 0 ? "" : symbols.getOrDefault(id, "#" + id);
    }
}
