package io.tickwire.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** How far the journal is allocated ahead of the engine. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
final class SegmentSupplyTest {
    private static final int MIB = 1 << 20;
    private static final int SEGMENT = 40 * MIB;
    private static final long PATIENCE_NS = 30_000_000_000L;

    @TempDir
    Path directory;

    private SegmentSupply start() {
        return SegmentSupply.start(
            directory, new SegmentMetadata("s", 1, 1, "c", ""), SEGMENT, 0);
    }

    private static void await(BooleanSupplier wanted) {
        while (!wanted.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    /** The helper has nothing left to do. */
    private static void awaitIdle() {
        await(() -> Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("tickwire-journal-helper"))
            .allMatch(thread -> thread.getState() == Thread.State.WAITING));
    }

    @Test
    void justAsFarAsTheEngineMayComeSoonAlsoIntoTheNextSegment() throws Exception {
        SegmentSupply supply = start();
        SegmentFile first = supply.take(PATIENCE_NS);
        supply.writtenTo(first.metadataLength());
        await(() -> first.allocatedLength() == first.metadataLength() + 16 * MIB);
        supply.writtenTo(10 * MIB);
        await(() -> first.allocatedLength() == 26 * MIB);
        awaitIdle();
        assertThat(first.allocatedLength()).isEqualTo(26 * MIB);
        supply.writtenTo(39 * MIB);
        await(() -> first.allocatedLength() == SEGMENT);
        awaitIdle();
        SegmentFile second = supply.take(PATIENCE_NS);
        assertThat(second.allocatedLength()).isGreaterThanOrEqualTo(15 * MIB);
        first.finish(39 * MIB);
        second.finish(second.metadataLength());
        supply.close();
    }

    @Test
    void asFarAsAnybodyWaitsForAtOnce() throws Exception {
        SegmentSupply supply = start();
        SegmentFile first = supply.take(PATIENCE_NS);
        assertThat(supply.awaitAllocated(33 * MIB, PATIENCE_NS)).isTrue();
        awaitIdle();
        assertThat(first.allocatedLength()).isEqualTo(33 * MIB);
        first.finish(first.metadataLength());
        supply.close();
    }
}
