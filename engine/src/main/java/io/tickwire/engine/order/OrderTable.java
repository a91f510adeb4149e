package io.tickwire.engine.order;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.OrderState;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.Arrays;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Our orders: the open ones, which are in the market or on their way there, in the order in which
 * they were asked for; and the last ones that are over, since an answer may still come to what was
 * asked of them. A fixed number of both. Engine thread only; allocates at most at the first order
 * of a symbol.
 */
public final class OrderTable implements State {
    /** Most orders that are open at a time. */
    public static final int MAX_OPEN = 1000;
    /** So many that are over are kept. */
    static final int KEPT = 256;

    private static final int BUY = Side.BUY.ordinal();

    private final InstrumentTable instruments;
    /** Rows without an order, as a stack. */
    private final Order[] spare = new Order[MAX_OPEN + KEPT];
    private int spares;
    private final Order[] open = new Order[MAX_OPEN];
    private int opens;
    /** A ring; {@link #overFirst} is the one that has been over longest. */
    private final Order[] over = new Order[KEPT];
    private int overFirst;
    private int overs;
    private final Long2ObjectHashMap<Order> byHandle =
        new Long2ObjectHashMap<>(4 * (MAX_OPEN + KEPT), 0.5f);

    // By instrument: how many are open, and what they may fill yet, with the scale it is in.
    private int[] count = new int[64];
    private long[] buying = new long[64];
    private long[] selling = new long[64];
    private int[] priceExponents = new int[64];
    private int[] quantityExponents = new int[64];

    /**
     * Without orders.
     *
     * @param instruments the engine's table
     */
    public OrderTable(InstrumentTable instruments) {
        this.instruments = instruments;
        for (spares = 0; spares < spare.length; spares++) {
            spare[spares] = new Order();
        }
    }

    /**
     * Takes in one event.
     *
     * @param event any input; an INSTRUMENT was applied to the table before
     */
    public void onEvent(Event event) {
        if (event.type() == EventType.INSTRUMENT && event.instrument() < count.length) {
            rescale(event.instrument());
        }
    }

    /** An instrument's scale only ever becomes finer. */
    private void rescale(int id) {
        int priceDigits = priceExponents[id] - instruments.priceExponent(id);
        int quantityDigits = quantityExponents[id] - instruments.quantityExponent(id);
        priceExponents[id] = instruments.priceExponent(id);
        quantityExponents[id] = instruments.quantityExponent(id);
        buying[id] = 0;
        selling[id] = 0;
        for (int i = 0; i < opens; i++) {
            if (open[i].instrumentId == id) {
                open[i].widen(priceDigits, quantityDigits);
                addLeaves(open[i], 1);
            }
        }
        for (int i = 0; i < overs; i++) {
            if (over(i).instrumentId == id) {
                over(i).widen(priceDigits, quantityDigits);
            }
        }
    }

    private Order over(int index) {
        return over[(overFirst + index) % KEPT];
    }

    /** @return how many orders are open */
    public int openCount() {
        return opens;
    }

    /**
     * An open order.
     *
     * @param index 0 to {@link #openCount()} - 1, in the order in which they were asked for
     * @return valid until the next event
     * @throws IndexOutOfBoundsException if there is none
     */
    public Order open(int index) {
        if (index < 0 || index >= opens) {
            throw new IndexOutOfBoundsException("open order " + index + " of " + opens);
        }
        return open[index];
    }

    /**
     * Finds an order, open or over.
     *
     * @param handle of it
     * @return null where there is none, or none any more
     */
    public Order find(long handle) {
        return byHandle.get(handle);
    }

    /**
     * How many orders of a symbol are open.
     *
     * @param instrumentId of the symbol
     * @return 0 also for one that nobody knows
     */
    public int openOf(int instrumentId) {
        return instrumentId < count.length ? count[instrumentId] : 0;
    }

    /** The most that the open orders of a symbol may buy yet. */
    long buying(int instrumentId) {
        return instrumentId < count.length ? buying[instrumentId] : 0;
    }

    /** The most that the open orders of a symbol may sell yet, not negative. */
    long selling(int instrumentId) {
        return instrumentId < count.length ? selling[instrumentId] : 0;
    }

    /**
     * Another open order, PENDING_NEW. The caller sets everything else of it but what was filled,
     * and calls {@link #changed}.
     */
    Order add(long handle, int instrumentId) {
        if (opens == MAX_OPEN) {
            throw new IllegalStateException("more than " + MAX_OPEN + " open orders");
        }
        grow(instrumentId);
        Order order = spare[--spares];
        open[opens++] = order;
        count[instrumentId]++;
        order.handle = handle;
        order.instrumentId = instrumentId;
        order.quantity = 0;
        order.pendingQuantity = 0;
        order.filled = 0;
        order.filledValue = 0;
        order.state = OrderState.PENDING_NEW;
        byHandle.put(handle, order);
        return order;
    }

    private void grow(int id) {
        if (id >= count.length) {
            int length = Math.max(id + 1, count.length * 2);
            count = Arrays.copyOf(count, length);
            buying = Arrays.copyOf(buying, length);
            selling = Arrays.copyOf(selling, length);
            priceExponents = Arrays.copyOf(priceExponents, length);
            quantityExponents = Arrays.copyOf(quantityExponents, length);
        }
        priceExponents[id] = instruments.priceExponent(id);
        quantityExponents[id] = instruments.quantityExponent(id);
    }

    /** What an open order may fill, or its state, is about to change: {@link #changed} follows. */
    void changing(Order order) {
        addLeaves(order, -1);
    }

    /** It has changed. */
    void changed(Order order) {
        if (order.state.isOver()) {
            close(order);
        } else {
            addLeaves(order, 1);
        }
    }

    private void addLeaves(Order order, int sign) {
        long[] sums = order.side == BUY ? buying : selling;
        sums[order.instrumentId] += sign * order.exposed();
    }

    private void close(Order order) {
        int at = 0;
        while (open[at] != order) {
            at++;
        }
        opens--;
        System.arraycopy(open, at + 1, open, at, opens - at);
        open[opens] = null;
        count[order.instrumentId]--;
        if (overs == KEPT) {
            byHandle.remove(over[overFirst].handle);
            spare[spares++] = over[overFirst];
            overFirst = (overFirst + 1) % KEPT;
            overs--;
        }
        over[(overFirst + overs) % KEPT] = order;
        overs++;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("opens", opens);
        for (int i = 0; i < opens; i++) {
            out.part("open", i, open[i]);
        }
        out.put("overs", overs);
        for (int i = 0; i < overs; i++) {
            out.part("over", i, over(i));
        }
    }

    @Override
    public void readState(StateReader in) {
        int openOrders = in.getInt();
        for (int i = 0; i < openOrders; i++) {
            Order order = read(in);
            open[opens++] = order;
            count[order.instrumentId]++;
            addLeaves(order, 1);
        }
        int ordersOver = in.getInt();
        for (int i = 0; i < ordersOver; i++) {
            over[overs++] = read(in);
        }
    }

    private Order read(StateReader in) {
        Order order = spare[--spares];
        order.readState(in);
        byHandle.put(order.handle, order);
        grow(order.instrumentId);
        return order;
    }
}
