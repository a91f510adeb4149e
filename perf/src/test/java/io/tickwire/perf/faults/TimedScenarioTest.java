package io.tickwire.perf.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TimedScenarioTest {
    @Test
    void aLifetimeThatBeginsLaterMeetsOlderSockets() throws Exception {
        TimedScenario scenario = TimedScenario.of("faults:\n"
            + "  - {at: 15s, for: 15s, fault: lifetime, max: 20s, announce: 5s}\n"
            + "  - {at: 35s, for: 10s, fault: lifetime, max: 15s, frame: false}\n");
        TimedScenario delayed = scenario.delayed(TimeUnit.SECONDS.toNanos(30));
        assertThat(delayed.endNs()).isEqualTo(TimeUnit.SECONDS.toNanos(75));
        assertThat(delayed.yaml().replace("\"", "")).containsSubsequence(
            "at: 45s", "max: 50s", "announce: 5s", "at: 65s", "max: 15s")
            .doesNotContain("20s");
    }
}
