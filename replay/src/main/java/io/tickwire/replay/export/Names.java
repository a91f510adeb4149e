package io.tickwire.replay.export;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Names that records refer to by number: symbols, as INSTRUMENT records gave them. Takes them as
 * they come, so that a journal with a hole can be exported too.
 */
public final class Names {
    private final Int2ObjectHashMap<Word> symbols = new Int2ObjectHashMap<>();
    private final Word venue;

    /**
     * Knows no symbol yet.
     *
     * @param venue name of the session's venue, empty where it is not known
     */
    public Names(String venue) {
        this.venue = Word.of(venue);
    }

    /**
     * Learns from a record; every one is shown, heads too.
     *
     * @param record any
     */
    public void learn(Event record) {
        if (record.type() == EventType.INSTRUMENT) {
            symbols.put(record.instrument(), Word.of(record.varText()));
        }
    }

    /** Name of the session's venue, empty where it is not known. */
    Word venueWord() {
        return venue;
    }

    /**
     * The symbol that a record is about.
     *
     * @param record any
     * @return as the venue writes it; empty for none, {@code #id} where its INSTRUMENT is lost
     */
    public String symbol(Event record) {
        return symbolWord(record).text();
    }

    /** The same, ready to be written. */
    Word symbolWord(Event record) {
        int id = record.instrument();
        if (id == 0) {
            return Word.NOTHING;
        }
        Word symbol = symbols.get(id);
        return symbol == null ? Word.of("#" + id) : symbol;
    }
}
