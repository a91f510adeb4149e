package io.tickwire.perf.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
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

    /** A machine that was too slow for it gets more of it. */
    @Test
    void whatIsThereFromTheStartLastsLonger() throws Exception {
        TimedScenario delayed = TimedScenario.of("faults:\n"
            + "  - {at: 0ms, for: 20s, fault: list-empty}\n"
            + "  - {at: 15s, for: 10s, fault: sockets-closed}\n")
            .delayed(TimeUnit.SECONDS.toNanos(30));
        assertThat(delayed.entries()).containsExactly(
            new TimedScenario.Entry("list-empty", 0, TimeUnit.SECONDS.toNanos(50)),
            new TimedScenario.Entry("sockets-closed", TimeUnit.SECONDS.toNanos(45),
                TimeUnit.SECONDS.toNanos(10)));
    }

    @Test
    void whatIsThereFromTheStartIsNoFaultThatBegins() {
        List<String> lines = List.of(
            "venue: fault begins: 2026-11-22T09:04:11.000000Z faults[0] list-empty at 0ms for 20s:",
            "venue: fault begins: 2026-11-22T09:04:26.000000Z faults[1] mute at 15s for 1s: x",
            "venue: fault is over: 2026-11-22T09:04:31.000000Z faults[0] list-empty at 0ms for 20s");
        FaultTimes times = FaultTimes.of(lines, Set.of(0));
        assertThat(times.beganNs()).containsOnlyKeys(1);
        assertThat(times.ended()).isEqualTo(1);
        assertThat(FaultTimes.of(lines.subList(0, 1), Set.of(0)).firstBeganNs()).isZero();
    }
}
