package io.tickwire.engine.signal;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.StatsFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.instrument.InstrumentTable;

/** Statistics of the rolling 24 hours; see {@link Tick} for scales and lifetime. */
public final class Stats extends Tick {
    Stats(InstrumentTable instruments) {
        super(instruments);
    }

    /**
     * A view of a record, for tests of strategies.
     *
     * @param event       STATS; the view is valid as long as the record is
     * @param instruments has its symbol
     * @return the view
     */
    public static Stats of(Event event, InstrumentTable instruments) {
        Stats stats = new Stats(instruments);
        stats.wrap(event);
        return stats;
    }

    @Override
    public StreamKind kind() {
        return StreamKind.STATS;
    }

    /** @return last price, instrument's price scale */
    public long last() {
        return price(StatsFields.LAST);
    }

    /** @return the same as the venue sent it */
    public double lastAsDouble() {
        return priceAsDouble(StatsFields.LAST);
    }

    /** @return price 24 hours ago, instrument's price scale */
    public long open() {
        return price(StatsFields.OPEN);
    }

    /** @return the same as the venue sent it */
    public double openAsDouble() {
        return priceAsDouble(StatsFields.OPEN);
    }

    /** @return highest price, instrument's price scale */
    public long high() {
        return price(StatsFields.HIGH);
    }

    /** @return the same as the venue sent it */
    public double highAsDouble() {
        return priceAsDouble(StatsFields.HIGH);
    }

    /** @return lowest price, instrument's price scale */
    public long low() {
        return price(StatsFields.LOW);
    }

    /** @return the same as the venue sent it */
    public double lowAsDouble() {
        return priceAsDouble(StatsFields.LOW);
    }

    /** @return quantity traded, instrument's quantity scale */
    public long volume() {
        return quantity(StatsFields.VOLUME);
    }

    /** @return the same as the venue sent it */
    public double volumeAsDouble() {
        return quantityAsDouble(StatsFields.VOLUME);
    }

    /** @return money traded in quote currency, NaN where absent */
    public double quoteVolume() {
        return quantityAsDouble(StatsFields.QUOTE_VOLUME);
    }

    /** @return change of the price in percent, NaN where absent */
    public double changePercent() {
        return priceAsDouble(StatsFields.CHANGE_PCT);
    }

    /** @return how many trades, or {@link #ABSENT} */
    public long count() {
        return number(StatsFields.COUNT);
    }

    /** @return venue time of the message, ms since the epoch, or {@link #ABSENT} */
    public long eventMs() {
        return number(StatsFields.EVENT_MS);
    }
}
