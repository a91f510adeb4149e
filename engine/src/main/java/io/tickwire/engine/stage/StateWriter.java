package io.tickwire.engine.stage;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes state in its canonical form: longs in a fixed order, little-endian. The bytes are the
 * SNAPSHOT, and their hash is the state hash. Does not allocate.
 */
public final class StateWriter {
    private final UnsafeBuffer buffer;
    private int position;
    private int limit;

    /**
     * Writes from the start of a buffer.
     *
     * @param buffer its capacity is the limit
     */
    public StateWriter(UnsafeBuffer buffer) {
        this.buffer = buffer;
        this.limit = buffer.capacity();
    }

    /**
     * Starts over.
     *
     * @return this
     */
    public StateWriter reset() {
        position = 0;
        limit = buffer.capacity();
        return this;
    }

    /**
     * Appends a long.
     *
     * @param value any
     * @return this
     * @throws IllegalStateException if the limit is reached
     */
    public StateWriter put(long value) {
        if (position + Long.BYTES > limit) {
            throw new IllegalStateException("state too long: limit=" + limit + " bytes");
        }
        buffer.putLong(position, value, ByteOrder.LITTLE_ENDIAN);
        position += Long.BYTES;
        return this;
    }

    /**
     * Appends the bits of a double.
     *
     * @param value any
     * @return this
     */
    public StateWriter put(double value) {
        return put(Double.doubleToLongBits(value));
    }

    /**
     * Begins a part with a limit of its own, so that it can be skipped when read.
     *
     * @param maxLength bytes of the part
     * @return mark for {@link #endPart}
     */
    public int beginPart(int maxLength) {
        put(0);
        limit = Math.min(buffer.capacity(), position + maxLength);
        return position;
    }

    /**
     * Ends a part.
     *
     * @param mark of {@link #beginPart}
     */
    public void endPart(int mark) {
        buffer.putLong(mark - Long.BYTES, position - mark, ByteOrder.LITTLE_ENDIAN);
        limit = buffer.capacity();
    }

    /** @return the buffer written into, from offset 0 */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /** @return bytes written */
    public int length() {
        return position;
    }
}
