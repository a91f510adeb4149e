package io.tickwire.engine.paper;

import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.Arrays;

/** What the paper market knows of each symbol. Engine thread; allocates once for each symbol. */
final class PaperBooks implements State {
    private final InstrumentTable instruments;
    private PaperBook[] books = new PaperBook[64];
    private int highest;

    PaperBooks(InstrumentTable instruments) {
        this.instruments = instruments;
    }

    PaperBook of(int id) {
        if (id > highest || books[id] == null) {
            if (id >= books.length) {
                books = Arrays.copyOf(books, Math.max(id + 1, books.length * 2));
            }
            books[id] =
                new PaperBook(instruments.priceExponent(id), instruments.quantityExponent(id));
            highest = Math.max(highest, id);
        }
        return books[id];
    }

    /** Null where nothing is known of the symbol. */
    PaperBook get(int id) {
        return id <= highest ? books[id] : null;
    }

    /** Ids run from 1 to this; not each has a book. */
    int highest() {
        return highest;
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
                of(id).readState(in);
            }
        }
    }
}
