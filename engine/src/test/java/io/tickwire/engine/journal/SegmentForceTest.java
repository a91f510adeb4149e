package io.tickwire.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Header;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the disk is told to take, and when. */
final class SegmentForceTest {
    private static final int SEGMENT = 64 * 1024;
    private static final long NEVER_BEFORE_THE_END = Long.MAX_VALUE;

    @TempDir
    Path directory;

    /** Sequences of the records in each piece of memory that was forced, as they were then. */
    private final List<List<Long>> forced = new CopyOnWriteArrayList<>();
    private long sequence;

    private void take(MappedByteBuffer mapped) {
        UnsafeBuffer buffer = new UnsafeBuffer(mapped);
        int at = SegmentMetadata.find(buffer, SEGMENT).length();
        List<Long> sequences = new ArrayList<>();
        Event record = new Event();
        int length;
        while ((length = JournalFormat.dataLength(buffer, at, SEGMENT)) > 0) {
            sequences.add(record.wrapRecord(buffer, at).sequence());
            at += length;
        }
        forced.add(sequences);
    }

    private JournalWriter open(long forceNs) {
        SegmentMetadata template = new SegmentMetadata("s", 1, 1, "c", "");
        return JournalWriter.open(
            SegmentSupply.start(directory, template, SEGMENT, forceNs, this::take),
            10_000_000_000L);
    }

    private void append(JournalWriter writer) {
        UnsafeBuffer slot = new UnsafeBuffer(ByteBuffer.allocateDirect(Header.SLOT_LENGTH));
        writer.append(new Event().wrapSlot(slot, 0, slot)
            .header(EventType.TIMER, 0, 0, 0, ++sequence, 0, 0, 0));
    }

    @Test
    void theSegmentBeingWrittenIsForcedAgainAndAgain() {
        try (JournalWriter writer = open(1_000_000)) {
            for (int i = 0; i < 3; i++) {
                append(writer);
                long due = sequence;
                long deadlineNs = System.nanoTime() + 10_000_000_000L;
                while (forced.stream().noneMatch(sequences -> sequences.contains(due))) {
                    assertThat(System.nanoTime()).isLessThan(deadlineNs);
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Test
    void eachSegmentIsForcedWithItsLastRecordWhenItIsClosed() {
        try (JournalWriter writer = open(NEVER_BEFORE_THE_END)) {
            append(writer);
            append(writer);
            writer.roll();
            append(writer);
        }
        assertThat(forced).containsExactly(List.of(1L, 2L), List.of(3L));
    }

    @Test
    void nothingIsForcedThatNobodyAskedFor() {
        try (JournalWriter writer = open(0)) {
            append(writer);
            writer.roll();
            append(writer);
        }
        assertThat(forced).isEmpty();
    }
}
