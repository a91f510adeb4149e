package io.tickwire.transport.binance;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.RejectedFields;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.venue.FrameDecoder;

/** Publishes rejected messages and rows; their bytes stay in the frame. */
final class Rejections {
    private final EventSink sink;
    private final BinanceCounters counters;
    private int framePosition;

    Rejections(EventSink sink, BinanceCounters counters) {
        this.sink = sink;
        this.counters = counters;
    }

    void beginFrame(int position) {
        framePosition = position;
    }

    /**
     * Publishes a whole message or one row of it.
     *
     * @param reason what is wrong
     * @param start  offset of its first byte in the arena
     * @param length bytes
     */
    void publish(RejectReason reason, int start, int length) {
        counters.rejected++;
        Event event = sink.claim(EventType.REJECTED, 0)
            .set(RejectedFields.REASON, reason.ordinal())
            .set(RejectedFields.LENGTH, length)
            .set(RejectedFields.FRAME_OFFSET, start - framePosition)
            .varInArena(start, Math.min(length, FrameDecoder.MAX_REJECTED_LENGTH));
        if (length > FrameDecoder.MAX_REJECTED_LENGTH) {
            event.flags(Flags.CUT);
        }
        sink.publish();
    }
}
