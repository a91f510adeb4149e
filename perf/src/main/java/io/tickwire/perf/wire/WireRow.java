package io.tickwire.perf.wire;

import io.tickwire.perf.load.LoadRun;
import io.tickwire.perf.report.OtherLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A run of Tickwire as a row of the table.
 *
 * @param run      what was measured
 * @param hotCpuNs processor time of I/O and engine thread for a message
 * @param hotBytes that both allocated for a message
 * @param backlog  what becomes of messages that wait
 * @param verdict  {@code OK}, or {@code FAIL: } and why, or {@code not judged: } and why
 */
public record WireRow(
    LoadRun run, double hotCpuNs, double hotBytes, LoadRun.Backlog backlog, String verdict) {
    /** In front of why. */
    public static final String FAIL = "FAIL: ";
    /** Well. */
    public static final String OK = "OK";
    /** As the cells of {@link #cells}. */
    static final List<String> HEADER = List.of("stream", "frames", "", "rate", "messages/s",
        "p50 us", "p99 us", "p99.9 us", "CPU ns", "hot ns", "hot B", "backlog", "sender",
        "other load", "");
    private static final double US = 1_000;
    /** Of both threads together, where nothing limits them: less than one object in ten. */
    private static final double MAX_BYTES_FLAT_OUT = 1.6;

    /**
     * Judges a run.
     *
     * @param run of Tickwire
     * @return its row
     */
    public static WireRow of(LoadRun run) {
        if (run.measured() == null) {
            return new WireRow(run, 0, 0, LoadRun.Backlog.NONE, FAIL + run.failure());
        }
        double bytes = run.measured().bytesPerMessage(TickwireClient.HOT_THREADS);
        LoadRun.Backlog backlog = run.backlog();
        return new WireRow(run, run.measured().cpuNsPerMessage(TickwireClient.HOT_THREADS), bytes,
            backlog, verdict(run, bytes, backlog));
    }

    private static String verdict(LoadRun run, double bytes, LoadRun.Backlog backlog) {
        List<String> wrong = new ArrayList<>();
        if (run.failure() != null) {
            wrong.add(run.failure());
        }
        if (run.rate() == 0 && bytes > MAX_BYTES_FLAT_OUT) {
            wrong.add(String.format(Locale.ROOT, "%.2f B allocated a message", bytes));
        }
        String objection = OtherLoad.objection(run.otherLoad());
        if (objection != null && wrong.isEmpty()) {
            return objection;
        }
        if (backlog != LoadRun.Backlog.NONE) {
            wrong.add("backlog " + word(backlog));
        }
        return wrong.isEmpty() ? OK : FAIL + String.join(", ", wrong);
    }

    /** @return whether a check failed */
    public boolean failed() {
        return verdict.startsWith(FAIL);
    }

    /** @return whether all is well */
    public boolean isOk() {
        return verdict.equals(OK);
    }

    /** For the table. */
    List<String> cells() {
        List<String> cells = new ArrayList<>(List.of(run.kind(),
            run.client().substring(run.client().indexOf(' ') + 1), run.tls() ? "TLS" : "plain",
            run.rate() == 0 ? "flat out" : Long.toString(run.rate())));
        if (run.measured() == null) {
            cells.addAll(List.of("-", "-", "-", "-", "-", "-", "-", "-", "-", "-"));
        } else {
            cells.addAll(List.of(number("%.0f", run.measured().perSecond()),
                us(run.measured().p50Ns()), us(run.measured().p99Ns()),
                us(run.measured().p999Ns()),
                number("%.0f", run.measured().cpuNsPerMessage()), number("%.0f", hotCpuNs),
                number("%.2f", hotBytes), word(backlog),
                number("%.2f", run.serverCpu()),
                run.otherLoad() < 0 ? "unknown" : number("%.2f", run.otherLoad())));
        }
        cells.add(verdict);
        return cells;
    }

    private static String word(LoadRun.Backlog backlog) {
        return backlog.name().toLowerCase(Locale.ROOT);
    }

    private static String us(long ns) {
        return number("%.1f", ns / US);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
