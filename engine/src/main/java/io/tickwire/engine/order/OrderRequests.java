package io.tickwire.engine.order;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.OrderKeyFields;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * What the strategy asked for during one input, in order: orders, each with its new handle, and
 * cancellations and replacements of open ones; a fixed-size table. Empty between inputs: its state
 * is the key of the run, which is part of each handle. Engine thread only.
 */
public final class OrderRequests implements State {
    /** Most that one input may ask for. */
    public static final int MAX = OrderHandle.MAX_ORDINAL + 1;
    /** One row more, for one that was not taken. */
    private static final int ROWS = MAX + 1;

    /** What a row asks for. */
    enum Kind {
        /** A new order. */
        PLACE,
        /** That an open one be cancelled. */
        CANCEL,
        /** That an open one have another price and quantity. */
        REPLACE
    }

    final Kind[] kind = new Kind[ROWS];
    final long[] handle = new long[ROWS];
    final int[] instrumentId = new int[ROWS];
    final int[] side = new int[ROWS];
    final int[] type = new int[ROWS];
    final int[] timeInForce = new int[ROWS];
    final long[] price = new long[ROWS];
    final long[] quantity = new long[ROWS];
    final boolean[] reduceOnly = new boolean[ROWS];
    final int[] causeOrdinal = new int[ROWS];
    private long orderKey;
    private int count;
    private boolean hasNotTaken;
    private long sequence;

    /**
     * Of a session that begins.
     *
     * @param orderKey of the session, see {@link OrderHandle}
     */
    public OrderRequests(long orderKey) {
        this.orderKey = orderKey;
    }

    /**
     * The requests to come belong to this input.
     *
     * @param event any input
     */
    public void begin(Event event) {
        sequence = event.sequence();
        if (event.type() == EventType.ORDER_KEY) {
            orderKey = event.get(OrderKeyFields.ORDER_KEY);
        }
    }

    /**
     * Adds one; the arguments are those of a strategy's order, enums as ordinals.
     *
     * @param instrumentId of the symbol
     * @param side         ordinal
     * @param type         ordinal
     * @param timeInForce  ordinal
     * @param price        mantissa of the instrument's price exponent
     * @param quantity     mantissa of the instrument's quantity exponent
     * @param reduceOnly   whether it may only make the position smaller
     * @param causeOrdinal of the SIGNAL behind it, 0 = the input itself
     * @return its handle, {@link OrderHandle#NONE} if there are {@link #MAX} already
     * @throws IllegalStateException if the session has no more handles
     */
    public long addOrder(
        int instrumentId, int side, int type, int timeInForce, long price, long quantity,
        boolean reduceOnly, int causeOrdinal) {
        if (count == MAX) {
            return OrderHandle.NONE;
        }
        long made = OrderHandle.of(orderKey, sequence, count);
        int at = addRow(Kind.PLACE, made, causeOrdinal);
        this.instrumentId[at] = instrumentId;
        this.side[at] = side;
        this.type[at] = type;
        this.timeInForce[at] = timeInForce;
        this.price[at] = price;
        this.quantity[at] = quantity;
        this.reduceOnly[at] = reduceOnly;
        return made;
    }

    /**
     * Adds a cancellation.
     *
     * @param ofHandle       of the order
     * @param ofCauseOrdinal of the SIGNAL behind it, 0 = the input itself
     * @return whether it was taken: false if there are {@link #MAX} already
     */
    public boolean addCancel(long ofHandle, int ofCauseOrdinal) {
        if (count == MAX) {
            return false;
        }
        addRow(Kind.CANCEL, ofHandle, ofCauseOrdinal);
        return true;
    }

    /**
     * Adds a replacement.
     *
     * @param ofHandle       of the order
     * @param toPrice        mantissa of the instrument's price exponent
     * @param toQuantity     all of it, with what is filled; mantissa of its quantity exponent
     * @param ofCauseOrdinal of the SIGNAL behind it, 0 = the input itself
     * @return whether it was taken: false if there are {@link #MAX} already
     */
    public boolean addReplace(
        long ofHandle, long toPrice, long toQuantity, int ofCauseOrdinal) {
        if (count == MAX) {
            return false;
        }
        int at = addRow(Kind.REPLACE, ofHandle, ofCauseOrdinal);
        price[at] = toPrice;
        quantity[at] = toQuantity;
        return true;
    }

    private int addRow(Kind ofKind, long ofHandle, int ofCauseOrdinal) {
        int at = count++;
        kind[at] = ofKind;
        handle[at] = ofHandle;
        causeOrdinal[at] = ofCauseOrdinal;
        // What a row does not say stands in a refusal of it, and must not be of an earlier input.
        instrumentId[at] = 0;
        side[at] = 0;
        quantity[at] = Event.ABSENT;
        return at;
    }

    /** Of the run that asks. */
    long orderKey() {
        return orderKey;
    }

    /**
     * Notes an order that was not taken, because the input has asked for too many or has no room
     * for the records of another. One record tells of all of them, by the first; only where
     * signals alone have used up all room there is none.
     *
     * @param ofInstrument id of its symbol
     * @param ofSide       ordinal
     * @param ofQuantity   mantissa of the instrument's quantity exponent
     */
    public void addNotTaken(int ofInstrument, int ofSide, long ofQuantity) {
        if (!hasNotTaken) {
            hasNotTaken = true;
            instrumentId[MAX] = ofInstrument;
            side[MAX] = ofSide;
            quantity[MAX] = ofQuantity;
            handle[MAX] = OrderHandle.NONE;
            causeOrdinal[MAX] = 0;
        }
    }

    /** @return most outputs that the order stage makes of the requests so far */
    public int outputsNeeded() {
        // With one to tell of those that are not taken.
        return count == 0 ? 0 : count + 1;
    }

    /** Whether there is one behind the table's last row that was not taken. */
    boolean hasNotTaken() {
        return hasNotTaken;
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
        hasNotTaken = false;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("orderKey", orderKey);
    }

    @Override
    public void readState(StateReader in) {
        orderKey = in.getLong();
    }
}
