package io.tickwire.perf.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was measured, and whether it keeps its bars: ratios of rows of one run, so that a slow
 * machine is no excuse and a fast one no merit.
 */
final class MicroResults {
    /** Processors busy with something else, at most; above, nothing is judged. */
    static final double MAX_OTHER_LOAD = 0.5;

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
     * @param otherLoad processors busy with something else meanwhile, NaN = not known
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

    /** @return the worst of any row, NaN where it is not known of one */
    double otherLoad() {
        return results.stream().mapToDouble(Result::otherLoad).reduce(0, Math::max);
    }

    /** @return whether nothing else was in the way, as far as that is known */
    boolean mayBeJudged() {
        return otherLoad() <= MAX_OTHER_LOAD;
    }

    /** @return whether a bar was broken that may be judged */
    boolean isFailed() {
        return mayBeJudged() && !bars().stream().allMatch(Bar::isKept);
    }

    /** @return the last line */
    String verdict() {
        if (!mayBeJudged()) {
            return Double.isNaN(otherLoad())
                ? "micro: not judged: this system does not tell what else it was busy with"
                : String.format(Locale.ROOT, "micro: not judged: %.1f processors were busy with "
                    + "something else, at most %.1f may be", otherLoad(), MAX_OTHER_LOAD);
        }
        List<Bar> bars = bars();
        return "micro: " + bars.stream().filter(Bar::isKept).count() + " of " + bars.size()
            + " within their bars";
    }
}
