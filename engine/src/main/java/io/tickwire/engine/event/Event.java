package io.tickwire.engine.event;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Flyweight over one slot of the ring or one record of the journal; both have the same image, see
 * {@link Header}. Only the place of the variable part differs: behind the body in a record, in the
 * arena for a slot. Not thread-safe: each thread has its own.
 */
public final class Event {
    /** Stands in a field that has no value; never a value itself. */
    public static final long ABSENT = Long.MIN_VALUE;

    private UnsafeBuffer buffer;
    private int offset;
    private UnsafeBuffer arena;

    /**
     * Puts this flyweight over a record: the variable part follows the body.
     *
     * @param buffer holds the record
     * @param offset of its first byte
     * @return this
     */
    public Event wrapRecord(UnsafeBuffer buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
        this.arena = null;
        return this;
    }

    /**
     * Puts this flyweight over a slot: the variable part lies in the arena.
     *
     * @param buffer holds the slot
     * @param offset of its first byte
     * @param arena  holds frames and variable parts
     * @return this
     */
    public Event wrapSlot(UnsafeBuffer buffer, int offset, UnsafeBuffer arena) {
        this.buffer = buffer;
        this.offset = offset;
        this.arena = arena;
        return this;
    }

    public UnsafeBuffer buffer() {
        return buffer;
    }

    public int offset() {
        return offset;
    }

