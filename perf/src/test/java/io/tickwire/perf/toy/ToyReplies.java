package io.tickwire.perf.toy;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.venue.ReplyDecoder;

/** Replies of the toy venue: lines {@code token|number|ms|bid|ask|last|volume}. Cold. */
final class ToyReplies implements ReplyDecoder {
    private final EventSink sink;
    private final ToyDecoder decoder;

    ToyReplies(EventSink sink, ToyDecoder decoder) {
        this.sink = sink;
        this.decoder = decoder;
    }

    private String begin(Source source, long receiveNs, int position, int length) {
        sink.beginFrame(0, source, FrameFormat.REST, receiveNs, position, length);
        return sink.arena().buffer().getStringWithoutLengthUtf8(position, length);
    }

    @Override
    public boolean onTicks(
        FeedCall call, int instrumentId, Source source, long receiveNs, int position,
        int length) {
        String body = begin(source, receiveNs, position, length);
        boolean understood = true;
        for (String line : body.split("\n")) {
            String[] text = line.split("\\|");
            understood &= text.length == 7;
            if (understood) {
                int id = decoder.instrument(Integer.parseInt(text[0]));
                if (call.kind() == StreamKind.QUOTE) {
                    decoder.quote(id, Long.parseLong(text[1]), Long.parseLong(text[2]),
                        Long.parseLong(text[3]), Long.parseLong(text[4]));
                } else {
                    decoder.statistics(id, Long.parseLong(text[2]), Long.parseLong(text[5]),
                        Long.parseLong(text[6]));
                }
            }
        }
        sink.endFrame();
        return understood;
    }

    @Override
    public long onTime(long receiveNs, int position, int length) {
        String body = begin(Source.POLL, receiveNs, position, length);
        sink.endFrame();
        return body.matches("[0-9]{1,15}") ? Long.parseLong(body) : Event.ABSENT;
    }

    @Override
    public void onOther(long receiveNs, int position, int length) {
        begin(Source.POLL, receiveNs, position, length);
        sink.endFrame();
    }
}
