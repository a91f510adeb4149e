package io.tickwire.engine.budget;

import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * What each call under way has cost in each window, by its ticket. Costs stated anew meanwhile do
 * not change that. Engine thread only; does not allocate.
 */
final class CallsInFlight implements State {
    /** Most calls under way, those of the feed and those about orders together. */
    static final int MAX = 64;
    static final int NONE = -1;

    private final boolean[] taken = new boolean[MAX];
    private final boolean[] order = new boolean[MAX];
    private final long[] venueNs = new long[MAX];
    private final long[][] costs = new long[MAX][Budget.MAX_WINDOWS];

    /** A free ticket, {@link #NONE} if there is none. */
    int free() {
        for (int i = 0; i < MAX; i++) {
            if (!taken[i]) {
                return i;
            }
        }
        return NONE;
    }

    void take(int ticket, boolean isOrder, long askedVenueNs) {
        taken[ticket] = true;
        order[ticket] = isOrder;
        venueNs[ticket] = askedVenueNs;
    }

    void release(int ticket) {
        taken[ticket] = false;
    }

    void clear() {
        for (int i = 0; i < MAX; i++) {
            taken[i] = false;
        }
    }

    boolean isOrder(int ticket) {
        return order[ticket];
    }

    /** The venue's clock when it was begun. */
    long venueNs(int ticket) {
        return venueNs[ticket];
    }

    void cost(int ticket, int window, long cost) {
        costs[ticket][window] = cost;
    }

    long cost(int ticket, int window) {
        return costs[ticket][window];
    }

    /** A window counts anew, and knows of nothing that is under way. */
    void forget(int window) {
        for (int i = 0; i < MAX; i++) {
            costs[i][window] = 0;
        }
    }

    private int count() {
        int count = 0;
        for (int i = 0; i < MAX; i++) {
            count += taken[i] ? 1 : 0;
        }
        return count;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("count", count());
        for (int i = 0; i < MAX; i++) {
            if (taken[i]) {
                out.put("ticket", i).put("order", order[i]).put("venueNs", venueNs[i]);
                for (int window = 0; window < Budget.MAX_WINDOWS; window++) {
                    out.put("cost", costs[i][window]);
                }
            }
        }
    }

    @Override
    public void readState(StateReader in) {
        clear();
        for (int left = in.getInt(); left > 0; left--) {
            int ticket = in.getInt();
            take(ticket, in.getBoolean(), in.getLong());
            for (int window = 0; window < Budget.MAX_WINDOWS; window++) {
                costs[ticket][window] = in.getLong();
            }
        }
    }
}
