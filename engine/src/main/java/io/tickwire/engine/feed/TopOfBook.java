package io.tickwire.engine.feed;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/** Best bid and ask of one symbol, in the exponents of the quote they came with. Engine thread. */
public final class TopOfBook implements State {
    private long bid = Event.ABSENT;
    private long bidQty;
    private long ask = Event.ABSENT;
    private long askQty;
    private int priceExponent;
    private int quantityExponent;

    TopOfBook() {
    }

    void onQuote(Event quote) {
        bid = quote.get(QuoteFields.BID);
        bidQty = quote.get(QuoteFields.BID_QTY);
        ask = quote.get(QuoteFields.ASK);
        askQty = quote.get(QuoteFields.ASK_QTY);
        priceExponent = quote.priceExponent();
        quantityExponent = quote.quantityExponent();
    }

    /** @return power of ten of {@link #bid} and {@link #ask} */
    public int priceExponent() {
        return priceExponent;
    }

    /** @return best bid, mantissa of {@link #priceExponent} */
    public long bid() {
        return bid;
    }

    /** @return best ask, mantissa of {@link #priceExponent} */
    public long ask() {
        return ask;
    }

    /**
     * Quantity shown at the best bid.
     *
     * @param exponent power of ten wanted
     * @return its mantissa, cut towards zero; as large as can be where it does not fit
     */
    public long bidQty(int exponent) {
        return shown(bidQty, exponent);
    }

    /**
     * Quantity shown at the best ask.
     *
     * @param exponent power of ten wanted
     * @return its mantissa, cut towards zero; as large as can be where it does not fit
     */
    public long askQty(int exponent) {
        return shown(askQty, exponent);
    }

    private long shown(long quantity, int exponent) {
        long shown = Decimals.rescale(quantity, quantityExponent, exponent);
        return shown == Event.ABSENT ? Long.MAX_VALUE : shown;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("bid", bid).put("bidQty", bidQty).put("ask", ask).put("askQty", askQty)
            .put("priceExponent", priceExponent).put("quantityExponent", quantityExponent);
    }

    @Override
    public void readState(StateReader in) {
        bid = in.getLong();
        bidQty = in.getLong();
        ask = in.getLong();
        askQty = in.getLong();
        priceExponent = in.getInt();
        quantityExponent = in.getInt();
    }
}
