package io.tickwire.engine.ring;

import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.SingleProducerSequencer;
import com.lmax.disruptor.WaitStrategy;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FrameFields;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.latency.Hop;
import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The ring between the I/O thread and the engine thread: preallocated 128-byte slots over one
 * off-heap buffer, with the Disruptor's sequences around it.
 *
 * <pre>
 *   producer (I/O)                                        consumer (engine)
 *   claim, fill, publish --- cursor ---> [slot|slot|...] --- barrier ---> stages
 *        ^                                                                  |
 *        +------------------ gating: consumed sequence --------------------+
 * </pre>
 *
 * A full ring makes the producer wait, which TCP passes on; it is counted, nothing is dropped.
 *
 * <p>What one read of a socket brings is handed over in pieces: each costs the producer a fence and
 * both threads a cache line. Its events are stamped a nanosecond apart in their order, behind the
 * one reading of the clock; it is read anew for those whose way is measured, and after a wait.
 *
 * <p>Long because slots, frames and hand-over share the one claimed sequence.
 */
public final class TickRing implements EventSink {
    /** Most events of a read that are handed over together: the engine works meanwhile. */
    static final int MAX_PIECE = 32;

    private static final int CACHE_LINE = 64;
    private static final int SAMPLE_MASK = Hop.SAMPLED_ONE_IN - 1;

    private final int mask;
    private final UnsafeBuffer slots;
    private final SingleProducerSequencer sequencer;
    private final Sequence consumed = new Sequence();
    private final Arena arena;
    private final EngineClock clock;
    private final long firstSequence;
    private final boolean journalFrames;

    // Producer only.
    private final long[] endPositions;
    private final Event event = new Event();
    private final IdleStrategy idle = new BackoffIdleStrategy(100, 10, 1_000, 100_000);
    private long claimed = -1;
    private long ended = -1;
    private long handedOver = -1;
    private long engineNs;
    private boolean inRead;
    private boolean waited;
    private long waits;
    private boolean inFrame;
    private boolean frameUnpublished;
    private int frameLink;
    private int frameSource;
    private int frameFormat;
    private int framePosition;
    private int frameLength;
    private long frameReceiveNs;

    private volatile boolean stopped;

    /**
     * An empty ring.
     *
     * @param slotCount     a power of two
     * @param arenaLength   bytes, a power of two
     * @param wait          how the engine waits for events
     * @param clock         stamps each event at claim
     * @param firstSequence input sequence of the first event
     * @param journalFrames whether frames are published for the journal at all
     */
    public TickRing(
        int slotCount, int arenaLength, WaitStrategy wait, EngineClock clock, long firstSequence,
        boolean journalFrames) {
        if (!BitUtil.isPowerOfTwo(slotCount)) {
            throw new IllegalArgumentException("ring slots not a power of two: " + slotCount);
        }
        this.mask = slotCount - 1;
        this.slots = new UnsafeBuffer(allocateAligned(slotCount * Header.SLOT_LENGTH));
        this.sequencer = new SingleProducerSequencer(slotCount, wait);
        this.sequencer.addGatingSequences(consumed);
        // Twice the ring: the entry of the consumed event must survive a ring full of others.
        this.endPositions = new long[slotCount * 2];
        this.arena = new Arena(arenaLength, this::freedPosition, idle);
        this.clock = clock;
        this.firstSequence = firstSequence;
        this.journalFrames = journalFrames;
    }

    private static ByteBuffer allocateAligned(int length) {
        return org.agrona.BufferUtil.allocateDirectAligned(length, CACHE_LINE);
    }

    @Override
    public Arena arena() {
        return arena;
    }

    @Override
    public long nowNs() {
        return clock.nowNs();
    }

    /** Producer: {@link EngineClock#followLeap()}. */
    public long followLeap() {
        return clock.followLeap();
    }

    @Override
    public long beginRead() {
        inRead = true;
        readClock();
        return engineNs;
    }

    @Override
    public void endRead() {
        inRead = false;
        handOver();
    }

    private void readClock() {
        waited = false;
        // A read counts on from its reading, and no event may be older than the one before it.
        engineNs = Math.max(engineNs, clock.nowNs());
    }

    @Override
    public void beginFrame(
        int link, Source source, FrameFormat format, long receiveNs, int position, int length) {
        assert !inFrame : "frame inside a frame";
        inFrame = true;
        frameUnpublished = journalFrames;
        frameLink = link;
        frameSource = source.ordinal();
        frameFormat = format.ordinal();
        frameReceiveNs = receiveNs;
        framePosition = position;
        frameLength = length;
    }

    @Override
    public void endFrame() {
        assert inFrame : "no frame";
        inFrame = false;
        if (frameUnpublished) {
            frameUnpublished = false;
            frameOfItsOwn(frameLink, frameSource, frameReceiveNs, frameFormat, 0,
                framePosition, frameLength);
        }
        // The frame's memory goes with its last event; one that has none, with the event before.
        noteEnd(arena.headPosition());
    }

