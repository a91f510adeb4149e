package io.tickwire.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where each field lies, in and outside of the heap, and that nothing lies outside its buffer. */
final class EventTest {
    /** So much lies before the buffer that is looked at, and behind it. */
    private static final int MARGIN = 64;
    private static final int LENGTH = Header.SLOT_LENGTH;
    private static final byte UNTOUCHED = 0x5a;

    static Stream<ByteBuffer> memories() {
        return Stream.of(ByteBuffer.allocate(MARGIN + LENGTH + MARGIN),
            ByteBuffer.allocateDirect(MARGIN + LENGTH + MARGIN));
    }

    private static UnsafeBuffer bufferIn(ByteBuffer memory) {
        memory.order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < memory.capacity(); i++) {
            memory.put(i, UNTOUCHED);
        }
        return new UnsafeBuffer(memory, MARGIN, LENGTH);
    }

    @ParameterizedTest
    @MethodSource("memories")
    void aHeaderLiesAsTheTableSays(ByteBuffer memory) {
        Event event = new Event().wrapRecord(bufferIn(memory), 8)
            .header(EventType.TRADE, 3, 250, -5, 1L << 40, 2L << 40, 3L << 40, 0xfffe)
            .flags(0x81).exponents(-2, -8);
        int start = MARGIN + 8;
        assertThat(memory.getLong(start)).isZero();
        assertThat(memory.get(start + 8)).isEqualTo((byte) 2);
        assertThat(memory.get(start + 9)).isEqualTo((byte) 3);
        assertThat(memory.get(start + 10)).isEqualTo((byte) 0x81);
        assertThat(memory.get(start + 11)).isEqualTo((byte) 250);
        assertThat(memory.getInt(start + 12)).isEqualTo(-5);
        assertThat(memory.getLong(start + 16)).isEqualTo(1L << 40);
        assertThat(memory.getLong(start + 24)).isEqualTo(2L << 40);
        assertThat(memory.getLong(start + 32)).isEqualTo(3L << 40);
        assertThat(memory.getShort(start + 40)).isEqualTo((short) 0xfffe);
        assertThat(memory.get(start + 42)).isEqualTo((byte) -2);
        assertThat(memory.get(start + 43)).isEqualTo((byte) -8);
        assertThat(memory.getInt(start + 44)).isZero();
        assertThat(event.type()).isEqualTo(EventType.TRADE);
        assertThat(event.sourceCode()).isEqualTo(3);
        assertThat(event.flags()).isEqualTo(0x81);
        assertThat(event.ordinal()).isEqualTo(250);
        assertThat(event.instrument()).isEqualTo(-5);
        assertThat(event.sequence()).isEqualTo(1L << 40);
        assertThat(event.engineNs()).isEqualTo(2L << 40);
        assertThat(event.receiveNs()).isEqualTo(3L << 40);
        assertThat(event.link()).isEqualTo(0xfffe);
        assertThat(event.priceExponent()).isEqualTo(-2);
        assertThat(event.quantityExponent()).isEqualTo(-8);
        assertThat(event.engineNs(4L << 40).engineNs()).isEqualTo(4L << 40);
        assertThat(memory.getLong(start + 24)).isEqualTo(4L << 40);
    }

    @ParameterizedTest
    @MethodSource("memories")
    void fieldsLieBehindTheHeader(ByteBuffer memory) {
        Event event = new Event().wrapRecord(bufferIn(memory), 8);
        event.clearBody(16);
        assertThat(memory.get(MARGIN + 8 + 47)).isEqualTo(UNTOUCHED);
        assertThat(memory.getLong(MARGIN + 8 + 48)).isEqualTo(Long.MIN_VALUE);
        assertThat(memory.getLong(MARGIN + 8 + 56)).isEqualTo(Long.MIN_VALUE);
        assertThat(memory.get(MARGIN + 8 + 64)).isEqualTo(UNTOUCHED);
        event.set(64, 0x0102_0304_0506_0708L);
        assertThat(memory.get(MARGIN + 8 + 64)).isEqualTo((byte) 8);
        assertThat(event.get(64)).isEqualTo(0x0102_0304_0506_0708L);
    }

    @ParameterizedTest
    @MethodSource("memories")
    void whatEndsWithTheBufferIsInIt(ByteBuffer memory) {
        Event slot = new Event().wrapSlot(bufferIn(memory), 0, new UnsafeBuffer(new byte[8]));
        slot.varInArena(4_711, 7);
        assertThat(memory.getInt(MARGIN + 124)).isEqualTo(4_711);
        assertThat(slot.varOffset()).isEqualTo(4_711);
        slot.set(120, -3);
        assertThat(memory.getLong(MARGIN + 120)).isEqualTo(-3);
        assertThat(slot.get(120)).isEqualTo(-3);
    }

    @ParameterizedTest
    @MethodSource("memories")
    void nothingOutsideTheBufferIsReadOrWritten(ByteBuffer memory) {
        UnsafeBuffer buffer = bufferIn(memory);
        Event event = new Event().wrapRecord(buffer, 0);
        refused(() -> event.get(121));
        refused(() -> event.set(121, 1));
        refused(() -> event.get(LENGTH));
        refused(() -> event.set(LENGTH, 1));
        refused(() -> event.get(-1));
        refused(() -> event.set(-1, 1));
        refused(() -> event.set(Integer.MAX_VALUE, 1));
        refused(() -> event.set(Integer.MIN_VALUE, 1));
        for (int start : new int[] {-MARGIN, LENGTH, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            Event beside = new Event().wrapRecord(buffer, start);
            refused(beside::type);
            refused(beside::instrument);
            refused(beside::sequence);
            refused(() -> beside.engineNs(1));
        }
        Event last = new Event().wrapRecord(buffer, LENGTH - 12);
        assertThat(last.type()).as("there, though it has no room for its header").isNull();
        refused(last::instrument);
        refused(last::sequence);
        for (int i = 0; i < MARGIN; i++) {
            assertThat(memory.get(i)).isEqualTo(UNTOUCHED);
            assertThat(memory.get(MARGIN + LENGTH + i)).isEqualTo(UNTOUCHED);
        }
    }

    private static void refused(ThrowingCallable access) {
        assertThatThrownBy(access).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void eachPlaceItIsPutOverHasItsOwnBounds() {
        Event event = new Event().wrapRecord(bufferIn(ByteBuffer.allocateDirect(256)), 0);
        UnsafeBuffer shorter = new UnsafeBuffer(ByteBuffer.allocateDirect(64), 0, 56);
        event.wrapRecord(shorter, 0).set(48, 7);
        assertThat(shorter.getLong(48, ByteOrder.LITTLE_ENDIAN)).isEqualTo(7);
        refused(() -> event.get(56));
        UnsafeBuffer heap = new UnsafeBuffer(new byte[56]);
        event.wrapRecord(heap, 0).set(48, 8);
        assertThat(heap.getLong(48, ByteOrder.LITTLE_ENDIAN)).isEqualTo(8);
        refused(() -> event.get(56));
    }
}
