package io.tickwire.transport.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults on time, on an event loop whose clock the test moves. */
final class FaultScheduleTest {
    private final Hub hub = new Hub();
    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void freeze() {
        loop.freezeTime();
    }

    @AfterEach
    void release() {
        loop.finishAndReleaseAll();
    }

    @Test
    void beginsAndEndsToTheMillisecond() throws Exception {
        start("faults: [{at: 20s, for: 60s, fault: sockets-closed}]");
        List<Boolean> shut = new ArrayList<>();
        for (long ms : new long[] {0, 19_999, 1, 59_999, 1}) {
            pass(ms);
            shut.add(hub.isShut());
        }

        assertThat(shut).containsExactly(false, false, true, true, false);
    }

    @Test
    void saysWhenEachBeginsAndEnds() throws Exception {
        start("faults: [{at: 2s, for: 1s, fault: sockets-closed, reset: true},"
            + " {at: 1s, for: 1s, fault: sockets-closed, code: 1012}]");
        pass(1_500);
        pass(500);
        pass(1_000);

        assertThat(notices).containsExactly(
            "fault begins: faults[1] sockets-closed at 1s for 1s: "
                + "0 sockets closed with code 1012, handshakes refused",
            "fault is over: faults[1] sockets-closed at 1s for 1s",
            "fault begins: faults[0] sockets-closed at 2s for 1s: "
                + "0 sockets reset, handshakes refused",
            "fault is over: faults[0] sockets-closed at 2s for 1s");
    }

    @Test
    void aVenueWithoutFaultsHasNothingToSay() {
        new FaultSchedule(FaultPlan.NONE, hub, notices::add).start(loop.eventLoop());
        pass(1_000_000);

        assertThat(notices).isEmpty();
    }

    private void start(String yaml) throws FaultFileException {
        new FaultSchedule(FaultFile.read(yaml), hub, notices::add).start(loop.eventLoop());
    }

    private void pass(long ms) {
        loop.advanceTimeBy(ms, TimeUnit.MILLISECONDS);
        loop.runScheduledPendingTasks();
    }
}
