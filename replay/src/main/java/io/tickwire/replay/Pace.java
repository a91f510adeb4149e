package io.tickwire.replay;

import java.io.PrintWriter;
import java.util.concurrent.locks.LockSupport;

/** Paces a replay at a multiple of the recorded speed and reports progress. */
final class Pace implements Replayer.Observer {
    private static final long REPORT_EVERY_NS = 2_000_000_000L;
    private static final long CLOCK_MASK = (1 << 14) - 1;

    private final double factor;
    private final PrintWriter err;
    private long reportedNs = System.nanoTime();
    private long startNs;
    private long firstEngineNs = -1;

    /** A factor of 0 is as fast as possible. */
    Pace(double factor, PrintWriter err) {
        this.factor = factor;
        this.err = err;
    }

    @Override
    public void onInput(long events, long engineNs) {
        if (factor > 0) {
            await(engineNs);
        }
        if (events > 0 && (factor > 0 || (events & CLOCK_MASK) == 0)
            && System.nanoTime() - reportedNs >= REPORT_EVERY_NS) {
            reportedNs = System.nanoTime();
            err.println(events + " events");
        }
    }

    private void await(long engineNs) {
        if (firstEngineNs < 0) {
            firstEngineNs = engineNs;
            startNs = System.nanoTime();
        }
        long dueNs = startNs + (long) ((engineNs - firstEngineNs) / factor);
        long waitNs;
        while ((waitNs = dueNs - System.nanoTime()) > 0) {
            LockSupport.parkNanos(waitNs);
        }
    }
}
