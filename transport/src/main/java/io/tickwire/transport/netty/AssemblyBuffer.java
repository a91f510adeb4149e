package io.tickwire.transport.netty;

import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Off-heap buffer in which a fragmented message is assembled. It grows with the bytes received, up
 * to a limit that the caller checks, and never shrinks.
 */
final class AssemblyBuffer implements AutoCloseable {
    private static final int INITIAL_CAPACITY = 64 << 10;

    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final int maxLength;
    private ByteBuffer memory;
    private int length;

    /**
     * An empty buffer without memory.
     *
     * @param maxLength bytes that will ever be in it at once
     */
    AssemblyBuffer(int maxLength) {
        this.maxLength = maxLength;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    void append(DirectBuffer source, int offset, int count) {
        if (count > buffer.capacity() - length) {
            grow(length + count);
        }
        buffer.putBytes(length, source, offset, count);
        length += count;
    }

    void clear() {
        length = 0;
    }

    /** Gives the memory back; it may be used again afterwards. */
    @Override
    public void close() {
        ByteBuffer old = memory;
        memory = null;
        length = 0;
        buffer.wrap(0, 0);
        if (old != null) {
            BufferUtil.free(old);
        }
    }

    private void grow(int needed) {
        if (needed > maxLength) {
            throw new IllegalStateException("over the limit: " + needed + " > " + maxLength);
        }
        long doubled = Math.max(INITIAL_CAPACITY, 2L * buffer.capacity());
        ByteBuffer old = memory;
        ByteBuffer larger =
            ByteBuffer.allocateDirect((int) Math.min(maxLength, Math.max(needed, doubled)));
        new UnsafeBuffer(larger).putBytes(0, buffer, 0, length);
        memory = larger;
        buffer.wrap(larger);
        if (old != null) {
            BufferUtil.free(old);
        }
    }
}
