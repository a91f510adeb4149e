package io.tickwire.engine.latency;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Histograms of all hops: the engine thread records, one observer thread takes intervals. Recording
 * does not allocate.
 */
public final class LatencyRecorder {
    private static final long HIGHEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final SingleWriterRecorder[] recorders =
        new SingleWriterRecorder[Hop.values().length];
    private final Map<Hop, Histogram> recycled = new EnumMap<>(Hop.class);

    // Engine writes; receive times may lie ahead where a recorder's clock does.
    private long negatives;

    /** All empty. */
    public LatencyRecorder() {
        for (int i = 0; i < recorders.length; i++) {
            recorders[i] = new SingleWriterRecorder(HIGHEST_NS, DIGITS);
        }
    }

    /**
     * Engine thread: records one value; longer than a minute counts as a minute, negative as 0.
     *
     * @param hop        measured
     * @param durationNs how long it took
     */
    public void record(Hop hop, long durationNs) {
        if (durationNs < 0) {
            negatives++;
        }
        recorders[hop.ordinal()].recordValue(Math.max(0, Math.min(durationNs, HIGHEST_NS)));
    }

    /** @return negative durations met, recorded as 0 */
    public long negatives() {
        return negatives;
    }

    /**
     * Observer: what was recorded since the last call.
     *
     * @param hop measured
     * @return valid until the next call for this hop
     */
    public Histogram takeInterval(Hop hop) {
        Histogram interval =
            recorders[hop.ordinal()].getIntervalHistogram(recycled.get(hop));
        recycled.put(hop, interval);
        interval.setTag(hop.tag());
        return interval;
    }
}
