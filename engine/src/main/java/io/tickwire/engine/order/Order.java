package io.tickwire.engine.order;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.OrderState;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * One order of ours, from its intent on. Prices and quantities are mantissas in the scale of its
 * instrument. A strategy may read it during the call in which it got it. Engine thread only.
 */
public final class Order implements State {
    private static final OrderType[] TYPES = OrderType.values();
    private static final TimeInForce[] TIMES = TimeInForce.values();

    final byte[] clientId = new byte[ClientIds.LENGTH];
    long handle;
    int instrumentId;
    int side;
    int type;
    int timeInForce;
    boolean reduceOnly;
    /** Absent for a market order. */
    long price;
    long quantity;
    /** Asked for by a replacement that is on its way, 0 = none. */
    long pendingQuantity;
    long filled;
    /** Sum of the fills' price times quantity, money. */
    long filledValue;
    OrderState state = OrderState.EXPIRED;
    long placedNs;

    Order() {
    }

    /** @return as {@link OrderHandle} makes it */
    public long handle() {
        return handle;
    }

    /** @return id of its symbol */
    public int instrumentId() {
        return instrumentId;
    }

    /** @return which way */
    public Side side() {
        return Side.of(side);
    }

    /** @return how it is priced */
    public OrderType type() {
        return TYPES[type];
    }

    /** @return how long it stays */
    public TimeInForce timeInForce() {
        return TIMES[timeInForce];
    }

    /** @return whether it may only make the position smaller */
    public boolean isReduceOnly() {
        return reduceOnly;
    }

    /** @return its limit, {@link Event#ABSENT} for a market order */
    public long price() {
        return price;
    }

    /** @return all of it, filled or not */
    public long quantity() {
        return quantity;
    }

    /** @return what was filled of it */
    public long filled() {
        return filled;
    }

    /** @return what is not filled */
    public long leaves() {
        return quantity - filled;
    }

    /** @return where it stands */
    public OrderState state() {
        return state;
    }

    /** @return engine time of its intent, ns since the epoch */
    public long placedNs() {
        return placedNs;
    }

    /** The most that may be filled of it yet, with a replacement that is on its way. */
    long exposed() {
        return Math.max(quantity, pendingQuantity) - filled;
    }

    /** The scale of its instrument has become finer by so many digits. */
    void widen(int priceDigits, int quantityDigits) {
        price = Decimals.widen(price, priceDigits);
        quantity = Decimals.widen(quantity, quantityDigits);
        pendingQuantity = Decimals.widen(pendingQuantity, quantityDigits);
        filled = Decimals.widen(filled, quantityDigits);
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("handle", handle).put("instrument", instrumentId).put("side", side)
            .put("type", type).put("timeInForce", timeInForce).put("reduceOnly", reduceOnly)
            .put("price", price).put("quantity", quantity)
            .put("pendingQuantity", pendingQuantity).put("filled", filled)
            .put("filledValue", filledValue).put("state", state).put("placedNs", placedNs);
        for (int i = 0; i < clientId.length; i += Long.BYTES) {
            out.put("clientId", clientIdWord(i));
        }
    }

    private long clientIdWord(int from) {
        long word = 0;
        for (int i = Math.min(from + Long.BYTES, clientId.length) - 1; i >= from; i--) {
            word = word << Byte.SIZE | clientId[i] & 0xff;
        }
        return word;
    }

    @Override
    public void readState(StateReader in) {
        handle = in.getLong();
        instrumentId = in.getInt();
        side = in.getInt();
        type = in.getInt();
        timeInForce = in.getInt();
        reduceOnly = in.getBoolean();
        price = in.getLong();
        quantity = in.getLong();
        pendingQuantity = in.getLong();
        filled = in.getLong();
        filledValue = in.getLong();
        state = OrderState.of(in.getLong());
        placedNs = in.getLong();
        for (int from = 0; from < clientId.length; from += Long.BYTES) {
            long word = in.getLong();
            for (int i = from; i < Math.min(from + Long.BYTES, clientId.length); i++) {
                clientId[i] = (byte) word;
                word >>>= Byte.SIZE;
            }
        }
    }
}
