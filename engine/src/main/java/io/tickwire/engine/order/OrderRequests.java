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
    /** Most outputs of one: an intent and what ends it. */
    public static final int OUTPUTS_EACH = 2;

    final long[] handle = new long[MAX];
    final int[] instrumentId = new int[MAX];
    final int[] side = new int[MAX];
    final int[] type = new int[MAX];
    final int[] timeInForce = new int[MAX];
    final long[] price = new long[MAX];
    final long[] quantity = new long[MAX];
    final boolean[] reduceOnly = new boolean[MAX];
    final int[] causeOrdinal = new int[MAX];
    private final long orderKey;
    private int count;
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

    /** @return most outputs that the order stage makes of the requests so far */
    public int outputsNeeded() {
        return count * OUTPUTS_EACH;
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
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
