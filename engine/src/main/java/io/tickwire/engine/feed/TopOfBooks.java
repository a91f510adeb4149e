package io.tickwire.engine.feed;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.Arrays;

/**
 * Best bid and ask of every symbol, as its last quote said: a market fact, taken in by the
 * heartbeat stage. Engine thread only; allocates at the first quote of a symbol alone.
 */
public final class TopOfBooks implements State {
    private TopOfBook[] books = new TopOfBook[64];
    private int highest;

    /**
     * Takes in one event.
     *
     * @param event      any input
     * @param visibility whether it is a tick that counts
     */
    public void onEvent(Event event, Visibility visibility) {
        if (event.type() == EventType.QUOTE && visibility == Visibility.LIVE) {
            book(event.instrument()).onQuote(event);
        }
    }

    /**
     * Best bid and ask of a symbol.
     *
     * @param instrumentId of the symbol
     * @return null before its first quote
     */
    public TopOfBook get(int instrumentId) {
        return instrumentId <= highest ? books[instrumentId] : null;
    }

    private TopOfBook book(int id) {
        if (get(id) == null) {
            if (id >= books.length) {
                books = Arrays.copyOf(books, Math.max(id + 1, books.length * 2));
            }
            books[id] = new TopOfBook();
            highest = Math.max(highest, id);
        }
        return books[id];
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("highest", highest);
        for (int id = 1; id <= highest; id++) {
            out.put("known", books[id] != null);
            if (books[id] != null) {
                out.part("books", id, books[id]);
            }
        }
    }

    @Override
    public void readState(StateReader in) {
        int count = in.getInt();
        for (int id = 1; id <= count; id++) {
            if (in.getBoolean()) {
                book(id).readState(in);
            }
        }
    }
}
