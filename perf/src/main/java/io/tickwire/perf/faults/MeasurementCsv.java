package io.tickwire.perf.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All measurements as CSV, one number per row. */
final class MeasurementCsv {
    private static final String HEAD = "scenario,run,what,stream,value,limit";
    private static final double MS = 1e6;

    private MeasurementCsv() {
    }

    /** The lines; times in ms with three decimals, absent is empty. */
    static List<String> csv(List<Report> reports) {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        for (Report report : reports) {
            for (int run = 0; run < report.runs().size(); run++) {
                String front = report.scenario() + "," + (run + 1) + ",";
                Measurement measured = report.runs().get(run);
                measured.detected().forEach(
                    timing -> lines.add(front + row("detected_ms", timing)));
                measured.polled().forEach(
                    timing -> lines.add(front + row("polled_ms", timing)));
                lines.add(front + "back_ms,,"
                    + (measured.backNs() < 0 ? "" : ms(measured.backNs())) + ",");
                lines.add(front + "ticks_lost,," + measured.lost() + ",");
                lines.add(front + "ids_filled,," + measured.filled() + ",");
                lines.add(front + "attempts,," + measured.attempts() + ",");
                lines.add(front + "own_stall_ms,," + ms(measured.stallNs()) + ",");
            }
        }
        return lines;
    }

    private static String row(String what, Timing timing) {
        return what + "," + timing.what() + "," + ms(timing.ns()) + "," + ms(timing.limitNs());
    }

    private static String ms(long ns) {
        return String.format(Locale.ROOT, "%.3f", ns / MS);
    }
}
