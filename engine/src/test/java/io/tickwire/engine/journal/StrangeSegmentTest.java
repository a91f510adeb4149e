package io.tickwire.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.core.Recovery;
import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.core.TestSession;
import io.tickwire.engine.session.FileErrors;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has the name of a segment and is none: told with its path, without waiting for it. */
final class StrangeSegmentTest {
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private Path second;

    @BeforeEach
    void begin() {
        second = directory.resolve("00000002.journal");
        try (TestSession session = TestSession.begin(
            directory, TestConfigs.counting(), TestConfigs.COUNTING, 1 << 20)) {
            session.instrument(1, "BTCUSDT");
            session.end();
        }
    }

    /** Everybody who opens segments says the same. */
    private void refusedWith(String reason) {
        List<ThrowingCallable> openers = List.of(() -> ReadResult.of(directory),
            () -> Recovery.of(directory), () -> JournalTrim.trim(directory), () -> {
                try (JournalTail tail = JournalTail.open(directory, 1)) {
                    while (tail.poll() != null) {
                        continue;
                    }
                }
            }, () -> {
                try (JournalTail tail = JournalTail.open(directory, 2)) {
                    tail.poll();
                }
            });
        for (ThrowingCallable opener : openers) {
            Assertions.assertTimeoutPreemptively(AT_MOST, () -> assertThatThrownBy(opener)
                .isInstanceOfSatisfying(FileSystemException.class, told -> assertThat(
                    FileErrors.message(told)).isEqualTo(second + ": " + reason)));
        }
    }

    @Test
    void aFolder() throws IOException {
        Files.createDirectory(second);
        refusedWith("is a folder, not a file");
    }

    @Test
    void aPipe() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
            new ProcessBuilder("mkfifo", second.toString()).start().waitFor() == 0,
            "SKIPPED: no pipe can be made here");
        refusedWith("is a pipe or device, not a file");
    }

    @Test
    void aSparseFileLongerThanAnySegment() throws IOException {
        sparse(1L << 31);
        assertThatThrownBy(() -> ReadResult.of(directory)).hasMessageContaining(
            second + ": is longer than a journal segment can be: 2147483648 bytes");
    }

    @Test
    void aLongSparseFileTakesNoMemory() throws IOException {
        sparse((1L << 31) - 4096);
        ReadResult reading =
            Assertions.assertTimeoutPreemptively(AT_MOST, () -> ReadResult.of(directory));
        assertThat(reading.isWhole()).isTrue();
        assertThat(reading.records()).isEqualTo(4);
    }

    private void sparse(long length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(second.toFile(), "rw")) {
            file.setLength(length);
        }
    }

    @Test
    void aLinkToNothing() throws IOException {
        Files.createSymbolicLink(second, directory.resolve("nowhere"));
        assertThatThrownBy(() -> ReadResult.of(directory))
            .isInstanceOfSatisfying(FileSystemException.class, told -> assertThat(
                FileErrors.message(told)).isEqualTo(second + ": is a link to nothing, not a file"));
    }

    @Test
    void namesNearThePatternAreNoSegments() throws IOException {
        for (String name : List.of("0000002.journal", "00000002.journal.bak", "00000002.JOURNAL",
            "00000000.journal", "000000002.journal", "a0000002.journal")) {
            Files.createDirectory(directory.resolve(name));
        }
        assertThat(JournalReader.segments(directory)).hasSize(1);
        assertThat(ReadResult.of(directory).isWhole()).isTrue();
    }

    @Test
    void noSegmentIsNoJournal() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThatThrownBy(() -> JournalReader.open(empty))
            .isInstanceOf(NoSuchFileException.class)
            .hasMessageContaining("no journal segment");
        assertThatThrownBy(() -> JournalReader.open(directory.resolve("absent")))
            .isInstanceOf(NoSuchFileException.class);
    }
}
