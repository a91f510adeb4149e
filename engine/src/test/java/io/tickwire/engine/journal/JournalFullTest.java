package io.tickwire.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.core.TestSession;
import io.tickwire.engine.ring.EngineStoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A disk that takes no more: a visible stop, and everything written before is whole. */
final class JournalFullTest {
    private static final int ENOUGH = 10_000;

    @TempDir
    Path directory;

    private TestSession begin(Path journal) {
        return begin(journal, TestSession.SHORT_SEGMENT);
    }

    private TestSession begin(Path journal, int segment) {
        TestSession session =
            TestSession.begin(journal, TestConfigs.counting(), "c", segment);
        session.instrument(1, "BTCUSDT");
        session.opened(1);
        return session;
    }

    @Test
    void aForeignFileOfTheNextNameStopsTheEngineAndStaysAsItIs() throws IOException {
        Path foreign = directory.resolve("00000003.journal");
        Files.writeString(foreign, "not ours");
        long records;
        try (TestSession session = begin(directory)) {
            assertThatThrownBy(() -> session.traffic(1, ENOUGH))
                .isInstanceOf(JournalFullException.class)
                .hasMessageContaining("00000003.journal")
                .hasMessageContaining("there already");
            records = session.writer().records();
            // An engine that has stopped stays so, whoever goes on regardless.
            assertThatThrownBy(session::end).isInstanceOf(EngineStoppedException.class);
        }
        assertThat(Files.readString(foreign)).isEqualTo("not ours");
        Files.delete(foreign);
        assertThat(ReadResult.of(directory)).isEqualTo(
            new ReadResult(records, false, java.util.List.of(), java.util.List.of()));
    }

    @Test
    void aFolderThatIsNotThereIsSaidAtTheStart() {
        assertThatThrownBy(() -> begin(directory.resolve("absent")))
            .isInstanceOf(JournalFullException.class)
            .hasMessageContaining("00000001.journal");
    }

    @Test
    void nothingIsWrittenAfterClosing() {
        TestSession session = begin(directory);
        session.close();
        assertThatThrownBy(session::timer).isInstanceOf(RuntimeException.class);
    }

    /** Two segments and a half; or a part of the first one. */
    @ParameterizedTest
    @CsvSource({TestSession.SHORT_SEGMENT * 5L / 2 + ", " + TestSession.SHORT_SEGMENT,
        "1560576, 8388608"})
    void aFullDiskStopsTheEngineAndLeavesAWholeJournal(long disk, int segment) throws Exception {
        Path mount = directory.resolve("small");
        Files.createDirectory(mount);
        Assumptions.assumeTrue(
            run("mount", "-t", "tmpfs", "-o", "size=" + disk, "tmpfs", mount.toString()),
            "SKIPPED: a small tmpfs cannot be mounted here, full disk not tested");
        try {
            long records;
            try (TestSession session = begin(mount, segment)) {
                assertThatThrownBy(() -> session.traffic(1, ENOUGH))
                    .isInstanceOf(JournalFullException.class)
                    .hasMessageContaining("cannot prepare journal segment")
                    .hasMessageContaining(".journal");
                records = session.writer().records();
            }
            assertThat(ReadResult.of(mount)).isEqualTo(
                new ReadResult(records, false, java.util.List.of(), java.util.List.of()));
            assertThat(records).isGreaterThan(20);
        } finally {
            assertThat(run("umount", mount.toString())).isTrue();
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
