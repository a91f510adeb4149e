package io.tickwire.transport.binance;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.json.JsonType;
import io.tickwire.transport.venue.ReplyDecoder;
import java.util.function.Consumer;

/**
 * Decodes bodies of REST replies from the arena into the events that sockets bring too. Belongs to
 * the producer's thread. A body is one row or an array of rows; as with sockets nothing of it is
 * published before the whole of it is known to be well-formed, a bad row does not hurt the others,
 * and rows of symbols that are not listed are counted and left out.
 */
final class RestDecoder implements ReplyDecoder {
    private static final int REST_LINK = 0;
    /** Ms of a time that nanoseconds in a long still hold. */
    private static final long MAX_TIME_MS = Long.MAX_VALUE / 1_000_000;

    private final EventSink sink;
    private final BinanceCounters counters;
    private final Rejections rejections;
    private final MessageReader reader;
    private final RowDecoder decoder;
    private final RowFields row = new RowFields();
    private final Consumer<RowFields> eachRow = this::row;
    private RestKind kind;
    private int instrument;
    private long rows;

    /**
     * A decoder.
     *
     * @param sink  where its events go
     * @param table the producer's own
     */
    RestDecoder(EventSink sink, InstrumentTable table) {
        this.sink = sink;
        this.counters = new BinanceCounters(table);
        this.rejections = new Rejections(sink, counters);
        this.reader = new MessageReader(sink, RestKeys::slot, counters, rejections);
        this.decoder = new RowDecoder(sink, table, RowPolicy.LISTED, counters, rejections);
    }

    /** @return what it has seen so far */
    BinanceCounters counters() {
        return counters;
    }

    @Override
    public boolean onTicks(
        FeedCall call, int instrumentId, Source source, long receiveNs, int position,
        int length) {
        kind = RestKind.of(call);
        instrument = instrumentId;
        rows = 0;
        long before = counters.rejected();
        begin(source, receiveNs, position, length);
        boolean understood = reader.read(position, length, row, null);
        if (understood) {
            if (reader.isArray()) {
                reader.rows(row, eachRow);
            } else if (reader.isObject()) {
                understood = !row.isEmpty();
                row(row);
            } else {
                understood = false;
                counters.others++;
            }
        }
        sink.endFrame();
        long rejected = counters.rejected() - before;
        // One bad row among others is no more than that; where none is good, it is another thing.
        return understood
            && (rejected == 0 || kind != RestKind.TRADE && rejected < rows);
    }

    private void row(RowFields fields) {
        rows++;
        if (fields.isEmpty()) {
            counters.others++;
        } else if (kind == RestKind.TRADE) {
            decoder.decode(fields, kind.shape(), instrument);
        } else {
            decoder.decode(fields, kind.shape());
        }
    }

    @Override
    public long onTime(long receiveNs, int position, int length) {
        begin(Source.POLL, receiveNs, position, length);
        long timeMs = Event.ABSENT;
        if (reader.read(position, length, row, null)) {
            int type = reader.isObject() ? row.type(RestKeys.SERVER_TIME) : JsonType.NONE;
            if (type == JsonType.INTEGER) {
                timeMs = TimeText.parse(sink.arena().buffer(),
                    row.start(RestKeys.SERVER_TIME), row.length(RestKeys.SERVER_TIME));
            }
            if (timeMs < 0 || timeMs > MAX_TIME_MS) {
                timeMs = Event.ABSENT;
                rejections.publish(type == JsonType.NONE ? RejectReason.MISSING_FIELD
                    : type == JsonType.INTEGER ? RejectReason.OUT_OF_RANGE
                    : RejectReason.WRONG_TYPE, position, length);
            }
        }
        sink.endFrame();
        return timeMs;
    }

    @Override
    public void onOther(long receiveNs, int position, int length) {
        begin(Source.POLL, receiveNs, position, length);
        counters.others++;
        sink.endFrame();
    }

    private void begin(Source source, long receiveNs, int position, int length) {
        counters.frames++;
        sink.beginFrame(
            REST_LINK, source, FrameFormat.REST, receiveNs, position, length);
        rejections.beginFrame(position);
    }
}
