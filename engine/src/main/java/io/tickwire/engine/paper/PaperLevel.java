package io.tickwire.engine.paper;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * The best price of one side, with what of its quantity is left for our own orders: they see what
 * is shown once, and not each of them anew. A change of price starts anew, a grown quantity adds
 * what it has grown by, a shrunk one is all there can be. Engine thread only; does not allocate.
 */
final class PaperLevel implements State {
    /** 0 where the side is empty. */
    private long price;
    private int exponent;
    /** Mantissa of the instrument's quantity exponent. */
    private long shown;
    private long available;

    /** What a quote says; a price or quantity that is absent or not above 0 is none. */
    void onQuote(long quoted, int quotedExponent, long quotedQuantity) {
        long nextPrice = Math.max(0, quoted);
        long next = Math.max(0, quotedQuantity);
        if (PaperPrices.compare(nextPrice, quotedExponent, price, exponent) != 0) {
            available = next;
        } else if (next > shown) {
            available += next - shown;
        } else {
            available = Math.min(available, next);
        }
        price = nextPrice;
        exponent = quotedExponent;
        shown = next;
    }

    boolean exists() {
        return price > 0 && shown > 0;
    }

    long price() {
        return price;
    }

    int exponent() {
        return exponent;
    }

    long shown() {
        return shown;
    }

    long available() {
        return available;
    }

    void consume(long quantity) {
        available -= quantity;
    }

    /** The instrument counts with more decimals. */
    void widen(int digits) {
        shown = widened(shown, digits);
        available = widened(available, digits);
    }

    private static long widened(long quantity, int digits) {
        long wide = Decimals.widen(quantity, digits);
        return wide == Event.ABSENT ? Long.MAX_VALUE : wide;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("price", price).put("exponent", exponent).put("shown", shown)
            .put("available", available);
    }

    @Override
    public void readState(StateReader in) {
        price = in.getLong();
        exponent = in.getInt();
        shown = in.getLong();
        available = in.getLong();
    }
}
