package io.tickwire.transport.recording;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.RejectedFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.ring.Arena;
import io.tickwire.engine.ring.EventSink;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/** Between a decoder and the engine: hears why the decoder rejects something. */
final class RejectionWatch implements EventSink {
    private final EventSink sink;
    private final Consumer<RejectReason> listener;
    private Event claimed;

    RejectionWatch(EventSink sink, Consumer<RejectReason> listener) {
        this.sink = sink;
        this.listener = listener;
    }

    @Override
    public Arena arena() {
        return sink.arena();
    }

    @Override
    public long nowNs() {
        return sink.nowNs();
    }

    @Override
    public void beginFrame(
        int link, Source source, FrameFormat format, long receiveNs, int position, int length) {
        sink.beginFrame(link, source, format, receiveNs, position, length);
    }

    @Override
    public void endFrame() {
        sink.endFrame();
    }

    @Override
    public void frameSent(int link, FrameFormat format, int position, int length) {
        sink.frameSent(link, format, position, length);
    }

    @Override
    public Event claim(EventType type, int instrumentId) {
        claimed = sink.claim(type, instrumentId);
        return claimed;
    }

    @Override
    public Event claim(EventType type, int instrumentId, DirectBuffer body) {
        claimed = sink.claim(type, instrumentId, body);
        return claimed;
    }

    @Override
    public Event claim(EventType type, Source source, int link, int instrumentId) {
        claimed = sink.claim(type, source, link, instrumentId);
        return claimed;
    }

    @Override
    public Event reclaim(EventType type, int instrumentId) {
        claimed = sink.reclaim(type, instrumentId);
        return claimed;
    }

    @Override
    public void publish() {
        if (claimed.type() == EventType.REJECTED) {
            listener.accept(RejectReason.of(claimed.get(RejectedFields.REASON)));
        }
        sink.publish();
    }
}
