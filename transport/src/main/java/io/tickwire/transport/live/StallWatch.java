package io.tickwire.transport.live;

import io.tickwire.engine.core.ThreadActivity;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Finds out that a thread is stuck: it has work and finishes none of it. What counts is how long it
 * slept, or what processor time it used, since its last progress; on a machine that gives it no
 * processor it is not stuck, however long that takes. Asked by a thread that waits for neither ring
 * nor engine: of a full ring the I/O thread itself would wait and never know.
 */
final class StallWatch {
    /** Whatever the reason, without any progress for so many limits it is stuck. */
    private static final int PATIENCE = 10;

    private final LongSupplier cpuNs;
    private final BooleanSupplier asleep;
    private final long stallNs;
    private final long maxStepNs;
    private long lastProgress = Long.MIN_VALUE;
    private long lastNs;
    private long lastCpuNs;
    private long countedNs;
    private long waitedNs;

    /**
     * Watches a thread.
     *
     * @param thread    to watch
     * @param stallNs   longest time without progress
     * @param maxStepNs most that one question may add to it: when the whole process was suspended,
     *                  or the watcher itself got no processor, that was no stall of the thread
     */
    StallWatch(ThreadActivity thread, long stallNs, long maxStepNs) {
        this(thread::cpuNs, thread::isAsleep, stallNs, maxStepNs);
    }

    /**
     * Watches a thread of which the readings are given.
     *
     * @param cpuNs  processor time that it has used, ns, or {@link ThreadActivity#UNKNOWN}
     * @param asleep whether it waits for something other than a processor
     */
    StallWatch(LongSupplier cpuNs, BooleanSupplier asleep, long stallNs, long maxStepNs) {
        this.cpuNs = cpuNs;
        this.asleep = asleep;
        this.stallNs = stallNs;
        this.maxStepNs = maxStepNs;
    }

    /**
     * Looks.
     *
     * @param hasWork  whether something waits to be done
     * @param progress changes with each thing that is done
     * @param nowNs    any monotonic clock, ns
     * @return how long there was no progress if that is too long, else 0; ns
     */
    long stalledNs(boolean hasWork, long progress, long nowNs) {
        if (!hasWork || progress != lastProgress) {
            lastProgress = progress;
            countedNs = 0;
            waitedNs = 0;
            lastCpuNs = cpuNs.getAsLong();
        } else {
            count(Math.min(maxStepNs, nowNs - lastNs));
        }
        lastNs = nowNs;
        return countedNs > stallNs || waitedNs > PATIENCE * stallNs ? waitedNs : 0;
    }

    private void count(long stepNs) {
        long usedNs = cpuNs.getAsLong();
        countedNs += usedNs == ThreadActivity.UNKNOWN || asleep.getAsBoolean() ? stepNs
            : Math.min(stepNs, usedNs - lastCpuNs);
        waitedNs += stepNs;
        lastCpuNs = usedNs;
    }
}
