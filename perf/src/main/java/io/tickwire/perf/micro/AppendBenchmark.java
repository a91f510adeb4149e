package io.tickwire.perf.micro;

import com.lmax.disruptor.BusySpinWaitStrategy;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.journal.JournalWriter;
import io.tickwire.engine.journal.MemoryJournal;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.VirtualClock;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A QUOTE appended to a journal in memory, alone and with its frame, beside copying as many bytes
 * with one checksum over them. Each batch begins with a segment that has just been zeroed; the
 * zeroing is not counted.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AppendBenchmark {
    private static final int BATCH = 10_000;
    private static final int SEGMENT_BYTES = 8 << 20;
    private static final int FRAME_BYTES = 406;
    private static final int QUOTE_BYTES =
        Header.recordLength(EventType.QUOTE.bodyLength(), 0);
    private static final int BOTH_BYTES =
        QUOTE_BYTES + Header.recordLength(EventType.FRAME.bodyLength(), FRAME_BYTES);

    private final JournalWriter writer = MemoryJournal.open("micro", "", SEGMENT_BYTES,
        (segment, firstRecord, length) -> { }).writer();
    private final ByteBuffer target = ByteBuffer.allocateDirect(SEGMENT_BYTES);
    private final UnsafeBuffer targetBuffer = new UnsafeBuffer(target);
    private final CRC32C crc = new CRC32C();
    private TickRing ring;
    private Event alone;
    private Event framed;

    /** Two events in a ring, one the first of its frame. */
    @Setup
    public void setUp() {
        ring = new TickRing(64, 1 << 16, new BusySpinWaitStrategy(), new VirtualClock(), 1, true);
        int position = ring.arena().claim(FRAME_BYTES);
        ring.arena().buffer().setMemory(position, FRAME_BYTES, (byte) ' ');
        ring.beginFrame(1, Source.SOCKET, FrameFormat.TEXT, 1, position, FRAME_BYTES);
        ring.claim(EventType.QUOTE, 1);
        ring.publish();
        ring.claim(EventType.QUOTE, 1);
        ring.publish();
        ring.endFrame();
        framed = ring.wrap(new Event(), 0);
        alone = ring.wrap(new Event(), 1);
    }

    /** A new segment for each batch. */
    @Setup(Level.Invocation)
    public void roll() {
        writer.roll();
    }

    /** A QUOTE alone. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long quote() {
        for (int i = 0; i < BATCH; i++) {
            writer.append(alone);
        }
        return writer.records();
    }

    /** A FRAME of 406 bytes and its QUOTE. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long quoteWithFrame() {
        for (int i = 0; i < BATCH; i++) {
            writer.append(framed);
        }
        return writer.records();
    }

    /** Floor of a QUOTE. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long copyQuote() {
        return copies(QUOTE_BYTES);
    }

    /** Floor of both. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long copyQuoteWithFrame() {
        return copies(BOTH_BYTES);
    }

    private long copies(int length) {
        long sum = 0;
        int position = 0;
        for (int i = 0; i < BATCH; i++) {
            targetBuffer.putBytes(position, ring.arena().buffer(), 0, length);
            crc.reset();
            target.limit(position + length).position(position);
            crc.update(target);
            sum += crc.getValue();
            position += length;
        }
        return sum;
    }
}
