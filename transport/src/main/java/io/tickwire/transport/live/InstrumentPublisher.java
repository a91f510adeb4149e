package io.tickwire.transport.live;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.InstrumentFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.venue.Listing;
import java.math.BigDecimal;
import java.math.BigInteger;
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

    /**
     * Publishes one symbol, under its old id if it has one; returns the id. What is known of an
     * old one stays where nothing new is known.
     */
    int publish(Listing listing) {
        byte[] symbol = listing.symbol().getBytes(StandardCharsets.UTF_8);
        int known = table.find(new UnsafeBuffer(symbol), 0, symbol.length);
        if (known != 0 && listing.equals(Listing.unknown(listing.symbol()))) {
            return known;
        }
        int id = known == 0 ? table.count() + 1 : known;
        int priceExponent = exponent(listing.tickSize(), listing.minNotional());
        int quantityExponent =
            exponent(listing.lotSize(), listing.minQty(), listing.maxQty());
        int position = sink.arena().claim(symbol.length);
        sink.arena().buffer().putBytes(position, symbol);
        Event event = sink.claim(EventType.INSTRUMENT, Source.REST, 0, id)
            .exponents(priceExponent, quantityExponent)
            .set(InstrumentFields.TICK_SIZE, mantissa(listing.tickSize(), priceExponent))
            .set(InstrumentFields.LOT_SIZE, mantissa(listing.lotSize(), quantityExponent))
            .set(InstrumentFields.MIN_QTY, mantissa(listing.minQty(), quantityExponent))
            .set(InstrumentFields.MAX_QTY, mantissa(listing.maxQty(), quantityExponent))
            .set(InstrumentFields.MIN_NOTIONAL, mantissa(listing.minNotional(), priceExponent))
            .varInArena(position, symbol.length);
        table.apply(event);
        sink.publish();
        return id;
    }

    /** The finest of them, so that none loses digits. */
    private static int exponent(BigDecimal... values) {
        int decimals = 0;
        for (BigDecimal value : values) {
            decimals = value == null ? decimals : Math.max(decimals, value.scale());
        }
        return -decimals;
    }

    private static long mantissa(BigDecimal value, int exponent) {
        if (value == null) {
            return Event.ABSENT;
        }
        BigInteger scaled = value.movePointRight(-exponent).toBigIntegerExact();
        return scaled.bitLength() < Long.SIZE ? scaled.longValue() : Event.ABSENT;
    }
}
