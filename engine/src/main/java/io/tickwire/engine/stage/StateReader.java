package io.tickwire.engine.stage;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Reads state in the order in which {@link StateWriter} wrote it. */
public final class StateReader {
    private final DirectBuffer buffer;
    private final int end;
    private int position;

    /**
     * Reads from an offset.
     *
     * @param buffer holds the state
     * @param offset of its first byte
     * @param length bytes
     */
    public StateReader(DirectBuffer buffer, int offset, int length) {
        this.buffer = buffer;
        this.position = offset;
        this.end = offset + length;
    }

    /**
     * The next long.
     *
     * @return as written
     * @throws IllegalStateException if there is none
     */
    public long getLong() {
        if (position + Long.BYTES > end) {
            throw new IllegalStateException("state too short");
        }
        long value = buffer.getLong(position, ByteOrder.LITTLE_ENDIAN);
        position += Long.BYTES;
        return value;
    }

    /**
     * A part with its own end.
     *
     * @param length bytes from here on, which this reader skips
     * @return reads the part and no further
     */
    public StateReader part(int length) {
        if (length < 0 || length > remaining()) {
            throw new IllegalStateException(
                "state too short: part=" + length + ", remaining=" + remaining());
        }
        StateReader part = new StateReader(buffer, position, length);
        position += length;
        return part;
    }

    /** @return bytes that were not read yet */
    public int remaining() {
        return end - position;
    }

    /** @return the next long as an int */
    public int getInt() {
        return Math.toIntExact(getLong());
    }

    /** @return the next yes or no */
    public boolean getBoolean() {
        return getLong() != 0;
    }

    /**
     * Hands a part what {@link StateWriter#section} wrote.
     *
     * @param label which has to stand here
     * @param part  reads itself
     * @throws IllegalStateException if another stands here
     */
    public void section(String label, State part) {
        long found = getLong();
        if (found != SectionLabel.encoded(label)) {
            throw new IllegalStateException("state has " + SectionLabel.text(found)
                + " where section " + label + " should begin");
        }
        part.readState(this);
    }

    /** @return the next double */
    public double getDouble() {
        return Double.longBitsToDouble(getLong());
    }
}
