package io.tickwire.engine.order;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/** Last quote of one symbol and our position in it. Engine thread only. */
final class Book implements State {
    long bid = Event.ABSENT;
    long bidQty;
    long ask = Event.ABSENT;
    long askQty;
    int priceExponent;
    int quantityExponent;
    /** Mantissa of {@link #positionExponent}. */
    long position;
    /** The instrument's quantity exponent. */
    int positionExponent;

    void onQuote(Event quote) {
        bid = quote.get(QuoteFields.BID);
        bidQty = quote.get(QuoteFields.BID_QTY);
        ask = quote.get(QuoteFields.ASK);
        askQty = quote.get(QuoteFields.ASK_QTY);
        priceExponent = quote.priceExponent();
        quantityExponent = quote.quantityExponent();
    }

    void toExponent(int exponent) {
        if (exponent < positionExponent) {
            position = Decimals.widen(position, positionExponent - exponent);
        }
        positionExponent = exponent;
    }

    boolean hasQuote() {
        return bid != Event.ABSENT;
    }

    /** Quantity shown on one side, in the instrument's exponent. */
    long available(boolean atAsk, InstrumentTable instruments, int id) {
        long shown = Decimals.rescale(
            atAsk ? askQty : bidQty, quantityExponent, instruments.quantityExponent(id));
        return shown == Event.ABSENT ? Long.MAX_VALUE : shown;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("bid", bid).put("bidQty", bidQty).put("ask", ask).put("askQty", askQty)
            .put("priceExponent", priceExponent).put("quantityExponent", quantityExponent)
            .put("position", position).put("positionExponent", positionExponent);
    }

    @Override
    public void readState(StateReader in) {
        bid = in.getLong();
        bidQty = in.getLong();
        ask = in.getLong();
        askQty = in.getLong();
        priceExponent = in.getInt();
        quantityExponent = in.getInt();
        position = in.getLong();
        positionExponent = in.getInt();
    }
}
