package io.tickwire.engine.signal;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.instrument.InstrumentTable;

/**
 * A trade, or an aggregate of trades of one taker at one price; see {@link Tick} for scales
 * and lifetime.
 */
public final class Trade extends Tick {
    private boolean afterHole;

    Trade(InstrumentTable instruments) {
        super(instruments);
    }

    void wrap(Event event, boolean afterHole) {
        wrap(event);
        this.afterHole = afterHole;
    }

    /**
     * A view of a record, for tests of strategies.
     *
     * @param event       TRADE; the view is valid as long as the record is
     * @param instruments has its symbol
     * @return the view
     */
    public static Trade of(Event event, InstrumentTable instruments) {
        return of(event, instruments, false);
    }

    /**
     * A view of a record, for tests of strategies.
     *
     * @param event       TRADE; the view is valid as long as the record is
     * @param instruments has its symbol
     * @param afterHole   see {@link #isAfterHole}
     * @return the view
     */
    public static Trade of(Event event, InstrumentTable instruments, boolean afterHole) {
        Trade trade = new Trade(instruments);
        trade.wrap(event, afterHole);
        return trade;
    }

    @Override
    public StreamKind kind() {
        return StreamKind.TRADE;
    }

    /** @return instrument's price scale */
    public long price() {
        return price(TradeFields.PRICE);
    }

    /** @return the same as the venue sent it */
    public double priceAsDouble() {
        return priceAsDouble(TradeFields.PRICE);
    }

    /** @return instrument's quantity scale */
    public long qty() {
        return quantity(TradeFields.QTY);
    }

    /** @return the same as the venue sent it */
    public double qtyAsDouble() {
        return quantityAsDouble(TradeFields.QTY);
    }

    /** @return the venue's id of it, one more for each */
    public long id() {
        return number(TradeFields.ID);
    }

    /** @return id of the first trade of an aggregate, or {@link #ABSENT} */
    public long firstId() {
        return number(TradeFields.FIRST_ID);
    }

    /** @return id of the last trade of an aggregate, or {@link #ABSENT} */
    public long lastId() {
        return number(TradeFields.LAST_ID);
    }

    /** @return whether the buyer's order rested in the book: the seller was the taker */
    public boolean isBuyerMaker() {
        return number(TradeFields.BUYER_MAKER) == 1;
    }

    /**
     * Whether trades directly before it were missed, or the venue has begun its numbering anew:
     * what was measured over the trades before says nothing about this one.
     *
     * @return false for the first trade of a symbol
     */
    public boolean isAfterHole() {
        return afterHole;
    }

    /** @return whether it is an aggregate, whose ids are a numbering of their own */
    public boolean isAggregate() {
        return number(TradeFields.AGGREGATE) == 1;
    }

    /** @return venue time of the trade, ms since the epoch, or {@link #ABSENT} */
    public long transactMs() {
        return number(TradeFields.TRANSACT_MS);
    }

    /** @return venue time of the message, ms since the epoch, or {@link #ABSENT} */
    public long eventMs() {
        return number(TradeFields.EVENT_MS);
    }
}
