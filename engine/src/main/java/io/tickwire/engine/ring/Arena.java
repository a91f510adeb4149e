package io.tickwire.engine.ring;

import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.agrona.BitUtil;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Off-heap circular buffer for data without a fixed size: frames and variable parts. The producer
 * writes, the engine thread reads; a message never straddles the wrap. It has no synchronisation of
 * its own: each published event carries the producer's write position, and what the engine has
 * consumed frees everything up to there.
 */
public final class Arena {
    private final UnsafeBuffer buffer;
    private final int capacity;
    private final LongSupplier freedPosition;
    private final IdleStrategy idle;
    private long headPosition;
    private long freedCachedPosition;
    private long waits;

    /**
     * An empty arena.
     *
     * @param capacity      bytes, a power of two
     * @param freedPosition where the engine has come to; throws once it has stopped
     * @param idle          how the producer waits for room
     */
    Arena(int capacity, LongSupplier freedPosition, IdleStrategy idle) {
        if (!BitUtil.isPowerOfTwo(capacity)) {
            throw new IllegalArgumentException("arena not a power of two: " + capacity);
        }
        this.buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(capacity));
        this.capacity = capacity;
        this.freedPosition = freedPosition;
        this.idle = idle;
    }

    /** @return the memory; the producer writes only into what it claimed */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /** @return longest message that may be claimed, bytes */
    public int maxLength() {
        return capacity >> 2;
    }

    /**
     * Claims room in one piece and waits while there is none.
     *
     * @param length bytes, at most {@link #maxLength()}
     * @return its position in {@link #buffer()}, a multiple of 8
     */
    public int claim(int length) {
        if (length < 0 || length > maxLength()) {
            throw new IllegalArgumentException(
                "message too long: length=" + length + ", maxLength=" + maxLength());
        }
        int offset = (int) headPosition & capacity - 1;
        long start = offset + length > capacity ? headPosition + capacity - offset : headPosition;
        long end = start + BitUtil.align(length, 8);
        if (end - freedCachedPosition > capacity) {
            awaitFreed(end - capacity);
        }
        headPosition = end;
        return (int) start & capacity - 1;
    }

    /** @return where the producer's writing has come to, counted from the start */
    long headPosition() {
        return headPosition;
    }

    /** @return how often a claim had to wait for the engine */
    public long waits() {
        return waits;
    }

    private void awaitFreed(long neededPosition) {
        freedCachedPosition = freedPosition.getAsLong();
        if (freedCachedPosition >= neededPosition) {
            return;
        }
        waits++;
        idle.reset();
        while ((freedCachedPosition = freedPosition.getAsLong()) < neededPosition) {
            idle.idle();
        }
    }
}
