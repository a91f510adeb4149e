package io.tickwire.engine.signal;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.instrument.InstrumentTable;

/** Best bid and ask of a symbol, read-only; see {@link Tick} for scales and lifetime. */
public final class Quote extends Tick {
    Quote(InstrumentTable instruments) {
        super(instruments);
    }

    /**
     * A view of a record, for tests of strategies.
     *
     * @param event       QUOTE; the view is valid as long as the record is
     * @param instruments has its symbol
     * @return the view
     */
    public static Quote of(Event event, InstrumentTable instruments) {
        Quote quote = new Quote(instruments);
        quote.wrap(event);
        return quote;
    }

    @Override
    public StreamKind kind() {
        return StreamKind.QUOTE;
    }

    /** @return best bid, instrument's price scale */
    public long bid() {
        return price(QuoteFields.BID);
    }

    /** @return the same as the venue sent it */
    public double bidAsDouble() {
        return priceAsDouble(QuoteFields.BID);
    }

    /** @return quantity at the best bid, instrument's quantity scale */
    public long bidQty() {
        return quantity(QuoteFields.BID_QTY);
    }

    /** @return the same as the venue sent it */
    public double bidQtyAsDouble() {
        return quantityAsDouble(QuoteFields.BID_QTY);
    }

    /** @return best ask, instrument's price scale */
    public long ask() {
        return price(QuoteFields.ASK);
    }

    /** @return the same as the venue sent it */
    public double askAsDouble() {
        return priceAsDouble(QuoteFields.ASK);
    }

    /** @return quantity at the best ask, instrument's quantity scale */
    public long askQty() {
        return quantity(QuoteFields.ASK_QTY);
    }

    /** @return the same as the venue sent it */
    public double askQtyAsDouble() {
        return quantityAsDouble(QuoteFields.ASK_QTY);
    }

    /** @return the venue's id of the state of its book, {@link #ABSENT} where there is none */
    public long updateId() {
        return number(QuoteFields.UPDATE_ID);
    }

    /** @return venue time of the change, ms since the epoch, or {@link #ABSENT} */
    public long transactMs() {
        return number(QuoteFields.TRANSACT_MS);
    }

    /** @return venue time of the message, ms since the epoch, or {@link #ABSENT} */
    public long eventMs() {
        return number(QuoteFields.EVENT_MS);
    }
}
