package io.tickwire.engine.latency;

import org.HdrHistogram.Histogram;

/**
 * A percentile of a report. It needs so many values that one of them is expected to lie beyond it;
 * with fewer it would be the maximum under another name.
 *
 * @param label  such as {@code p99.9}
 * @param value  0 to 100
 * @param needed least number of values
 */
public record Percentile(String label, double value, long needed) {
    /** Instead of a value where there are too few. */
    public static final long TOO_FEW = -1;

    /**
     * Reads it off.
     *
     * @param histogram any
     * @return the value, {@link #TOO_FEW} where the histogram has too few
     */
    public long of(Histogram histogram) {
        return histogram.getTotalCount() < needed ? TOO_FEW
            : histogram.getValueAtPercentile(value);
    }
}
