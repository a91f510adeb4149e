package io.tickwire.perf.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.command.CommandRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class RotationBenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = CommandRunner.line(new RotationBench(new CompletableFuture<>()));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @Test
    @Timeout(value = 150, unit = TimeUnit.SECONDS)
    void replacesEverySocketBeforeItIsCutAndMissesNothing() {
        assertThat(run("--times", "1", "--day", "15s")).as(out + "\n" + err).isZero();
        assertThat(out.toString()).startsWith("rotation: 1 of 1 rotations of each route, "
            + "0 trade ids missed, 0 by the sockets, 0 holes told, 0 trades brought by REST, "
            + "0 sockets cut by the venue, 0 ticks shown twice, ");
    }

    @Test
    void whatIsNotUnderstoodIsUsage(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(run("--times", "0")).isEqualTo(2);
        assertThat(run("--day", "5s")).isEqualTo(2);
        assertThat(run("--day", "tomorrow")).isEqualTo(2);
        assertThat(run("--out", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--out: not an empty folder: " + file);
        assertThat(run("--out", file.getParent().toString())).isEqualTo(2);
        assertThat(file).exists();
        assertThat(out.toString()).isEmpty();
    }
}
