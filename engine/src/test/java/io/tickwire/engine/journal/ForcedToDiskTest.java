package io.tickwire.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.core.JournaledStages;
import io.tickwire.engine.core.SessionStart;
import io.tickwire.engine.core.Strategies;
import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code journal.force}, from the configuration to the disk, as the kernel tells what it took. */
final class ForcedToDiskTest {
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final Pattern MAPPING = Pattern.compile("^[0-9a-f]+-[0-9a-f]+ ");
    private static final Pattern DIRTY = Pattern.compile("^(Shared|Private)_Dirty: +(\\d+) kB");
    /** The kernel itself writes what is twice as old, unless it is told to. */
    private static final long DEADLINE_NS = 15_000_000_000L;

    @TempDir
    Path directory;

    /** What the disk has not taken yet of a file that is mapped here, KiB. */
    private static long dirty(Path file) throws IOException {
        String name = file.toRealPath().toString();
        boolean mapped = false;
        long sum = 0;
        for (String line : Files.readAllLines(MAPPINGS)) {
            Matcher dirty = DIRTY.matcher(line);
            if (MAPPING.matcher(line).find()) {
                mapped = line.endsWith(name);
            } else if (mapped && dirty.find()) {
                sum += Long.parseLong(dirty.group(2));
            }
        }
        return sum;
    }

    /** Elsewhere than on Linux it does not, and a file system in memory has no disk. */
    private boolean kernelTells() throws IOException {
        if (!Files.exists(MAPPINGS)) {
            return false;
        }
        Path file = directory.resolve("probe");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, 1);
            mapped.put(0, (byte) 1);
            boolean before = dirty(file) > 0;
            mapped.force();
            return before && dirty(file) == 0;
        } finally {
            Files.delete(file);
        }
    }

    private void awaitTaken(int segment) throws IOException {
        Path file = JournalFormat.segmentFile(directory, segment);
        long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (dirty(file) > 0) {
            assertThat(System.nanoTime()).as("dirty memory of %s", file).isLessThan(deadlineNs);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void whatASessionForcesByItsConfigurationTheDiskTakes() throws IOException {
        Assumptions.assumeTrue(kernelTells(), "SKIPPED: it cannot be seen here what a disk took");
        Config config = ConfigReader.read(TestConfigs.COUNTING
            + "engine: {arena: 1MiB}\njournal: {segment: 2MiB, force: 100ms}\n");
        try (JournaledStages session = SessionStart.begin(
            config, "s", Strategies.create(config.strategy()), 0)
            .journaled(directory, DEADLINE_NS, null)) {
            awaitTaken(1);
            UnsafeBuffer slot = new UnsafeBuffer(ByteBuffer.allocateDirect(Header.SLOT_LENGTH));
            session.writer().append(new Event().wrapSlot(slot, 0, slot)
                .header(EventType.TIMER, 0, 0, 0, 1, 0, 0, 0));
            awaitTaken(1);
        }
    }
}
