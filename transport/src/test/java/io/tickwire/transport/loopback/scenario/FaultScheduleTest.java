package io.tickwire.transport.loopback.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.tickwire.engine.ring.VirtualClock;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.rest.RequestWeightMeter;
import io.tickwire.transport.loopback.rest.SymbolStatuses;
import io.tickwire.transport.loopback.wire.HttpGate;
import io.tickwire.transport.loopback.wire.Hub;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults on time, on an event loop whose clock the test moves. */
final class FaultScheduleTest {
    /** 2026-10-07T19:06:40Z and 123 us. */
    private static final long START_NS = 1_791_400_000_000_123_000L;

    private final Hub hub = new Hub();
    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final VirtualClock clock = new VirtualClock();
    private final FaultControls controls = new FaultControls(hub, new HttpGate(),
        new RequestWeightMeter(RequestWeightMeter.DEFAULT_LIMIT), new SymbolStatuses(), clock,
        loop.eventLoop(), null, null, null, null);
    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void freeze() {
        loop.freezeTime();
        clock.advanceTo(START_NS);
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
        pass(1_000);
        pass(500);
        pass(500);
        pass(1_000);

        assertThat(notices).containsExactly(
            "fault begins: 2026-10-07T19:06:41.000123Z faults[1] sockets-closed at 1s for 1s: "
                + "0 sockets closed with code 1012, handshakes refused",
            "fault is over: 2026-10-07T19:06:42.000123Z faults[1] sockets-closed at 1s for 1s",
            "fault begins: 2026-10-07T19:06:42.000123Z faults[0] sockets-closed at 2s for 1s: "
                + "0 sockets reset, handshakes refused",
            "fault is over: 2026-10-07T19:06:43.000123Z faults[0] sockets-closed at 2s for 1s");
    }

    /** Such as a certificate that a venue without TLS does not have. */
    @Test
    void aFaultThatCannotHappenIsToldToo() throws Exception {
        start("faults: [{at: 1s, for: 1s, fault: tls-certificate, present: expired},"
            + " {at: 3s, for: 1s, fault: sockets-closed}]");
        for (int i = 0; i < 4; i++) {
            pass(1_000);
        }

        assertThat(notices).hasSize(4);
        assertThat(notices.subList(0, 2)).allSatisfy(notice -> assertThat(notice)
            .startsWith("fault failed: faults[0] tls-certificate at 1s for 1s: java.lang.Null"));
    }

    @Test
    void aVenueWithoutFaultsHasNothingToSay() {
        new FaultSchedule(FaultPlan.NONE, controls, notices::add).start();
        pass(1_000_000);

        assertThat(notices).isEmpty();
    }

    private void start(String yaml) throws FaultFileException {
        new FaultSchedule(FaultFile.read(yaml), controls, notices::add).start();
    }

    private void pass(long ms) {
        clock.advanceTo(clock.nowNs() + TimeUnit.MILLISECONDS.toNanos(ms));
        loop.advanceTimeBy(ms, TimeUnit.MILLISECONDS);
        loop.runScheduledPendingTasks();
    }
}
