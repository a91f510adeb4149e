package io.tickwire.perf.micro;

import com.lmax.disruptor.BusySpinWaitStrategy;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.ring.Arena;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.VirtualClock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A sink of one slot, which each event overwrites: what decoding costs without any ring. */
final class SlotSink implements EventSink {
    private final UnsafeBuffer slot =
        new UnsafeBuffer(ByteBuffer.allocateDirect(Header.SLOT_LENGTH));
    private final Arena arena = new TickRing(64, 1 << 22, new BusySpinWaitStrategy(),
        new VirtualClock(), 1, false).arena();
    private final Event event = new Event();
    private int source;
    private int link;
    private long receiveNs;
    private long sequence;

    /** Copies messages into the arena, once and for all. */
    int[] copied(byte[][] messages) {
        int[] positions = new int[messages.length];
        for (int i = 0; i < messages.length; i++) {
            positions[i] = arena.claim(messages[i].length);
            arena.buffer().putBytes(positions[i], messages[i]);
        }
        return positions;
    }

    @Override
    public Arena arena() {
        return arena;
    }

    @Override
    public long nowNs() {
        return 0;
    }

    @Override
    public void beginFrame(int frameLink, Source frameSource, FrameFormat format,
        long frameReceiveNs, int position, int length) {
        link = frameLink;
        source = frameSource.ordinal();
        receiveNs = frameReceiveNs;
    }

    @Override
    public void endFrame() {
        sequence++;
    }

    @Override
    public void frameSent(int sentLink, FrameFormat format, int position, int length) {
        sequence++;
    }

    @Override
    public Event claim(EventType type, int instrumentId) {
        header(type, instrumentId);
        int end = Header.LENGTH + type.bodyLength();
        for (int at = Header.LENGTH; at < end; at += Long.BYTES) {
            slot.putLong(at, Event.ABSENT, ByteOrder.LITTLE_ENDIAN);
        }
        return event;
    }

    @Override
    public Event claim(EventType type, int instrumentId, DirectBuffer body) {
        header(type, instrumentId);
        slot.putBytes(Header.LENGTH, body, 0, type.bodyLength());
        return event;
    }

    private void header(EventType type, int instrumentId) {
        event.wrapSlot(slot, 0, arena.buffer());
        event.header(type, source, 0, instrumentId, sequence, receiveNs, receiveNs, link);
    }

    @Override
    public Event claim(EventType type, Source eventSource, int eventLink, int instrumentId) {
        return claim(type, instrumentId);
    }

    @Override
    public Event reclaim(EventType type, int instrumentId) {
        return claim(type, instrumentId);
    }

    @Override
    public void publish() {
        sequence++;
    }

    /** @return the last event, by its first field */
    long lastValue() {
        return slot.getLong(Header.LENGTH, ByteOrder.LITTLE_ENDIAN);
    }
}
