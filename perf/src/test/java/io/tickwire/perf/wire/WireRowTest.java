package io.tickwire.perf.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.perf.load.LoadProcess;
import io.tickwire.perf.load.LoadRun;
import io.tickwire.perf.report.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireRowTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MS = 1_000_000L;

    /** Of a thousand messages in a second, where nothing else is said. */
    private static Measured measured(long messages, long earlyNs, long lateNs, long hotBytes) {
        return new Measured(messages, messages, SECOND_NS, 5 * messages, 1, 2, 3, 4, earlyNs,
            lateNs, List.of(new Measured.ThreadUse("tickwire-io", 2 * messages, hotBytes),
            new Measured.ThreadUse("tickwire-engine", messages, 0),
            new Measured.ThreadUse("main", 0, 1_000_000)));
    }

    private static WireRow row(long rate, Measured measured, double otherLoad, String failure) {
        return WireRow.of(new LoadRun("tickwire none", "ticker", false, rate, measured, otherLoad,
            new LoadProcess.Sent(1, 1), 0.1, failure));
    }

    @Test
    void anEvenRunIsOk() {
        WireRow row = row(1_000, measured(1_000, MS, MS, 50), 0.1, null);
        assertThat(row.verdict()).isEqualTo("OK");
        assertThat(row.hotCpuNs()).isEqualTo(3);
        assertThat(row.hotBytes()).isEqualTo(0.05);
        assertThat(row.cells()).hasSameSizeAs(WireRow.HEADER).contains("none", "plain", "1000");
    }

    @Test
    void whatIsLeftBehindIsABacklog() {
        assertThat(row(1_000, measured(979, MS, MS, 0), 0.1, null).verdict())
            .isEqualTo("FAIL: backlog grows");
        assertThat(row(1_000, measured(980, MS, MS, 0), 0.1, null).isOk()).isTrue();
        assertThat(row(1_000, measured(1_020, MS, MS, 0), 0.1, null).isOk()).isTrue();
        assertThat(row(1_000, measured(1_021, MS, MS, 0), 0.1, null).verdict())
            .as("from the warm-up").isEqualTo("FAIL: backlog drains");
    }

    @Test
    void whatGetsOlderIsABacklog() {
        assertThat(row(0, measured(1_000, MS, 23 * MS, 0), 0.1, null).failed()).isTrue();
        assertThat(row(0, measured(1_000, MS, 22 * MS, 0), 0.1, null).isOk()).isTrue();
    }

    @Test
    void bytesCountWhereNothingLimitsTheRate() {
        assertThat(row(0, measured(1_000, MS, MS, 1_700), 0.1, null).verdict())
            .isEqualTo("FAIL: 1.70 B allocated a message");
        assertThat(row(1_000, measured(1_000, MS, MS, 1_700), 0.1, null).isOk()).isTrue();
    }

    @Test
    void besideOtherLoadNothingIsSaidOfSpeed() {
        WireRow row = row(1_000, measured(500, MS, MS, 0), 0.6, null);
        assertThat(row.verdict()).startsWith("not judged: ");
        assertThat(row.isOk() || row.failed()).isFalse();
        assertThat(row(0, measured(1_000, MS, MS, 1_700), 0.6, null).failed())
            .as("bytes do not depend on it").isTrue();
    }

    @Test
    void whatFailedFailed() {
        WireRow row = row(1_000, null, 0, "it ended");
        assertThat(row.verdict()).isEqualTo("FAIL: it ended");
        assertThat(row.cells()).hasSameSizeAs(WireRow.HEADER);
    }
}
