package io.tickwire.transport.binance;

import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.json.JsonType;
import io.tickwire.transport.venue.FrameDecoder;
import io.tickwire.transport.venue.NoticeListener;
import java.util.function.Consumer;

/**
 * Decodes the venue's public market data, of its spot, USD-M and COIN-M markets alike, from the
 * arena into events. Belongs to the producer's thread. A message is one object, an array of them,
 * or an envelope {@code {"stream":..,"data":..}} around either; nothing of it is published before
 * the whole of it is known to be well-formed. A bad row of an array does not hurt the others. Of
 * streams whose shape is known, messages take a shorter way to the same event.
 */
final class BinanceDecoder implements FrameDecoder {
    private final EventSink sink;
    private final BinanceCounters counters;
    private final Rejections rejections;
    private final TickTemplates templates;
    private final MessageReader reader;
    private final RowDecoder decoder;
    private final ControlReplies replies;
    private final NoticeListener listener;
    private final RowFields message = new RowFields();
    private final RowFields row = new RowFields();
    private final Consumer<RowFields> eachRow;

    /**
     * A decoder.
     *
     * @param sink   where its events go
     * @param table  the producer's own; grows with the policy {@link RowPolicy#ALL}
     * @param policy which rows become ticks
     * @param acks   gets what the venue says about a connection itself
     */
    BinanceDecoder(
        EventSink sink, InstrumentTable table, RowPolicy policy, NoticeListener acks) {
        this.sink = sink;
        this.counters = new BinanceCounters(table);
        this.rejections = new Rejections(sink, counters);
        this.templates = new TickTemplates(sink, table, policy, counters);
        this.reader = new MessageReader(sink, RowFields::slot, counters, rejections);
        this.decoder = new RowDecoder(sink, table, policy, counters, rejections);
        this.replies = new ControlReplies(sink.arena().buffer(), acks);
        this.listener = acks;
        this.eachRow = decoder::decode;
    }

    @Override
    public BinanceCounters counters() {
        return counters;
    }

    /** Text and binary are decoded alike. */
    @Override
    public void onFrame(
        int link, Source source, FrameFormat format, long receiveNs, int position, int length) {
        counters.frames++;
        sink.beginFrame(link, source, format, receiveNs, position, length);
        if (!templates.publish(position, length)) {
            longWay(link, position, length);
        }
        sink.endFrame();
    }

    /** For whatever there may be, within a frame; tests hold the short way against it. */
    void longWay(int link, int position, int length) {
        rejections.beginFrame(position);
        if (reader.read(position, length, message, row)) {
            if (reader.isObject()) {
                object(link, position, length);
            } else if (reader.isArray()) {
                reader.rows(row, eachRow);
            } else {
                counters.others++;
            }
        }
    }

    private void object(int link, int position, int length) {
        if (message.has(RowFields.STREAM) && message.has(RowFields.DATA)) {
            int type = message.type(RowFields.DATA);
            if (type == JsonType.OBJECT) {
                row(link, position, length, row);
            } else if (type == JsonType.ARRAY) {
                reader.rows(message.start(RowFields.DATA), message.length(RowFields.DATA), row,
                    eachRow);
            } else {
                counters.others++;
            }
        } else if (ControlReplies.isReply(message) && !RowDecoder.isNamelessQuote(message)) {
            counters.acks++;
            replies.onReply(link, message);
        } else {
            row(link, position, length, message);
        }
    }

    private void row(int link, int position, int length, RowFields fields) {
        long ticks = counters.ticks;
        decoder.decode(fields);
        if (counters.ticks > ticks) {
            templates.learn(position, length, fields, fields == row);
        } else if (decoder.isShutdown(fields)) {
            listener.onShutdown(link);
        }
    }
}
