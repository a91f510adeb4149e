package io.tickwire.engine.order;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.ExecutionReason;
import io.tickwire.engine.event.OrderEvent;
import io.tickwire.engine.event.OrderState;
import io.tickwire.engine.event.Side;

/**
 * Something that happened to an order of ours, as a strategy is told it; valid during the call
 * only. Prices and quantities are mantissas in the scale of the instrument. Engine thread only.
 */
public final class Execution {
    private long handle;
    private int instrumentId;
    private int side;
    private OrderEvent event;
    private OrderState state;
    private ExecutionReason reason;
    private long filled;
    private long leaves;
    private long lastPrice;
    private int lastPriceExponent;
    private int priceExponent;
    private long lastQuantity;
    private long fee;
    private boolean maker;

    Execution() {
    }

    void of(Order order, OrderEvent happened, ExecutionReason why, int scaleOfPrice) {
        handle = order.handle;
        instrumentId = order.instrumentId;
        side = order.side;
        event = happened;
        state = order.state;
        reason = why;
        filled = order.filled;
        leaves = order.leaves();
        priceExponent = scaleOfPrice;
        lastPrice = Event.ABSENT;
        lastPriceExponent = scaleOfPrice;
        lastQuantity = Event.ABSENT;
        fee = Event.ABSENT;
        maker = false;
    }

    void fill(long price, int exponent, long quantity, long paid, boolean asMaker) {
        lastPrice = price;
        lastPriceExponent = exponent;
        lastQuantity = quantity;
        fee = paid;
        maker = asMaker;
    }

    /** @return which order, as {@code placeOrder} named it */
    public long handle() {
        return handle;
    }

    /** @return id of its symbol */
    public int instrumentId() {
        return instrumentId;
    }

    /** @return which way the order goes */
    public Side side() {
        return Side.of(side);
    }

    /** @return what happened */
    public OrderEvent event() {
        return event;
    }

    /** @return how the order stands then */
    public OrderState state() {
        return state;
    }

    /** @return why, NONE where there is nothing to say */
    public ExecutionReason reason() {
        return reason;
    }

    /** @return what is filled of the order by then */
    public long filled() {
        return filled;
    }

    /** @return what is not */
    public long leaves() {
        return leaves;
    }

    /** @return price of this fill, rounded half up where the market's scale is finer; absent = none
     */
    public long lastPrice() {
        return Decimals.rescaleHalfUp(lastPrice, lastPriceExponent, priceExponent);
    }

    /** @return price of this fill as it was, NaN where it is none */
    public double lastPriceAsDouble() {
        return Decimals.toDouble(lastPrice, lastPriceExponent);
    }

    /** @return quantity of this fill, absent where it is none */
    public long lastQuantity() {
        return lastQuantity;
    }

    /** @return fee of this fill in hundred-millionths of the currency, absent where it is none */
    public long fee() {
        return fee;
    }

    /** @return whether this fill was of an order that rested in the book */
    public boolean isMaker() {
        return maker;
    }
}
