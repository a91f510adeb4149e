package io.tickwire.engine.signal;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.instrument.InstrumentTable;

/**
 * Mark price, index price and funding of a symbol; see {@link Tick} for scales and lifetime.
 * Venues compute these with more decimals than the instrument has, so they are rounded here.
 */
public final class Mark extends Tick {
    Mark(InstrumentTable instruments) {
        super(instruments);
    }

    /**
     * A view of a record, for tests of strategies.
     *
     * @param event       MARK; the view is valid as long as the record is
     * @param instruments has its symbol
     * @return the view
     */
    public static Mark of(Event event, InstrumentTable instruments) {
        Mark mark = new Mark(instruments);
        mark.wrap(event);
        return mark;
    }

    @Override
    public StreamKind kind() {
        return StreamKind.MARK;
    }

    /** @return mark price, instrument's price scale, rounded half up */
    public long mark() {
        return price(MarkFields.MARK);
    }

    /** @return the same as the venue sent it */
    public double markAsDouble() {
        return priceAsDouble(MarkFields.MARK);
    }

    /** @return index price, instrument's price scale, rounded half up, or {@link #ABSENT} */
    public long index() {
        return price(MarkFields.INDEX);
    }

    /** @return the same as the venue sent it */
    public double indexAsDouble() {
        return priceAsDouble(MarkFields.INDEX);
    }

    /** @return of the coming funding, 0.0001 is one basis point; NaN where absent */
    public double fundingRate() {
        return priceAsDouble(MarkFields.FUNDING_RATE);
    }

    /** @return venue time of the coming funding, ms since the epoch, or {@link #ABSENT} */
    public long nextFundingMs() {
        return number(MarkFields.NEXT_FUNDING_MS);
    }

    /** @return venue time of the message, ms since the epoch, or {@link #ABSENT} */
    public long eventMs() {
        return number(MarkFields.EVENT_MS);
    }
}
