package io.tickwire.engine.order;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.ResumedFields;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * The orders that the strategy asked for during one input, in order, each with its handle; a
 * fixed-size table. Empty between inputs: its state is the incarnation, which is part of each
 * handle. Engine thread only.
 */
public final class OrderRequests implements State {
    /** Most orders that one input may ask for. */
    public static final int MAX = OrderHandle.MAX_ORDINAL + 1;
    /** One row more, for an order that was not taken. */
    private static final int ROWS = MAX + 1;
    /** Most outputs of one: an intent and what ends it. */
    public static final int OUTPUTS_EACH = 2;

    final long[] handle = new long[ROWS];
    final int[] instrumentId = new int[ROWS];
    final int[] side = new int[ROWS];
    final int[] type = new int[ROWS];
    final int[] timeInForce = new int[ROWS];
    final long[] price = new long[ROWS];
    final long[] quantity = new long[ROWS];
    final boolean[] reduceOnly = new boolean[ROWS];
    final int[] causeOrdinal = new int[ROWS];
    private final long orderKey;
    private int count;
    private boolean hasNotTaken;
    private long incarnation = 1;
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
        if (event.type() == EventType.RESUMED) {
            incarnation = event.get(ResumedFields.INCARNATION);
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
    public long add(
        int instrumentId, int side, int type, int timeInForce, long price, long quantity,
        boolean reduceOnly, int causeOrdinal) {
        if (count == MAX) {
            return OrderHandle.NONE;
        }
        long made = OrderHandle.of(orderKey, incarnation, sequence, count);
        int at = count++;
        this.handle[at] = made;
        this.instrumentId[at] = instrumentId;
        this.side[at] = side;
        this.type[at] = type;
        this.timeInForce[at] = timeInForce;
        this.price[at] = price;
        this.quantity[at] = quantity;
        this.reduceOnly[at] = reduceOnly;
        this.causeOrdinal[at] = causeOrdinal;
        return made;
    }

    /** The run of the session that asks. */
    long incarnation() {
        return incarnation;
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
        return count == 0 ? 0 : count * OUTPUTS_EACH + 1;
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
        out.put("incarnation", incarnation);
    }

    @Override
    public void readState(StateReader in) {
        incarnation = in.getLong();
    }
}
