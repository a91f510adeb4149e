package io.tickwire.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Header;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thread that writes the journal allocates nothing, rolls included. */
final class JournalAllocationTest {
    private static final int INPUTS = 100_000;
    private static final int FRAME_LENGTH = 180;

    private final UnsafeBuffer arena = new UnsafeBuffer(ByteBuffer.allocateDirect(4096));
    private final UnsafeBuffer slot =
        new UnsafeBuffer(ByteBuffer.allocateDirect(Header.SLOT_LENGTH));
    private final Event event = new Event();
    private final byte[] clientId = new byte[19];
    private long sequence;
    private Object kept;

    @TempDir
    Path directory;

    private void write(JournalWriter writer, int inputs) {
        for (int i = 0; i < inputs; i++) {
            event.wrapSlot(slot, 0, arena);
            event.header(EventType.QUOTE, 1, 0, 1, ++sequence, sequence, sequence, 1);
            event.frameInArena(0, 0, FRAME_LENGTH);
            if (!writer.hasRoom(event, 250)) {
                writer.roll();
            }
            writer.append(event);
            writer.claim().header(EventType.ORDER_INTENT, 0, 1, 1, sequence, sequence, 1, 1)
                .appendVar(clientId);
            writer.commit();
        }
    }

    @Test
    void writingDoesNotAllocate() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long[] allocated = new long[3];
        try (JournalWriter writer = JournalWriter.open(new JournalWriter.Settings(
            directory, "s", 1, 1, "c", 8 << 20, 0, 60_000_000_000L))) {
            // The first round loads classes and compiles.
            for (int round = 0; round < allocated.length; round++) {
                long segments = writer.segmentIndex();
                long before = threads.getThreadAllocatedBytes(thread);
                write(writer, INPUTS);
                allocated[round] = threads.getThreadAllocatedBytes(thread) - before;
                assertThat(writer.segmentIndex() - segments).isGreaterThanOrEqualTo(3);
            }
            assertThat(writer.records()).isEqualTo(3L * INPUTS * 3);
        }
        // Reading the counter itself may allocate a little.
        assertThat(Arrays.stream(allocated).min().orElseThrow()).isLessThan(1_000);

        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < INPUTS; i++) {
            kept = new byte[16];
        }
        assertThat(threads.getThreadAllocatedBytes(thread) - before)
            .as("the measurement notices 16 bytes a record: %s", kept)
            .isGreaterThan(INPUTS * 16L);
    }
}
