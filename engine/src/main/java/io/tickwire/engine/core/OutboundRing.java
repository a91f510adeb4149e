package io.tickwire.engine.core;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.stage.Outputs;
import java.nio.ByteBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Queue of requests from the engine thread to the I/O thread. The engine never waits for I/O: the
 * number of requests in flight is limited by the engine itself (one a link, until its LINK record
 * answers it), and this queue is larger than that limit. A full one is therefore a bug and stops
 * the engine.
 */
public final class OutboundRing {
    private static final int CAPACITY = 1 << 18;
    private static final int RECORD = 1;

    private final OneToOneRingBuffer ring = new OneToOneRingBuffer(new UnsafeBuffer(
        ByteBuffer.allocateDirect(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH)));
    private final Runnable wakeUp;
    private final Event request = new Event();
    // Copied out because a handler gets a MutableDirectBuffer, and flyweights want this class.
    private final UnsafeBuffer copy = new UnsafeBuffer(
        ByteBuffer.allocateDirect(Outputs.MAX_RECORD_LENGTH));

    /** Executes requests. Called on the I/O thread. */
    public interface Handler {
        /**
         * Executes a request.
         *
         * @param request FEED_REQUEST; valid during the call
         */
        void onRequest(Event request);
    }

    /**
     * An empty ring.
     *
     * @param wakeUp run on the engine thread after each request, so that the I/O thread polls
     */
    public OutboundRing(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /**
     * Engine: hands on a request that is journaled.
     *
     * @param record a whole record
     * @throws IllegalStateException if the ring is full, which credits rule out
     */
    void offer(Event record) {
        if (!ring.write(RECORD, record.buffer(), record.offset(), record.recordLength())) {
            throw new IllegalStateException("outbound ring full: capacity=" + CAPACITY);
        }
        wakeUp.run();
    }

    /**
     * I/O: takes all requests there are.
     *
     * @param handler executes them
     * @return how many
     */
    public int poll(Handler handler) {
        MessageHandler onMessage = (type, buffer, offset, length) -> {
            copy.putBytes(0, buffer, offset, length);
            handler.onRequest(request.wrapRecord(copy, 0));
        };
        int taken = 0;
        long before;
        // One read ends where the buffer does, though more may stand at its beginning; it may
        // have met nothing but the padding there, so what it took is not how far it came.
        do {
            before = ring.consumerPosition();
            taken += ring.read(onMessage);
        } while (ring.consumerPosition() != before);
        return taken;
    }
}
