package io.tickwire.engine.signal;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.instrument.InstrumentTable;

/**
 * Market data as a strategy sees it: a read-only view of one event, valid during the call only.
 *
 * <p>Prices and quantities are mantissas in the scale of the instrument, the one that orders and
 * positions are in: {@code quote.bid()} can be given to an order as it is. Where a venue sends a
 * number with more decimals than that, as it does with mark prices, it is rounded half up, away
 * from zero; {@link #ABSENT} stands for what the venue did not send and for what does not fit, and
 * for everything while the scale is not known yet, as it may be where a session begins before its
 * venue answers.
 * The methods that end in {@code AsDouble} give the number as the venue sent it, not rounded to
 * any scale, and NaN where it is absent.
 */
public abstract sealed class Tick permits Quote, Trade, Stats, Mark {
    /** Stands for a number that is not there; never a value itself. */
    public static final long ABSENT = Event.ABSENT;

    private final InstrumentTable instruments;
    private Event event;

    Tick(InstrumentTable instruments) {
        this.instruments = instruments;
    }

    final void wrap(Event tick) {
        event = tick;
    }

    /** @return which stream of the symbol it belongs to */
    public abstract StreamKind kind();

    /** @return id of its symbol */
    public final int instrumentId() {
        return event.instrument();
    }

    /** @return sequence of the input that it came with */
    public final long sequence() {
        return event.sequence();
    }

    /** @return engine time, ns since the epoch: the clock to decide by */
    public final long engineNs() {
        return event.engineNs();
    }

    /** @return when it was received, ns since the epoch, as observed */
    public final long receiveNs() {
        return event.receiveNs();
    }

    /** @return what brought it: SOCKET, POLL or BACKFILL */
    public final Source source() {
        return Source.of(event.sourceCode());
    }

    final long number(int field) {
        return event.get(field);
    }

    final long price(int field) {
        int id = event.instrument();
        return !instruments.isKnown(id) ? ABSENT : Decimals.rescaleHalfUp(
            event.get(field), event.priceExponent(), instruments.priceExponent(id));
    }

    final long quantity(int field) {
        int id = event.instrument();
        return !instruments.isKnown(id) ? ABSENT : Decimals.rescaleHalfUp(
            event.get(field), event.quantityExponent(), instruments.quantityExponent(id));
    }

    final double priceAsDouble(int field) {
        return Decimals.toDouble(event.get(field), event.priceExponent());
    }

    final double quantityAsDouble(int field) {
        return Decimals.toDouble(event.get(field), event.quantityExponent());
    }
}
