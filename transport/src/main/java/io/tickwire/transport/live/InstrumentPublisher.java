package io.tickwire.transport.live;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Instrument;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.binance.ExchangeInfo;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** Publishes INSTRUMENTs and keeps the producer's table in step; cold, I/O thread. */
final class InstrumentPublisher {
    private final EventSink sink;
    private final InstrumentTable table;

    InstrumentPublisher(EventSink sink, InstrumentTable table) {
        this.sink = sink;
        this.table = table;
    }

    /** Publishes one symbol, under its old id if it has one; returns the id. */
    int publish(ExchangeInfo.Listing listing) {
        byte[] symbol = listing.symbol().getBytes(StandardCharsets.UTF_8);
        int known = table.find(new UnsafeBuffer(symbol), 0, symbol.length);
        int id = known == 0 ? table.count() + 1 : known;
        int priceExponent = exponent(listing.tickSize());
        int quantityExponent = exponent(listing.lotSize());
        int position = sink.arena().claim(symbol.length);
        sink.arena().buffer().putBytes(position, symbol);
        Event event = sink.claim(EventType.INSTRUMENT, Source.REST, 0, id)
            .exponents(priceExponent, quantityExponent)
            .set(Instrument.TICK_SIZE, mantissa(listing.tickSize(), priceExponent))
            .set(Instrument.LOT_SIZE, mantissa(listing.lotSize(), quantityExponent))
            .set(Instrument.MIN_QTY, mantissa(listing.minQty(), quantityExponent))
            .set(Instrument.MAX_QTY, mantissa(listing.maxQty(), quantityExponent))
            .set(Instrument.MIN_NOTIONAL, mantissa(listing.minNotional(), priceExponent))
            .varInArena(position, symbol.length);
        table.apply(event);
        sink.publish();
        return id;
    }

    private static int exponent(BigDecimal step) {
        return step == null ? 0 : -Math.max(0, step.scale());
    }

    private static long mantissa(BigDecimal value, int exponent) {
        if (value == null) {
            return Event.ABSENT;
        }
        BigDecimal scaled = value.movePointRight(-exponent);
        return scaled.toBigInteger().bitLength() < Long.SIZE ? scaled.longValue() : Event.ABSENT;
    }
}
