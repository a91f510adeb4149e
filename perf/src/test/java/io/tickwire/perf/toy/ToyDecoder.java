package io.tickwire.perf.toy;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
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
import io.tickwire.transport.venue.ReplyDecoder;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Packets of the toy venue, little-endian, by offset: 0 token i32, 4 number i64, 12 time in ms i64,
 * 20 bid i64, 28 ask i64, 36 last i64, 44 volume i64; prices in hundredths. Each brings a quote and
 * statistics. A message of a socket holds one, a reply one for each instrument asked about. Texts
 * of a socket: {@code ok|ID}, {@code pong}.
 */
final class ToyDecoder implements FrameDecoder, ReplyDecoder {
    static final int LENGTH = 52;

    private final EventSink sink;
    private final UnsafeBuffer arena;
    private final InstrumentTable table;
    private final List<String> symbolsByToken;
    private final NoticeListener listener;
    private long ticks;
    private long rejected;

    private record Counters(long ticks, long rejected, String summary) implements DecoderCounters {
    }

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
        String text = format == FrameFormat.TEXT ? text(position, length) : "";
        if (text.startsWith("ok|")) {
            listener.onAck(link, Long.parseLong(text.substring(3)), NoticeListener.NO_ERROR);
        } else if (!text.equals("pong")) {
            packets(position, length);
        }
        sink.endFrame();
    }

    @Override
    public boolean onTicks(
        FeedCall call, int instrumentId, Source source, long receiveNs, int position,
        int length) {
        sink.beginFrame(0, source, FrameFormat.REST, receiveNs, position, length);
        boolean understood = packets(position, length);
        sink.endFrame();
        return understood;
    }

    @Override
    public long onTime(long receiveNs, int position, int length) {
        onOther(receiveNs, position, length);
        String body = text(position, length);
        return body.matches("[0-9]{1,15}") ? Long.parseLong(body) : Event.ABSENT;
    }

    @Override
    public void onOther(long receiveNs, int position, int length) {
        sink.beginFrame(0, Source.POLL, FrameFormat.REST, receiveNs, position, length);
        sink.endFrame();
    }

    private String text(int position, int length) {
        return arena.getStringWithoutLengthUtf8(position, length);
    }

    /** False where it is anything else, and rejected. */
    private boolean packets(int position, int length) {
        if (length == 0 || length % LENGTH != 0) {
            rejected++;
            sink.claim(EventType.REJECTED, 0)
                .set(RejectedFields.REASON, RejectReason.OUT_OF_RANGE.ordinal())
                .set(RejectedFields.LENGTH, length).set(RejectedFields.FRAME_OFFSET, 0)
                .varInArena(position, Math.min(length, MAX_REJECTED_LENGTH));
            sink.publish();
            return false;
        }
        for (int at = position; at < position + length; at += LENGTH) {
            packet(at);
        }
        return true;
    }

    private void packet(int at) {
        UnsafeBuffer symbol = new UnsafeBuffer(symbolsByToken.get(
            arena.getInt(at, ByteOrder.LITTLE_ENDIAN)).getBytes(StandardCharsets.US_ASCII));
        int id = table.find(symbol, 0, symbol.capacity());
        sink.claim(EventType.QUOTE, id).exponents(-2, 0)
            .set(QuoteFields.UPDATE_ID, number(at + 4)).set(QuoteFields.EVENT_MS, number(at + 12))
            .set(QuoteFields.TRANSACT_MS, number(at + 12)).set(QuoteFields.BID, number(at + 20))
            .set(QuoteFields.BID_QTY, 1).set(QuoteFields.ASK, number(at + 28))
            .set(QuoteFields.ASK_QTY, 1);
        sink.publish();
        sink.claim(EventType.STATS, id).exponents(-2, 0)
            .set(StatsFields.EVENT_MS, number(at + 12)).set(StatsFields.LAST, number(at + 36))
            .set(StatsFields.VOLUME, number(at + 44));
        sink.publish();
        ticks += 2;
    }

    private long number(int position) {
        return arena.getLong(position, ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public DecoderCounters counters() {
        return new Counters(ticks, rejected, "");
    }
}
