package io.tickwire.engine.paper;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * What is on its way to the market, in the order of asking. All of it takes as long, so that is
 * also the order of arrival. A fixed ring; engine thread only; does not allocate.
 */
final class PaperRequests implements State {
    /** What is asked for. */
    enum Kind {
        /** An order is to come to the market. */
        PLACE,
        /** It is to go. */
        CANCEL,
        /** It is to have another price and quantity. */
        REPLACE;

        private static final Kind[] VALUES = values();
    }

    /** Most of them: each order may be placed, replaced and cancelled, and one of these again. */
    static final int MAX = 4 * PaperMarket.MAX_ORDERS;
    /** Stands for the instrument of an order that nobody knows. */
    static final int UNKNOWN_ORDER = 0;
    private static final int MASK = MAX - 1;

    private final PaperOrders orders;
    private final Kind[] kind = new Kind[MAX];
    private final long[] handle = new long[MAX];
    /** {@link #UNKNOWN_ORDER} where the order was not known when it was asked for. */
    private final int[] instrumentId = new int[MAX];
    private final long[] price = new long[MAX];
    private final long[] quantity = new long[MAX];
    private final long[] dueNs = new long[MAX];
    /** Of PLACE alone, and there null if the pool was empty. */
    private final PaperOrder[] order = new PaperOrder[MAX];
    private int head;
    private int count;

    PaperRequests(PaperOrders orders) {
        this.orders = orders;
    }

    boolean hasRoom() {
        return count < MAX;
    }

    void place(long ofHandle, PaperOrder taken, long atNs) {
        int at = add(Kind.PLACE, ofHandle, atNs);
        order[at] = taken;
        instrumentId[at] = taken == null ? UNKNOWN_ORDER : taken.instrumentId;
    }

    void cancel(long ofHandle, long atNs) {
        int id = instrumentOf(ofHandle);
        instrumentId[add(Kind.CANCEL, ofHandle, atNs)] = id;
    }

    void replace(long ofHandle, long newPrice, long newQuantity, long atNs) {
        int id = instrumentOf(ofHandle);
        int at = add(Kind.REPLACE, ofHandle, atNs);
        instrumentId[at] = id;
        price[at] = newPrice;
        quantity[at] = newQuantity;
    }

    private int add(Kind what, long ofHandle, long atNs) {
        if (count == MAX) {
            throw new IllegalStateException("too many requests on their way: limit=" + MAX);
        }
        int at = head + count++ & MASK;
        kind[at] = what;
        handle[at] = ofHandle;
        dueNs[at] = atNs;
        instrumentId[at] = UNKNOWN_ORDER;
        price[at] = 0;
        quantity[at] = 0;
        order[at] = null;
        return at;
    }

    /** Of an order at the market or on its way. */
    private int instrumentOf(long ofHandle) {
        PaperOrder known = orders.find(ofHandle);
        if (known != null) {
            return known.instrumentId;
        }
        for (int i = 0; i < count; i++) {
            int at = head + i & MASK;
            if (kind[at] == Kind.PLACE && handle[at] == ofHandle) {
                return instrumentId[at];
            }
        }
        return UNKNOWN_ORDER;
    }

    boolean isDue(long nowNs) {
        return count > 0 && dueNs[head] <= nowNs;
    }

    Kind kind() {
        return kind[head];
    }

    long handle() {
        return handle[head];
    }

    long dueNs() {
        return dueNs[head];
    }

    int instrumentId() {
        return instrumentId[head];
    }

    /** Whether there was such an order when it was asked for. */
    boolean isOfKnown() {
        return instrumentId[head] != UNKNOWN_ORDER;
    }

    long price() {
        return price[head];
    }

    long quantity() {
        return quantity[head];
    }

    PaperOrder order() {
        return order[head];
    }

    /** The first one is done. */
    void remove() {
        order[head] = null;
        head = head + 1 & MASK;
        count--;
    }

    /** A symbol counts with more decimals; what does not fit any more is no number. */
    void widen(int id, int priceDigits, int quantityDigits) {
        for (int i = 0; i < count; i++) {
            int at = head + i & MASK;
            if (instrumentId[at] == id) {
                price[at] = Decimals.widen(price[at], priceDigits);
                quantity[at] = Decimals.widen(quantity[at], quantityDigits);
                if (order[at] != null) {
                    order[at].widen(priceDigits, quantityDigits);
                }
            }
        }
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("count", count);
        for (int i = 0; i < count; i++) {
            int at = head + i & MASK;
            out.put("kind", kind[at]).put("handle", handle[at])
                .put("instrumentId", instrumentId[at]).put("price", price[at])
                .put("quantity", quantity[at]).put("dueNs", dueNs[at])
                .put("hasOrder", order[at] != null);
            if (order[at] != null) {
                out.part("onTheWay", i, order[at]);
            }
        }
    }

    @Override
    public void readState(StateReader in) {
        int expected = in.getInt();
        for (int i = 0; i < expected; i++) {
            Kind what = Kind.VALUES[in.getInt()];
            long ofHandle = in.getLong();
            int id = in.getInt();
            long newPrice = in.getLong();
            long newQuantity = in.getLong();
            int at = add(what, ofHandle, in.getLong());
            instrumentId[at] = id;
            price[at] = newPrice;
            quantity[at] = newQuantity;
            if (in.getBoolean()) {
                order[at] = orders.take();
                order[at].readState(in);
            }
        }
    }
}
