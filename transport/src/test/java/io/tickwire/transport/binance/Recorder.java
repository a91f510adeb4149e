package io.tickwire.transport.binance;

import com.lmax.disruptor.BusySpinWaitStrategy;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.RejectedFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.Unit;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.VirtualClock;
import io.tickwire.transport.venue.NoticeListener;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A decoder over a real ring, and what came out of it as plain values. */
final class Recorder {
    private static final long RECEIVE_NS = 1_700_000_000_000_000_000L;

    final TickRing ring = new TickRing(
        1024, 1 << 20, new BusySpinWaitStrategy(), new VirtualClock(), 1, true);
    final InstrumentTable table = new InstrumentTable();
    final List<String> acks = new ArrayList<>();
    final BinanceDecoder decoder;
    final RestDecoder rest = new RestDecoder(ring, table);
    private final InstrumentTable consumerTable = new InstrumentTable();
    private final Event event = new Event();

    Recorder(RowPolicy policy) {
        decoder = new BinanceDecoder(ring, table, policy, new NoticeListener() {
            @Override
            public void onAck(int link, long id, long code) {
                acks.add(link + ":" + (id == Event.ABSENT ? "-" : id) + ":" + code);
            }

            @Override
            public void onShutdown(int link) {
                acks.add(link + ":shutdown");
            }
        });
    }

    /** Lists a symbol, as a live session does. */
    void list(String symbol, int priceExponent, int quantityExponent) {
        byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
        int position = copied(bytes);
        Event instrument = ring.claim(EventType.INSTRUMENT, Source.REST, 0, table.count() + 1)
            .exponents(priceExponent, quantityExponent)
            .varInArena(position, bytes.length);
        table.apply(instrument);
        ring.publish();
        drain();
    }

    List<Seen> decode(String message) {
        return decode(message.getBytes(StandardCharsets.UTF_8));
    }

    List<Seen> decode(byte[] message) {
        publish(message);
        return drain();
    }

    /** Without any template. */
    List<Seen> decodeTheLongWay(byte[] message) {
        int position = copied(message);
        ring.beginFrame(
            7, Source.SOCKET, FrameFormat.TEXT, RECEIVE_NS, position, message.length);
        decoder.longWay(7, position, message.length);
        ring.endFrame();
        return drain();
    }

    List<Seen> decodeTheLongWay(String message) {
        return decodeTheLongWay(message.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the reply to a call; about the instrument 1 if its rows name none. */
    List<Seen> decode(FeedCall call, byte[] body) {
        rest.onTicks(call, 1, Source.POLL, RECEIVE_NS, copied(body), body.length);
        return drain();
    }

    List<Seen> decode(FeedCall call, String body) {
        return decode(call, body.getBytes(StandardCharsets.UTF_8));
    }

    int copied(byte[] bytes) {
        int position = ring.arena().claim(bytes.length);
        ring.arena().buffer().putBytes(position, bytes);
        return position;
    }

    void publish(byte[] message) {
        decoder.onFrame(
            7, Source.SOCKET, FrameFormat.TEXT, RECEIVE_NS, copied(message), message.length);
    }

    void discard() {
        ring.consumed().set(ring.published());
    }

    List<Seen> drain() {
        List<Seen> seen = new ArrayList<>();
        for (long at = ring.consumed().get() + 1; at <= ring.published(); at++) {
            ring.wrap(event, at);
            if (event.type() == EventType.INSTRUMENT) {
                consumerTable.apply(event);
            }
            if (event.type() != EventType.FRAME) {
                seen.add(seen());
            }
            ring.consumed().set(at);
        }
        return seen;
    }

    private Seen seen() {
        Map<String, BigDecimal> values = new TreeMap<>();
        for (Field field : event.type().fields()) {
            long value = event.get(field.offset());
            if (value != Event.ABSENT) {
                int exponent = field.unit() == Unit.PRICE ? event.priceExponent()
                    : field.unit() == Unit.QUANTITY ? event.quantityExponent() : 0;
                values.put(field.name(), BigDecimal.valueOf(value, -exponent));
            }
        }
        String text = "";
        if (event.type().hasVariablePart()) {
            byte[] bytes = new byte[event.varLength()];
            event.varBuffer().getBytes(event.varOffset(), bytes);
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        String symbol = event.instrument() == 0 ? "" : consumerTable.symbol(event.instrument());
        RejectReason reason = event.type() == EventType.REJECTED
            ? RejectReason.of(event.get(RejectedFields.REASON)) : null;
        return new Seen(event.type(), symbol, event.priceExponent(), event.quantityExponent(),
            event.flags(), values, text, reason);
    }

    /**
     * One event as plain values.
     *
     * @param type             of it
     * @param symbol           of its instrument, empty where none
     * @param priceExponent    of it
     * @param quantityExponent of it
     * @param flags            of it
     * @param values           by field name, scaled; absent ones left out
     * @param text             variable part, one char a byte
     * @param reason           of a rejection, else null
     */
    record Seen(
        EventType type, String symbol, int priceExponent, int quantityExponent, int flags,
        Map<String, BigDecimal> values, String text, RejectReason reason) {
        /** A value as text, null where absent. */
        String get(String field) {
            BigDecimal value = values.get(field);
            return value == null ? null : value.toPlainString();
        }
    }
}
