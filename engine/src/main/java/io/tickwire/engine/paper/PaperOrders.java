package io.tickwire.engine.paper;

import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * A fixed pool of orders, and those of them that are at the market, in the order in which they came
 * there. Engine thread only; does not allocate.
 */
final class PaperOrders implements State {
    private final PaperOrder[] free = new PaperOrder[PaperMarket.MAX_ORDERS];
    private final PaperOrder[] atMarket = new PaperOrder[PaperMarket.MAX_ORDERS];
    private int freeCount = PaperMarket.MAX_ORDERS;
    private int count;

    PaperOrders() {
        for (int i = 0; i < free.length; i++) {
            free[i] = new PaperOrder();
        }
    }

    /** One that nobody uses, null for none. */
    PaperOrder take() {
        return freeCount == 0 ? null : free[--freeCount];
    }

    void giveBack(PaperOrder order) {
        free[freeCount++] = order;
    }

    /** One that was taken comes to the market, behind all others. */
    void arrive(PaperOrder order) {
        atMarket[count++] = order;
    }

    /** One at the market goes behind all others. */
    void toBack(PaperOrder order) {
        int to = 0;
        for (int from = 0; from < count; from++) {
            if (atMarket[from] != order) {
                atMarket[to++] = atMarket[from];
            }
        }
        atMarket[to] = order;
    }

    int count() {
        return count;
    }

    /** By the order of coming, from 0; some may have ended. */
    PaperOrder get(int index) {
        return atMarket[index];
    }

    /** One at the market that has not ended, null for none. */
    PaperOrder find(long handle) {
        for (int i = 0; i < count; i++) {
            if (atMarket[i].handle == handle && atMarket[i].isLive()) {
                return atMarket[i];
            }
        }
        return null;
    }

    /** Gives back those that are done. */
    void sweep() {
        int to = 0;
        for (int from = 0; from < count; from++) {
            PaperOrder order = atMarket[from];
            if (order.isDone) {
                giveBack(order);
            } else {
                atMarket[to++] = order;
            }
        }
        count = to;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("count", count);
        for (int i = 0; i < count; i++) {
            out.part("atMarket", i, atMarket[i]);
        }
    }

    @Override
    public void readState(StateReader in) {
        int expected = in.getInt();
        for (int i = 0; i < expected; i++) {
            PaperOrder order = take();
            order.readState(in);
            arrive(order);
        }
    }
}
