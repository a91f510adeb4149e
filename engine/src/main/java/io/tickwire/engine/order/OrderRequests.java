package io.tickwire.engine.order;

/** Orders asked for during one input, in order; a plain table that never grows. */
public final class OrderRequests {
    /** Most orders that one input may ask for. */
    public static final int MAX = 32;

    final int[] instrumentId = new int[MAX];
    final int[] side = new int[MAX];
    final int[] type = new int[MAX];
    final int[] timeInForce = new int[MAX];
    final long[] price = new long[MAX];
    final long[] quantity = new long[MAX];
    final boolean[] reduceOnly = new boolean[MAX];
    final int[] causeOrdinal = new int[MAX];
    private int count;

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
     * @return false if there are {@link #MAX} already
     */
    public boolean add(
        int instrumentId, int side, int type, int timeInForce, long price, long quantity,
        boolean reduceOnly, int causeOrdinal) {
        if (count == MAX) {
            return false;
        }
        int at = count++;
        this.instrumentId[at] = instrumentId;
        this.side[at] = side;
        this.type[at] = type;
        this.timeInForce[at] = timeInForce;
        this.price[at] = price;
        this.quantity[at] = quantity;
        this.reduceOnly[at] = reduceOnly;
        this.causeOrdinal[at] = causeOrdinal;
        return true;
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }
}