    @Override
    public void frameSent(int link, FrameFormat format, int position, int length) {
        if (journalFrames) {
            frameOfItsOwn(link, Source.ENGINE.ordinal(), clock.nowNs(), format.ordinal(), 1,
                position, length);
        }
    }

    private void frameOfItsOwn(
        int link, int source, long receiveNs, int format, int sent, int position, int length) {
        next();
        fill(EventType.FRAME, source, 0, receiveNs, link)
            .set(FrameFields.FORMAT, format)
            .set(FrameFields.SENT, sent)
            .varInArena(position, length);
        publish();
    }

    @Override
    public Event claim(EventType type, int instrumentId) {
        assert inFrame : "no frame";
        next();
        return fillInFrame(type, instrumentId);
    }

    @Override
    public Event claim(EventType type, int instrumentId, DirectBuffer body) {
        assert inFrame : "no frame";
        next();
        header(type, frameSource, instrumentId, frameReceiveNs, frameLink);
        slots.putBytes(event.offset() + Header.LENGTH, body, 0, type.bodyLength());
        return withFrame();
    }

    @Override
    public Event claim(EventType type, Source source, int link, int instrumentId) {
        next();
        return fill(type, source.ordinal(), instrumentId, engineNs, link);
    }

    @Override
    public Event reclaim(EventType type, int instrumentId) {
        if (inFrame) {
            return fillInFrame(type, instrumentId);
        }
        return fill(type, event.sourceCode(), instrumentId, event.receiveNs(), event.link());
    }

    private Event fillInFrame(EventType type, int instrumentId) {
        fill(type, frameSource, instrumentId, frameReceiveNs, frameLink);
        return withFrame();
    }

    private Event withFrame() {
        if (frameUnpublished) {
            event.frameInArena(frameFormat, framePosition, frameLength);
        }
        return event;
    }

    private Event fill(
        EventType type, int source, int instrumentId, long receiveNs, int link) {
        header(type, source, instrumentId, receiveNs, link);
        return event.clearBody(type.bodyLength());
    }

    private void header(EventType type, int source, int instrumentId, long receiveNs, int link) {
        event.wrapSlot(slots, slotOffset(claimed), arena.buffer());
        event.header(
            type, source, 0, instrumentId, firstSequence + claimed, engineNs, receiveNs, link);
    }

    @Override
    public void publish() {
        if (inFrame) {
            frameUnpublished = false;
            // Later events of the frame may point into it: consuming this one frees nothing yet.
            noteEnd(endPositions[(int) (claimed - 1) & endPositions.length - 1]);
        } else {
            noteEnd(arena.headPosition());
        }
        ended = claimed;
        if (!inRead || ended - handedOver >= MAX_PIECE) {
            handOver();
        }
    }

    private void handOver() {
        if (ended != handedOver) {
            handedOver = ended;
            sequencer.publish(ended);
        }
    }

    private void noteEnd(long position) {
        endPositions[(int) claimed & endPositions.length - 1] = position;
    }

    private void next() {
        if (!sequencer.hasAvailableCapacity(1)) {
            awaitCapacity();
        }
        claimed = sequencer.next();
        if (inRead && (claimed & SAMPLE_MASK) != 0 && !waited) {
            engineNs++;
        } else {
            readClock();
        }
    }

    private void awaitCapacity() {
        // The engine makes room only by what it has.
        handOver();
        waited = true;
        waits++;
        idle.reset();
        while (!sequencer.hasAvailableCapacity(1)) {
            checkRunning();
            idle.idle();
        }
    }

    private long freedPosition() {
        checkRunning();
        handOver();
        waited = true;
        return endPositions[(int) consumed.get() & endPositions.length - 1];
    }

    private void checkRunning() {
        if (stopped) {
            throw new EngineStoppedException();
        }
    }

    /** @return producer: how often a claim found the ring full */
    public long waits() {
        return waits;
    }

    /** @return what the engine waits on */
    public SequenceBarrier newBarrier() {
        return sequencer.newBarrier();
    }

    /** @return the last ring sequence that the engine has finished; the engine sets it */
    public Sequence consumed() {
        return consumed;
    }

    /** @return any thread: the last ring sequence that was published */
    public long published() {
        return sequencer.getCursor();
    }

    /**
     * Engine: puts a flyweight over a slot.
     *
     * @param flyweight    to move
     * @param ringSequence published and not yet consumed
     * @return the flyweight
     */
    public Event wrap(Event flyweight, long ringSequence) {
        return flyweight.wrapSlot(slots, slotOffset(ringSequence), arena.buffer());
    }

    /** Any thread: from now on a producer that would wait gets an exception instead. */
    public void stop() {
        stopped = true;
    }

    private int slotOffset(long ringSequence) {
        return ((int) ringSequence & mask) * Header.SLOT_LENGTH;
    }
}
