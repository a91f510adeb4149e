package io.tickwire.perf.toy;

import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.RejectedFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatsFields;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.venue.DecoderCounters;
import io.tickwire.transport.venue.FrameDecoder;
import io.tickwire.transport.venue.NoticeListener;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Packets of the toy venue, little-endian, by offset: 0 token i32, 4 number i64, 12 time in ms i64,
 * 20 bid i64, 28 ask i64, 36 last i64, 44 volume i64; prices in hundredths. Each brings a quote and
 * statistics. Texts: {@code ok|ID}, {@code no|ID}, {@code bye}, {@code pong}.
 */
final class ToyDecoder implements FrameDecoder, DecoderCounters {
    static final int LENGTH = 52;
    static final int PRICE_EXPONENT = -2;
    private static final long QUANTITY = 10;

    private final EventSink sink;
    private final UnsafeBuffer arena;
    private final InstrumentTable table;
    private final List<String> symbolsByToken;
    private final NoticeListener listener;
    private final UnsafeBuffer symbol = new UnsafeBuffer(0, 0);
    private long ticks;
    private long rejected;

    ToyDecoder(
        EventSink sink, InstrumentTable table, List<String> symbolsByToken,
        NoticeListener listener) {
        this.sink = sink;
        this.arena = sink.arena().buffer();
        this.table = table;
        this.symbolsByToken = symbolsByToken;
        this.listener = listener;
    }

    @Override
    public void onFrame(
        int link, Source source, FrameFormat format, long receiveNs, int position, int length) {
        sink.beginFrame(link, source, format, receiveNs, position, length);
        if (format == FrameFormat.TEXT) {
            control(link, arena.getStringWithoutLengthUtf8(position, length));
        } else if (length != LENGTH) {
            reject(RejectReason.OUT_OF_RANGE, position, length);
        } else {
            int id = instrument(arena.getInt(position, ByteOrder.LITTLE_ENDIAN));
            quote(id, number(position + 4), number(position + 12), number(position + 20),
                number(position + 28));
            statistics(id, number(position + 12), number(position + 36), number(position + 44));
        }
        sink.endFrame();
    }

    private void control(int link, String text) {
        String[] parts = text.split("\\|");
        switch (parts[0]) {
            case "ok" -> listener.onAck(
                link, Long.parseLong(parts[1]), NoticeListener.NO_ERROR);
            case "no" -> listener.onAck(
                link, Long.parseLong(parts[1]), NoticeListener.ERROR_WITHOUT_CODE);
            case "bye" -> listener.onShutdown(link);
            default -> { }
        }
    }

    private long number(int position) {
        return arena.getLong(position, ByteOrder.LITTLE_ENDIAN);
    }

    /** Id of a token, 0 where the session does not have it. */
    int instrument(int token) {
        symbol.wrap(symbolsByToken.get(token).getBytes(StandardCharsets.US_ASCII));
        return table.find(symbol, 0, symbol.capacity());
    }

    void quote(int id, long number, long timeMs, long bid, long ask) {
        ticks++;
        sink.claim(EventType.QUOTE, id).exponents(PRICE_EXPONENT, 0)
            .set(QuoteFields.UPDATE_ID, number).set(QuoteFields.TRANSACT_MS, timeMs)
            .set(QuoteFields.EVENT_MS, timeMs).set(QuoteFields.BID, bid)
            .set(QuoteFields.BID_QTY, QUANTITY).set(QuoteFields.ASK, ask)
            .set(QuoteFields.ASK_QTY, QUANTITY);
        sink.publish();
    }

    void statistics(int id, long timeMs, long last, long volume) {
        ticks++;
        sink.claim(EventType.STATS, id).exponents(PRICE_EXPONENT, 0)
            .set(StatsFields.EVENT_MS, timeMs).set(StatsFields.LAST, last)
            .set(StatsFields.VOLUME, volume);
        sink.publish();
    }

    private void reject(RejectReason reason, int position, int length) {
        rejected++;
        sink.claim(EventType.REJECTED, 0).set(RejectedFields.REASON, reason.ordinal())
            .set(RejectedFields.LENGTH, length).set(RejectedFields.FRAME_OFFSET, 0)
            .varInArena(position, Math.min(length, MAX_REJECTED_LENGTH));
        sink.publish();
    }

    @Override
    public DecoderCounters counters() {
        return this;
    }

    @Override
    public long ticks() {
        return ticks;
    }

    @Override
    public long rejected() {
        return rejected;
    }

    @Override
    public String summary() {
        return "";
    }
}
