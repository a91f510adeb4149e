package io.tickwire.perf.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScenarioFileTest {
    @TempDir
    Path folder;

    @Test
    void aLifetimeThatBeginsLaterMeetsOlderSockets() throws Exception {
        Path file = Files.writeString(folder.resolve("lifetime.yaml"), "faults:\n"
            + "  - {at: 15s, for: 15s, fault: lifetime, max: 20s, announce: 5s}\n"
            + "  - {at: 35s, for: 10s, fault: lifetime, max: 15s, frame: false}\n");
        Path later = folder.resolve("later.yaml");
        ScenarioFile delayed =
            ScenarioFile.read(file).delayed(later, TimeUnit.SECONDS.toNanos(30));
        assertThat(delayed.endNs()).isEqualTo(TimeUnit.SECONDS.toNanos(75));
        assertThat(Files.readString(later).replace("\"", "")).containsSubsequence(
            "at: 45s", "max: 50s", "announce: 5s", "at: 65s", "max: 15s")
            .doesNotContain("20s");
    }
}
