package io.tickwire.engine.paper;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.ExecutionReason;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * One order of ours, with what was decided about it and not reported yet for want of room. One of a
 * fixed pool, used again and again. Engine thread only; does not allocate.
 */
final class PaperOrder implements State {
    /** What is ahead of it is not known: deeper than the best price, nobody sees that. */
    static final long UNKNOWN = Event.ABSENT;

    private static final int MARKET = OrderType.MARKET.ordinal();
    private static final int BUY = Side.BUY.ordinal();
    private static final int IOC = TimeInForce.IOC.ordinal();
    private static final int FOK = TimeInForce.FOK.ordinal();
    private static final int GTX = TimeInForce.GTX.ordinal();

    /** How an order stands. */
    enum End {
        /** It is at the market. */
        NONE,
        /** All of it is filled. */
        FILLED,
        /** It was cancelled. */
        CANCELLED,
        /** It ended by itself, for its reason. */
        EXPIRED;

        private static final End[] VALUES = values();
    }

    long handle;
    int instrumentId;
    int side;
    int type;
    int timeInForce;
    /** Mantissa of the instrument's price exponent as it was last. */
    long price;
    /** Mantissa of the instrument's quantity exponent as it was last, what is filled included. */
    long quantity;
    boolean reduceOnly;
    long filled;
    /** Whether it has met a quote that counts; before, nothing is known of its place. */
    boolean hasMet;
    /** Quantity of others that has to trade at its price first, or {@link #UNKNOWN}. */
    long ahead;
    /** Trades that the venue made at that time or before are none of its business. */
    long queuedMs;
    End end = End.NONE;
    ExecutionReason reason = ExecutionReason.REMAINDER;

    boolean owesAccepted;
    boolean owesReplaced;
    long owedTaken;
    long takenPrice;
    int takenExponent;
    long owedMade;
    /** Ended, and all of it reported: swept out before anybody looks again. */
    boolean isDone;

    /** As it is asked for. */
    void begin(
        long ofHandle, int ofInstrument, int ofSide, int ofType, int ofTimeInForce, long ofPrice,
        long ofQuantity, boolean isReduceOnly) {
        handle = ofHandle;
        instrumentId = ofInstrument;
        side = ofSide;
        type = ofType;
        timeInForce = ofTimeInForce;
        price = ofPrice;
        quantity = ofQuantity;
        reduceOnly = isReduceOnly;
        filled = 0;
        hasMet = false;
        ahead = UNKNOWN;
        queuedMs = Long.MIN_VALUE;
        end = End.NONE;
        reason = ExecutionReason.REMAINDER;
        owesAccepted = false;
        owesReplaced = false;
        owedTaken = 0;
        takenPrice = 0;
        takenExponent = 0;
        owedMade = 0;
        isDone = false;
    }

    boolean isBuy() {
        return side == BUY;
    }

    boolean isMarket() {
        return type == MARKET;
    }

    boolean isPostOnly() {
        return timeInForce == GTX && !isMarket();
    }

    boolean isWhole() {
        return timeInForce == FOK;
    }

    /** Whether it is over at once, and never rests. */
    boolean isTaker() {
        return isMarket() || timeInForce == IOC || timeInForce == FOK;
    }

    boolean isLive() {
        return end == End.NONE;
    }

    /** Whether it has met a quote and stands in the queue of its price. */
    boolean isResting() {
        return end == End.NONE && hasMet;
    }

    long remaining() {
        return quantity - filled;
    }

    void expire(ExecutionReason because) {
        end = End.EXPIRED;
        reason = because;
    }

    boolean isValid() {
        return quantity > 0 && (isMarket() || price > 0);
    }

    /** The instrument counts with more decimals. One that does not fit any more ends. */
    void widen(int priceDigits, int quantityDigits) {
        price = Decimals.widen(price, priceDigits);
        long wide = Decimals.widen(quantity, quantityDigits);
        // What has ended already, and was not reported yet, has ended as it did.
        if (end == End.NONE && (wide == Event.ABSENT || price == Event.ABSENT && !isMarket())) {
            expire(ExecutionReason.INVALID);
        }
        quantity = wide;
        filled = Decimals.widen(filled, quantityDigits);
        // The unknown is absent, and stays so.
        long wideAhead = Decimals.widen(ahead, quantityDigits);
        ahead = wideAhead == Event.ABSENT && ahead != UNKNOWN ? Long.MAX_VALUE : wideAhead;
        owedTaken = Decimals.widen(owedTaken, quantityDigits);
        owedMade = Decimals.widen(owedMade, quantityDigits);
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("handle", handle).put("instrumentId", instrumentId).put("side", side)
            .put("type", type).put("timeInForce", timeInForce).put("price", price)
            .put("quantity", quantity).put("reduceOnly", reduceOnly).put("filled", filled)
            .put("hasMet", hasMet).put("ahead", ahead).put("queuedMs", queuedMs)
            .put("end", end).put("reason", reason).put("owesAccepted", owesAccepted)
            .put("owesReplaced", owesReplaced).put("owedTaken", owedTaken)
            .put("takenPrice", takenPrice).put("takenExponent", takenExponent)
            .put("owedMade", owedMade);
    }

    @Override
    public void readState(StateReader in) {
        begin(in.getLong(), in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getLong(),
            in.getLong(), in.getBoolean());
        filled = in.getLong();
        hasMet = in.getBoolean();
        ahead = in.getLong();
        queuedMs = in.getLong();
        end = End.VALUES[in.getInt()];
        reason = ExecutionReason.of(in.getLong());
        owesAccepted = in.getBoolean();
        owesReplaced = in.getBoolean();
        owedTaken = in.getLong();
        takenPrice = in.getLong();
        takenExponent = in.getInt();
        owedMade = in.getLong();
    }
}
