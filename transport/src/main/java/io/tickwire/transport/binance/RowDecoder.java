package io.tickwire.transport.binance;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.json.JsonText;
import io.tickwire.transport.json.JsonType;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** Turns one row, its members known, into one event, or counts it by what it is instead. */
final class RowDecoder {
    private static final int E = RowFields.slot('e');
    private static final int S = RowFields.slot('s');
    private static final int X = RowFields.slot('X');
    private static final int UPDATE_ID = RowFields.slot('u');
    private static final int BID_QTY = RowFields.slot('B');
    private static final int ASK_QTY = RowFields.slot('A');

    private static final byte[] DEPTH_UPDATE = ascii("depthUpdate");
    private static final byte[] KLINE = ascii("kline");
    private static final byte[] CONTINUOUS_KLINE = ascii("continuous_kline");
    private static final byte[] SERVER_SHUTDOWN = ascii("serverShutdown");
    private static final byte[] NOT_AVAILABLE = ascii("NA");

    private final EventSink sink;
    private final UnsafeBuffer buffer;
    private final InstrumentTable table;
    private final RowPolicy policy;
    private final BinanceCounters counters;
    private final Rejections rejections;
    private final TickValues values;

    RowDecoder(
        EventSink sink, InstrumentTable table, RowPolicy policy, BinanceCounters counters,
        Rejections rejections) {
        this.sink = sink;
        this.buffer = sink.arena().buffer();
        this.table = table;
        this.policy = policy;
        this.counters = counters;
        this.rejections = rejections;
        this.values = new TickValues(buffer);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Whether this is a spot bookTicker, which does not say what it is.
     *
     * @param row members of an object
     * @return whether it has no event name, an update id and a quantity of the best bid or ask
     */
    static boolean isNamelessQuote(RowFields row) {
        return !row.has(E) && row.has(UPDATE_ID) && (row.has(BID_QTY) || row.has(ASK_QTY));
    }

    /**
     * Whether the venue says that it will close the connection soon.
     *
     * @param row members of an object
     * @return whether it is that announcement
     */
    boolean isShutdown(RowFields row) {
        return isText(row, E, SERVER_SHUTDOWN);
    }

    /**
     * What a row is.
     *
     * @param buffer holds it
     * @param row    members of an object
     * @return null where no tick is made of it
     */
    static TickKind kind(UnsafeBuffer buffer, RowFields row) {
        return isNamelessQuote(row) ? TickKind.BOOK_TICKER
            : row.type(E) == JsonType.STRING
                ? TickKind.of(buffer, row.start(E), row.length(E)) : null;
    }

    /**
     * Publishes the event of a row, if it is of a kind that has one.
     *
     * @param row members of an object
     */
    void decode(RowFields row) {
        TickKind kind = kind(buffer, row);
        if (kind == null) {
            countOther(row);
        } else if (kind == TickKind.TRADE && isText(row, X, NOT_AVAILABLE)) {
            counters.notAvailable++;
        } else if (policy.takes(kind.shape().eventType())) {
            int id = take(row, kind.shape());
            if (id != 0 && policy.isOfRecordings()) {
                counters.markets.saw(row, kind, id);
            }
        } else {
            counters.unlisted++;
        }
    }

    /**
     * Publishes a tick, or why it is none.
     *
     * @param row   members of an object, its symbol in the slot of the letter s
     * @param shape what it is
     */
    void decode(RowFields row, TickShape shape) {
        take(row, shape);
    }

    /** The instrument of the tick, 0 where there is none. */
    private int take(RowFields row, TickShape shape) {
        RejectReason reason = checkSymbol(row);
        int id = 0;
        if (reason == null) {
            id = table.find(buffer, row.start(S), row.length(S));
            if (id != 0) {
                reason = publish(row, shape, id);
            } else if (!policy.takesNew(buffer, row.start(S), row.length(S))) {
                counters.unlisted++;
            } else if (table.count() == InstrumentTable.MAX_INSTRUMENTS) {
                reason = RejectReason.TOO_MANY_SYMBOLS;
            } else {
                reason = publishFirst(row, shape);
                id = reason == null ? table.count() : 0;
            }
        }
        if (reason != null) {
            rejections.publish(reason, row.start(), row.length());
        }
        return id;
    }

    /**
     * Publishes a tick of a symbol that the row does not name, or why it is none.
     *
     * @param row   members of an object
     * @param shape what it is
     * @param id    of the instrument
     */
    void decode(RowFields row, TickShape shape, int id) {
        RejectReason reason = publish(row, shape, id);
        if (reason != null) {
            rejections.publish(reason, row.start(), row.length());
        }
    }

    private RejectReason checkSymbol(RowFields row) {
        int type = row.type(S);
        if (type == JsonType.STRING) {
            int length = row.length(S);
            return length > 0 && length <= InstrumentTable.MAX_SYMBOL_LENGTH
                ? null : RejectReason.BAD_SYMBOL;
        }
        return type == JsonType.NONE ? RejectReason.MISSING_FIELD
            : type == JsonType.ESCAPED_STRING ? RejectReason.BAD_SYMBOL : RejectReason.WRONG_TYPE;
    }

    private RejectReason publish(RowFields row, TickShape shape, int id) {
        RejectReason reason = values.read(row, shape);
        if (reason == null) {
            reason = values.scale(-table.priceExponent(id), -table.quantityExponent(id));
        }
        if (reason == null) {
            publishValues(shape, id);
        }
        return reason;
    }

    /** The first tick of a symbol makes it an instrument, unless it is refused itself. */
    private RejectReason publishFirst(RowFields row, TickShape shape) {
        RejectReason reason = values.read(row, shape);
        if (reason == null) {
            reason = values.scale(0, 0);
        }
        if (reason == null) {
            int id = table.count() + 1;
            Event instrument = sink.claim(EventType.INSTRUMENT, id)
                .exponents(
                    -values.instrumentPriceDecimals(), -values.instrumentQuantityDecimals())
                .varInArena(row.start(S), row.length(S));
            table.apply(instrument);
            sink.publish();
            counters.instruments++;
            publishValues(shape, id);
        }
        return reason;
    }

    private void publishValues(TickShape shape, int id) {
        values.write(sink.claim(shape.eventType(), id));
        sink.publish();
        counters.ticks++;
    }

    private void countOther(RowFields row) {
        if (isText(row, E, DEPTH_UPDATE) || !row.has(E) && row.has(RowFields.LAST_UPDATE_ID)) {
            counters.depth++;
        } else if (isText(row, E, KLINE) || isText(row, E, CONTINUOUS_KLINE)) {
            counters.klines++;
        } else {
            counters.others++;
        }
    }

    private boolean isText(RowFields row, int slot, byte[] text) {
        return row.type(slot) == JsonType.STRING
            && JsonText.equal(buffer, row.start(slot), row.length(slot), text);
    }
}
