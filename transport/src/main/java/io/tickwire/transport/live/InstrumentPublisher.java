package io.tickwire.transport.live;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.InstrumentFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.venue.Listing;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** Publishes INSTRUMENTs and keeps the producer's table in step; cold, I/O thread. */
final class InstrumentPublisher {
    private final EventSink sink;
    private final InstrumentTable table;
    private final Map<String, Listing> latest = new HashMap<>();

    InstrumentPublisher(EventSink sink, InstrumentTable table) {
        this.sink = sink;
        this.table = table;
    }

    /**
     * Publishes one symbol, under its old id if it has one; returns the id. Without its steps it is
     * provisional, and what is known of an old one stays. What was published last is not repeated.
     */
    int publish(Listing listing) {
        byte[] symbol = listing.symbol().getBytes(StandardCharsets.UTF_8);
        int known = table.find(new UnsafeBuffer(symbol), 0, symbol.length);
        if (known != 0 && !listing.hasSteps() || listing.equals(latest.get(listing.symbol()))) {
            return known;
        }
        latest.put(listing.symbol(), listing);
        int id = known == 0 ? table.count() + 1 : known;
        int priceExponent = exponent(listing.tickSize(), listing.minNotional());
        int quantityExponent =
            exponent(listing.lotSize(), listing.minQty(), listing.maxQty());
        int position = sink.arena().claim(symbol.length);
        sink.arena().buffer().putBytes(position, symbol);
        Event event = sink.claim(EventType.INSTRUMENT, Source.REST, 0, id)
            .flags(listing.hasSteps() ? 0 : Flags.PROVISIONAL)
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
