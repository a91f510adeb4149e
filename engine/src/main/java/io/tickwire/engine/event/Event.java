package io.tickwire.engine.event;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Flyweight over one slot of the ring or one record of the journal; both have the same image, see
 * {@link Header}. Only the place of the variable part differs: behind the body in a record, in the
 * arena for a slot. Not thread-safe: each thread has its own.
 *
 * <p>What lies outside the heap, as slots and records on the engine thread do, is read and written
 * by address where it is known to be within the buffer; everything else goes through the buffer,
 * which checks again and throws. A buffer must not be wrapped around other memory while this is
 * over it.
 *
 * <p>Long because every field of the header has its reader and its writer here.
 */
public final class Event {
    /** Stands in a field that has no value; never a value itself. */
    public static final long ABSENT = Long.MIN_VALUE;

    private static final boolean IS_LITTLE_ENDIAN =
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private UnsafeBuffer buffer;
    private int offset;
    private UnsafeBuffer arena;
    /** Of the first byte, where {@link #lastLong} is not negative. */
    private long address;
    /** Where in the record the last long begins that may be read by address; -1 = none may. */
    private int lastLong = -1;

    /**
     * Puts this flyweight over a record: the variable part follows the body.
     *
     * @param buffer holds the record
     * @param offset of its first byte
     * @return this
     */
    public Event wrapRecord(UnsafeBuffer buffer, int offset) {
        wrap(buffer, offset);
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
        wrap(buffer, offset);
        this.arena = arena;
        return this;
    }

    private void wrap(UnsafeBuffer newBuffer, int newOffset) {
        buffer = newBuffer;
        offset = newOffset;
        address = newBuffer.addressOffset() + newOffset;
        lastLong = IS_LITTLE_ENDIAN && newBuffer.byteArray() == null && newOffset >= 0
            ? Math.max(-1, newBuffer.capacity() - newOffset - Long.BYTES) : -1;
    }

    /** Whether eight bytes from there on may be read and written by address. */
    private boolean isInside(int place) {
        return place >= 0 && place <= lastLong;
    }

    private long getLong(int place) {
        return isInside(place) ? UnsafeApi.getLong(address + place)
            : buffer.getLong(offset + place, ByteOrder.LITTLE_ENDIAN);
    }

    private void putLong(int place, long value) {
        if (isInside(place)) {
            UnsafeApi.putLong(address + place, value);
        } else {
            buffer.putLong(offset + place, value, ByteOrder.LITTLE_ENDIAN);
        }
    }

    private int getInt(int place) {
        return isInside(place) ? UnsafeApi.getInt(address + place)
            : buffer.getInt(offset + place, ByteOrder.LITTLE_ENDIAN);
    }

    private int getByte(int place) {
        return isInside(place) ? UnsafeApi.getByte(address + place)
            : buffer.getByte(offset + place);
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
        return getLong(fieldOffset);
    }

    /**
     * Sets one long of the body.
     *
     * @param fieldOffset from the layout table
     * @param value       value or {@link #ABSENT}
     * @return this
     */
    public Event set(int fieldOffset, long value) {
        putLong(fieldOffset, value);
        return this;
    }

    /** @return the type, null where this version knows none of that code */
    public EventType type() {
        return EventType.ofCode(getByte(Header.TYPE));
    }

    public int sourceCode() {
        return getByte(Header.SOURCE) & 0xff;
    }

    public int flags() {
        return getByte(Header.FLAGS) & 0xff;
    }

    public Event flags(int flags) {
        buffer.putByte(offset + Header.FLAGS, (byte) flags);
        return this;
    }

    /** @return 0 for an input, 1.. for its outputs */
    public int ordinal() {
        return getByte(Header.ORDINAL) & 0xff;
    }

    /** @return instrument id, 0 = none */
    public int instrument() {
        return getInt(Header.INSTRUMENT);
    }

    public Event instrument(int instrumentId) {
        buffer.putInt(offset + Header.INSTRUMENT, instrumentId, ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    public long sequence() {
        return getLong(Header.SEQUENCE);
    }

    /** @return engine time, ns since the epoch */
    public long engineNs() {
        return getLong(Header.ENGINE_NS);
    }

    /**
     * Sets engine time.
     *
     * @param ns since the epoch
     * @return this
     */
    public Event engineNs(long ns) {
        putLong(Header.ENGINE_NS, ns);
        return this;
    }

    /** @return receive time as observed, ns since the epoch */
    public long receiveNs() {
        return getLong(Header.RECEIVE_NS);
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
        return getByte(Header.PRICE_EXPONENT);
    }

    /** @return power of ten of the quantities and volumes */
    public int quantityExponent() {
        return getByte(Header.QUANTITY_EXPONENT);
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
        putLong(Header.LENGTH_WORD, 0L);
        putLong(Header.TYPE, typeWord & 0xffff_ffffL | (long) instrumentId << Integer.SIZE);
        putLong(Header.SEQUENCE, sequence);
        putLong(Header.ENGINE_NS, engineNs);
        putLong(Header.RECEIVE_NS, receiveNs);
        putLong(Header.LINK, link & 0xffffL);
        return this;
    }

    /**
     * Makes all fields of the body absent.
     *
     * @param bodyLength of its type, bytes
     * @return this
     */
    public Event clearBody(int bodyLength) {
        for (int at = Header.LENGTH; at < Header.LENGTH + bodyLength; at += Long.BYTES) {
            putLong(at, ABSENT);
        }
        return this;
    }

    /** @return length of the variable part, bytes */
    public int varLength() {
        return getInt(Header.VAR_LENGTH);
    }

    /** @return the buffer that holds the variable part */
    public UnsafeBuffer varBuffer() {
        return arena == null ? buffer : arena;
    }

    /** @return where in {@link #varBuffer()} the variable part begins */
    public int varOffset() {
        return arena == null
            ? offset + Header.LENGTH + type().bodyLength()
            : getInt(Header.SLOT_VAR_POSITION);
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
        return getInt(Header.SLOT_FRAME_LENGTH)
            & Header.MAX_FRAME_LENGTH;
    }

    /** @return slot only: format of that frame */
    public int frameFormat() {
        return getByte(Header.SLOT_FRAME_FORMAT);
    }

    /** @return slot only: arena position of that frame */
    public int framePosition() {
        return getInt(Header.SLOT_FRAME_POSITION);
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
