package io.tickwire.perf.micro;

import io.tickwire.perf.report.OtherLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was measured, and whether it keeps its bars: ratios of rows of one run, so that a slow
 * machine is no excuse and a fast one no merit.
 */
final class MicroResults {
    private static final double MAX_QUOTE_SCANS = 5;
    private static final double MAX_OF_LIBRARY = 0.5;

    private final List<Result> results = new ArrayList<>();

    /**
     * One row of the table.
     *
     * @param row       what
     * @param medianNs  of its iterations, an operation
     * @param lowestNs  of them
     * @param highestNs of them
     * @param otherLoad cores that others used meanwhile; {@link OtherLoad#UNKNOWN}
     */
    record Result(
        MicroRow row, double medianNs, double lowestNs, double highestNs, double otherLoad) {
    }

    /**
     * A ratio that is to be kept.
     *
     * @param name  what it is
     * @param ratio measured
     * @param most  it may be
     */
    record Bar(String name, double ratio, double most) {
        boolean isKept() {
            return ratio <= most;
        }

        String line() {
            return String.format(Locale.ROOT, "%s: %.2f, at most %.2f: %s", name, ratio, most,
                isKept() ? "OK" : "FAIL");
        }
    }

    void add(Result result) {
        results.add(result);
    }

    List<Result> all() {
        return results;
    }

    /** @return those bars both sides of which were measured */
    List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        bar(bars, "24hrTicker", MicroRow.QUOTE_SCAN, MAX_QUOTE_SCANS);
        bar(bars, "24hrTicker", MicroRow.FASTJSON, MAX_OF_LIBRARY);
        bar(bars, "bookTicker", MicroRow.FASTJSON, MAX_OF_LIBRARY);
        bar(bars, "aggTrade", MicroRow.FASTJSON, MAX_OF_LIBRARY);
        return bars;
    }

    private void bar(List<Bar> bars, String kind, String other, double most) {
        double ours = medianNs(kind, MicroRow.TICKWIRE);
        double theirs = medianNs(kind, other);
        if (!Double.isNaN(ours) && !Double.isNaN(theirs)) {
            bars.add(new Bar("decode " + kind + " / " + other, ours / theirs, most));
        }
    }

    private double medianNs(String kind, String label) {
        return results.stream().filter(result ->
                result.row().group().equals(MicroRow.decodeGroup(kind))
                    && result.row().label().equals(label))
            .mapToDouble(Result::medianNs).findFirst().orElse(Double.NaN);
    }

    /** @return the worst of any row */
    double otherLoad() {
        return results.stream().mapToDouble(Result::otherLoad).max().orElse(OtherLoad.UNKNOWN);
    }

    /** @return whether nothing else was in the way, as far as that is known */
    boolean mayBeJudged() {
        return OtherLoad.objection(otherLoad()) == null;
    }

    /** @return whether a bar was broken that may be judged */
    boolean isFailed() {
        return mayBeJudged() && !bars().stream().allMatch(Bar::isKept);
    }

    /** @return the last line */
    String verdict() {
        if (!mayBeJudged()) {
            return "micro: " + OtherLoad.objection(otherLoad());
        }
        List<Bar> bars = bars();
        return "micro: " + bars.stream().filter(Bar::isKept).count() + " of " + bars.size()
            + " within their bars";
    }
}
