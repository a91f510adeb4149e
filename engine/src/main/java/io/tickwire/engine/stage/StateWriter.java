package io.tickwire.engine.stage;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes state in its canonical form: longs in a fixed order, little-endian. The bytes are the
 * SNAPSHOT, and their hash is the state hash. Does not allocate.
 *
 * <p>Names of values and parts cost no byte: they are for {@link StateDifference}. A section begins
 * with its label, so that state that was written otherwise than it is read is noticed there and
 * not somewhere behind it:
 *
 * <pre>
 *    0 section label, up to 8 characters of ASCII, zeros behind them
 *    8 its values and parts, 8 bytes each value
 * </pre>
 */
public final class StateWriter {
    private final UnsafeBuffer buffer;
    private final Names names;
    private int position;
    private int limit;

    /** Receives the names of what is written. */
    interface Names {
        /**
         * A section or part begins.
         *
         * @param name  of it
         * @param index among those of its name, negative where there is but one
         */
        void enter(String name, int index);

        /** The section or part that was entered last ends. */
        void leave();

        /**
         * A value was written.
         *
         * @param name     of it
         * @param position of its 8 bytes
         * @param floating whether they are those of a double
         */
        void value(String name, int position, boolean floating);
    }

    /**
     * Writes from the start of a buffer.
     *
     * @param buffer its capacity is the limit
     */
    public StateWriter(UnsafeBuffer buffer) {
        this(buffer, null);
    }

    StateWriter(UnsafeBuffer buffer, Names names) {
        this.buffer = buffer;
        this.names = names;
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
     * Appends a whole number.
     *
     * @param name  for reports
     * @param value any
     * @return this
     * @throws IllegalStateException if the limit is reached
     */
    public StateWriter put(String name, long value) {
        return append(name, value, false);
    }

    /**
     * Appends the bits of a double.
     *
     * @param name  for reports
     * @param value any
     * @return this
     */
    public StateWriter put(String name, double value) {
        return append(name, Double.doubleToLongBits(value), true);
    }

    /**
     * Appends a yes or no.
     *
     * @param name  for reports
     * @param value as 1 or 0
     * @return this
     */
    public StateWriter put(String name, boolean value) {
        return append(name, value ? 1 : 0, false);
    }

    /**
     * Appends the ordinal of a constant.
     *
     * @param name  for reports
     * @param value not null
     * @return this
     */
    public StateWriter put(String name, Enum<?> value) {
        return append(name, value.ordinal(), false);
    }

    private StateWriter append(String name, long value, boolean floating) {
        if (position + Long.BYTES > limit) {
            throw new IllegalStateException("state too long: limit=" + limit + " bytes");
        }
        buffer.putLong(position, value, ByteOrder.LITTLE_ENDIAN);
        if (names != null) {
            names.value(name, position, floating);
        }
        position += Long.BYTES;
        return this;
    }

    /**
     * Appends the state of a part.
     *
     * @param name for reports
     * @param part writes itself
     * @return this
     */
    public StateWriter part(String name, State part) {
        return part(name, -1, part);
    }

    /**
     * Appends the state of one of several parts.
     *
     * @param name  for reports
     * @param index for reports
     * @param part  writes itself
     * @return this
     */
    public StateWriter part(String name, int index, State part) {
        if (names == null) {
            part.writeState(this);
        } else {
            names.enter(name, index);
            part.writeState(this);
            names.leave();
        }
        return this;
    }

    /**
     * Appends the state of a part behind a label that is read and checked.
     *
     * @param label 1 to 8 characters of ASCII
     * @param part  writes itself
     * @return this
     */
    public StateWriter section(String label, State part) {
        append("label", SectionLabel.encoded(label), false);
        return part(label, part);
    }

    /**
     * Begins a part with a limit of its own, so that it can be skipped when read.
     *
     * @param maxLength bytes of the part
     * @return mark for {@link #endPart}
     */
    public int beginPart(int maxLength) {
        put("length", 0);
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
