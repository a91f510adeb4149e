package io.tickwire.perf.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.transport.live.SiblingJvm;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A JVM of which two threads write without end, each its own letter. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class SuspendableTest {
    /** More than waits in a pipe and its buffers, so that the last of them are new. */
    private static final int MANY = 300_000;

    private final Children children = new Children();
    private Process process;
    private InputStream letters;

    /** What the JVM runs. */
    static final class Writers {
        private Writers() {
        }

        /**
         * Writes until nobody reads.
         *
         * @param arguments none
         */
        public static void main(String[] arguments) {
            // Streams of their own: one that stands still holds no lock of the other.
            new Thread(() -> write('a', FileDescriptor.out), "writer-a").start();
            new Thread(() -> write('b', FileDescriptor.err), "writer-b").start();
        }

        private static void write(char letter, FileDescriptor to) {
            try (OutputStream out = new FileOutputStream(to)) {
                while (true) {
                    out.write(letter);
                }
            } catch (IOException nobodyReads) {
                throw new UncheckedIOException(nobodyReads);
            }
        }
    }

    @BeforeEach
    void start() throws IOException {
        List<String> command =
            new ArrayList<>(SiblingJvm.command(Writers.class, List.of()));
        command.addAll(1, SuspendableThread.JVM_FLAGS);
        process = children.start(new ProcessBuilder(command).redirectErrorStream(true));
        letters = new BufferedInputStream(process.getInputStream());
    }

    @AfterEach
    void close() {
        children.close();
    }

    private void awaitBoth() throws IOException {
        await('a');
        await('b');
    }

    private void await(char letter) throws IOException {
        int next;
        do {
            next = letters.read();
            assertThat(next).as("ended").isNotNegative();
        } while (next != letter);
    }

    /** So many of one letter in a row. */
    private void awaitAlone(char letter) throws IOException {
        int row = 0;
        while (row < MANY) {
            int next = letters.read();
            assertThat(next).as("ended").isNotNegative();
            row = next == letter ? row + 1 : 0;
        }
    }

    @Test
    void oneThreadStandsStillAndTheOthersGoOn() throws Exception {
        awaitBoth();
        try (SuspendableThread thread = SuspendableThread.of(process.pid(), "writer-a")) {
            thread.suspend();
            awaitAlone('b');
            thread.resume();
            awaitBoth();
            thread.suspend();
            awaitAlone('b');
        }
        awaitBoth();
    }

    @Test
    void aThreadThatIsNotThere() throws Exception {
        awaitBoth();
        assertThatThrownBy(() -> SuspendableThread.of(process.pid(), "writer-c", 1))
            .isInstanceOf(IOException.class).hasMessageContaining("has no thread writer-c");
        awaitBoth();
    }

    @Test
    void aWholeProcessStandsStill() throws Exception {
        awaitBoth();
        try (Suspendable all = new SuspendableProcess(process.pid())) {
            all.suspend();
            awaitState(true);
            all.resume();
            awaitState(false);
        }
        process.destroyForcibly().waitFor();
        assertThatThrownBy(() -> new SuspendableProcess(process.pid()).suspend())
            .isInstanceOf(IOException.class).hasMessageContaining("has it ended?");
    }

    private void awaitState(boolean stopped) throws Exception {
        String state;
        do {
            Process ps = children.start(new ProcessBuilder(
                "ps", "-o", "state=", "-p", Long.toString(process.pid())));
            state = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(ps.waitFor()).isZero();
        } while (state.startsWith("T") != stopped);
    }
}