    /**
     * One long of the body.
     *
     * @param fieldOffset from the layout table, such as {@link QuoteFields#BID}
     * @return its value or {@link #ABSENT}
     */
    public long get(int fieldOffset) {
        return buffer.getLong(offset + fieldOffset, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Sets one long of the body.
     *
     * @param fieldOffset from the layout table
     * @param value       value or {@link #ABSENT}
     * @return this
     */
    public Event set(int fieldOffset, long value) {
        buffer.putLong(offset + fieldOffset, value, ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    /** @return the type, null where this version knows none of that code */
    public EventType type() {
        return EventType.ofCode(buffer.getByte(offset + Header.TYPE));
    }

    public int sourceCode() {
        return buffer.getByte(offset + Header.SOURCE) & 0xff;
    }

    public int flags() {
        return buffer.getByte(offset + Header.FLAGS) & 0xff;
    }

    public Event flags(int flags) {
        buffer.putByte(offset + Header.FLAGS, (byte) flags);
        return this;
    }

    /** @return 0 for an input, 1.. for its outputs */
    public int ordinal() {
        return buffer.getByte(offset + Header.ORDINAL) & 0xff;
    }

    /** @return instrument id, 0 = none */
    public int instrument() {
        return buffer.getInt(offset + Header.INSTRUMENT, ByteOrder.LITTLE_ENDIAN);
    }

    public Event instrument(int instrumentId) {
        buffer.putInt(offset + Header.INSTRUMENT, instrumentId, ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    public long sequence() {
        return buffer.getLong(offset + Header.SEQUENCE, ByteOrder.LITTLE_ENDIAN);
    }

    /** @return engine time, ns since the epoch */
    public long engineNs() {
        return buffer.getLong(offset + Header.ENGINE_NS, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Sets engine time.
     *
     * @param ns since the epoch
     * @return this
     */
    public Event engineNs(long ns) {
        buffer.putLong(offset + Header.ENGINE_NS, ns, ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    /** @return receive time as observed, ns since the epoch */
    public long receiveNs() {
        return buffer.getLong(offset + Header.RECEIVE_NS, ByteOrder.LITTLE_ENDIAN);
    }

    public int link() {
        return buffer.getShort(offset + Header.LINK, ByteOrder.LITTLE_ENDIAN) & 0xffff;
    }

    public Event link(int link) {
        buffer.putShort(offset + Header.LINK, (short) link, ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    /** @return power of ten of the price-like fields */
    public int priceExponent() {
        return buffer.getByte(offset + Header.PRICE_EXPONENT);
    }

    /** @return power of ten of the quantities and volumes */
    public int quantityExponent() {
        return buffer.getByte(offset + Header.QUANTITY_EXPONENT);
    }

    public Event exponents(int priceExponent, int quantityExponent) {
        // The one stands right before the other.
        buffer.putShort(offset + Header.PRICE_EXPONENT,
            (short) (priceExponent & 0xff | quantityExponent << Byte.SIZE),
            ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    /**
     * Writes a whole header and zeros the two leading words.
     *
     * @param type         its code goes into the header
     * @param source       where it came from
     * @param ordinal      0 = input, 1.. = its outputs
     * @param instrumentId 0 = none
     * @param sequence     input sequence
     * @param engineNs     engine time, ns since the epoch
     * @param receiveNs    receive time, ns since the epoch
     * @param link         0 = none
     * @return this
     */
    public Event header(
        EventType type, int source, int ordinal, int instrumentId, long sequence, long engineNs,
        long receiveNs, int link) {
        long typeWord = type.code() | source << 8 | ordinal << 24;
        buffer.putLong(offset, 0L, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + Header.TYPE, typeWord & 0xffff_ffffL
            | (long) instrumentId << Integer.SIZE, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + Header.SEQUENCE, sequence, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + Header.ENGINE_NS, engineNs, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + Header.RECEIVE_NS, receiveNs, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + Header.LINK, link & 0xffffL, ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    /** @return length of the variable part, bytes */
    public int varLength() {
        return buffer.getInt(offset + Header.VAR_LENGTH, ByteOrder.LITTLE_ENDIAN);
    }

    /** @return the buffer that holds the variable part */
    public UnsafeBuffer varBuffer() {
        return arena == null ? buffer : arena;
    }

    /** @return where in {@link #varBuffer()} the variable part begins */
    public int varOffset() {
        return arena == null
            ? offset + Header.LENGTH + type().bodyLength()
            : buffer.getInt(offset + Header.SLOT_VAR_POSITION, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Slot only: names the variable part, already written into the arena.
     *
     * @param position in the arena
     * @param length   bytes
     * @return this
     */
    public Event varInArena(int position, int length) {
        buffer.putInt(offset + Header.SLOT_VAR_POSITION, position, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(offset + Header.VAR_LENGTH, length, ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    /**
     * Record only: appends to the variable part behind the body.
     *
     * @param source       holds the bytes
     * @param sourceOffset of the first
     * @param length       how many
     * @return this
     */
    public Event appendVar(DirectBuffer source, int sourceOffset, int length) {
        int before = varLength();
        buffer.putBytes(varOffset() + before, source, sourceOffset, length);
        buffer.putInt(offset + Header.VAR_LENGTH, before + length, ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    /**
     * Record only: appends to the variable part behind the body.
     *
     * @param bytes appended whole
     * @return this
     */
    public Event appendVar(byte[] bytes) {
        int before = varLength();
        buffer.putBytes(varOffset() + before, bytes);
        buffer.putInt(
            offset + Header.VAR_LENGTH, before + bytes.length, ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    /** @return slot only: length of the frame to journal before this event, 0 = none */
    public int frameLength() {
        return buffer.getInt(offset + Header.SLOT_FRAME_LENGTH, ByteOrder.LITTLE_ENDIAN)
            & Header.MAX_FRAME_LENGTH;
    }

    /** @return slot only: format of that frame */
    public int frameFormat() {
        return buffer.getByte(offset + Header.SLOT_FRAME_FORMAT);
    }

    /** @return slot only: arena position of that frame */
    public int framePosition() {
        return buffer.getInt(offset + Header.SLOT_FRAME_POSITION, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Slot only: this is the first event decoded from a frame.
     *
     * @param format   ordinal of its {@link FrameFormat}
     * @param position in the arena
     * @param length   bytes, at most {@link Header#MAX_FRAME_LENGTH}
     */
    public void frameInArena(int format, int position, int length) {
        buffer.putInt(
            offset + Header.SLOT_FRAME_LENGTH, length | format << 24, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(offset + Header.SLOT_FRAME_POSITION, position, ByteOrder.LITTLE_ENDIAN);
    }

    /** @return length of the whole record, bytes */
    public int recordLength() {
        return Header.recordLength(type().bodyLength(), varLength());
    }

    /** @return the variable part as text; allocates, for cold code */
    public String varText() {
        return varBuffer().getStringWithoutLengthUtf8(varOffset(), varLength());
    }
}
