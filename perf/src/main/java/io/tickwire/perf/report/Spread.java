package io.tickwire.perf.report;

import java.util.Arrays;

/**
 * Several runs of one thing.
 *
 * @param median the middle one; of an even number the mean of the two in the middle
 * @param least  of them
 * @param most   of them
 */
public record Spread(double median, double least, double most) {
    /**
     * Of runs.
     *
     * @param values one or more
     * @return their spread
     */
    public static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no runs");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half]
            : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
