package io.tickwire.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.Header;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checksum of each record: that of JOURNAL.md, and there before its length word is. */
final class JournalChecksumTest {
    private static final int SEGMENT = 64 * 1024;
    private static final int SEED = 0x1234_abcd;
    private static final int METADATA = 64;

    /** Where a record began when its length word was stored, and whether all of it was there. */
    private final List<Boolean> wholeAtLength = new ArrayList<>();
    private final ByteBuffer memory = ByteBuffer.allocateDirect(SEGMENT);
    /** The same memory; the limit of the other is the writer's. */
    private final ByteBuffer view = memory.duplicate().order(ByteOrder.LITTLE_ENDIAN);

    /** As JOURNAL.md has it, with other means than the journal's own. */
    private static int checksum(ByteBuffer bytes, int start, int length) {
        CRC32C crc = new CRC32C();
        ByteBuffer seed = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, SEED);
        crc.update(seed);
        crc.update(bytes.duplicate().limit(start + length).position(start + 8));
        return (int) crc.getValue();
    }

    /** Looks at a record in the moment in which readers begin to believe it. */
    private final class Watched extends UnsafeBuffer {
        Watched() {
            super(memory);
        }

        @Override
        public void putIntRelease(int index, int value) {
            stored(index, value);
            super.putIntRelease(index, value);
        }

        @Override
        public void putInt(int index, int value, ByteOrder order) {
            stored(index, value);
            super.putInt(index, value, order);
        }

        private void stored(int index, int value) {
            boolean isLength = (index & 7) == 0 && value > 0 && view.getInt(index) <= 0
                && (index == METADATA || ends.contains(index));
            if (isLength) {
                int length = value + Integer.BYTES;
                ends.add(index + length);
                wholeAtLength.add(
                    view.getInt(index + Header.CRC) == checksum(view, index, length));
            }
        }
    }

    private final List<Integer> ends = new ArrayList<>();

    private JournalWriter writer() {
        UnsafeBuffer watched = new Watched();
        Segment segment = new Segment(1, memory, METADATA, SEED) {
            @Override
            UnsafeBuffer buffer() {
                return watched;
            }

            @Override
            void finish(int length) {
                // The test has the memory.
            }
        };
        return JournalWriter.open(new Segments() {
            @Override
            public Segment take(long timeoutNs) {
                return segment;
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        }, 0);
    }

    private static Event slot(EventType type) {
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(Header.SLOT_LENGTH * 2));
        buffer.setMemory(Header.LENGTH, buffer.capacity() - Header.LENGTH, (byte) 0x5a);
        Event slot = new Event().wrapSlot(buffer, 0, buffer)
            .header(type, 1, 0, 7, 4_711, 1_000, 900, 3);
        if (type.hasVariablePart()) {
            slot.varInArena(Header.SLOT_LENGTH, 5);
        }
        return slot;
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void everyTypeHasItsChecksumBeforeItsLength(EventType type) {
        try (JournalWriter writer = writer()) {
            if (type.code() < 32) {
                writer.append(slot(type));
            }
            Event output = writer.claim().header(type, 0, 1, 7, 4_711, 1_000, 900, 0);
            if (type.hasVariablePart()) {
                output.appendVar(new byte[] {1, 2, 3, 4, 5});
            }
            writer.commit();
            assertThat(writer.records()).isEqualTo(wholeAtLength.size());
            assertThat(wholeAtLength).isNotEmpty().doesNotContain(false);
        }
    }

    @Test
    void aFrameAndASnapshotToo() {
        try (JournalWriter writer = writer()) {
            Event trade = slot(EventType.TRADE);
            trade.frameInArena(0, Header.SLOT_LENGTH, 9);
            writer.append(trade);
            Event head = slot(EventType.SNAPSHOT).flags(Flags.HEAD);
            writer.append(head, new UnsafeBuffer(new byte[] {9, 8, 7}), 3);
            assertThat(writer.records()).isEqualTo(3);
            assertThat(wholeAtLength).containsExactly(true, true, true);
        }
    }
}
