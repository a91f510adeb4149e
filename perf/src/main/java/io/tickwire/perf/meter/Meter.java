package io.tickwire.perf.meter;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What a client notes of the messages it gets: how many, how old each was by the time it should
 * have been sent, and what the process used meanwhile. The same class measures Tickwire and its
 * peers. It waits for the warm-up, measures for a time, and writes one JSON file. Called on the
 * thread that takes the messages; it allocates nothing between begin and end of the measurement.
 *
 * <p>A message carries an id: the time it should have been sent, by the monotonic clock that all
 * processes of a machine share, less an offset.
 */
public final class Meter {
    private static final long HIGHEST_NS = 300_000_000_000L;
    private static final int DIGITS = 3;
    /** The first and the last part of the measurement, to see whether a backlog grows. */
    private static final int PARTS = 5;

    private final long offsetNs;
    private final long warmUpNs;
    private final long measureNs;
    private final Path file;
    private final Histogram all = new Histogram(HIGHEST_NS, DIGITS);
    private final Histogram early = new Histogram(HIGHEST_NS, DIGITS);
    private final Histogram late = new Histogram(HIGHEST_NS, DIGITS);
    private long firstNs;
    private long beginNs;
    private long firstSequence;
    private Usage before;
    private boolean done;

    /** What the process and each of its threads have used so far. */
    private record Usage(long cpuNs, long[] ids, long[] threadCpuNs, long[] allocatedBytes) {
        static Usage now() {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long[] ids = threads.getAllThreadIds();
            long[] cpuNs = threads.getThreadCpuTime(ids);
            long processNs = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
            return new Usage(processNs, ids, cpuNs, threads.getThreadAllocatedBytes(ids));
        }
    }

    /**
     * Of a client that is about to begin.
     *
     * @param offsetNs  what was taken off the time of sending
     * @param warmUpNs  from the first message on, not measured
     * @param measureNs how long it is measured
     * @param file      absent; gets the result
     */
    public Meter(long offsetNs, long warmUpNs, long measureNs, Path file) {
        this.offsetNs = offsetNs;
        this.warmUpNs = warmUpNs;
        this.measureNs = measureNs;
        this.file = file;
        // Once for nothing: the first sample loads classes, and messages would wait for that.
        Usage.now();
    }

    /**
     * A message has been taken.
     *
     * @param id       that it carries
     * @param sequence how many were taken up to this one, whether each was shown here or not
     */
    public void onMessage(long id, long sequence) {
        if (done) {
            return;
        }
        long nowNs = System.nanoTime();
        if (beginNs == 0) {
            warmUp(nowNs, sequence);
            return;
        }
        long sinceNs = nowNs - beginNs;
        if (sinceNs >= measureNs) {
            end(sinceNs, sequence);
            return;
        }
        long ageNs = Math.min(HIGHEST_NS, Math.max(1, nowNs - id - offsetNs));
        all.recordValue(ageNs);
        if (sinceNs < measureNs / PARTS) {
            early.recordValue(ageNs);
        } else if (sinceNs >= measureNs - measureNs / PARTS) {
            late.recordValue(ageNs);
        }
    }

    /** @return whether the result is written, or about to be */
    public boolean isDone() {
        return done;
    }

    private void warmUp(long nowNs, long sequence) {
        if (firstNs == 0) {
            firstNs = nowNs;
        } else if (nowNs - firstNs >= warmUpNs) {
            before = Usage.now();
            firstSequence = sequence;
            beginNs = System.nanoTime();
        }
    }

    private void end(long tookNs, long sequence) {
        Usage after = Usage.now();
        done = true;
        Thread writer = new Thread(() -> write(after, tookNs, sequence - firstSequence));
        writer.setName("meter");
        writer.start();
    }

    private void write(Usage after, long tookNs, long messages) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
            "{\"messages\":%d,\"samples\":%d,\"tookNs\":%d,\"cpuNs\":%d,"
                + "\"p50Ns\":%d,\"p99Ns\":%d,\"p999Ns\":%d,\"maxNs\":%d,"
                + "\"earlyP50Ns\":%d,\"lateP50Ns\":%d,\"threads\":[",
            messages, all.getTotalCount(), tookNs, after.cpuNs - before.cpuNs,
            all.getValueAtPercentile(50), all.getValueAtPercentile(99),
            all.getValueAtPercentile(99.9), all.getMaxValue(),
            early.getValueAtPercentile(50), late.getValueAtPercentile(50)));
        appendThreads(text, after);
        text.append("]}\n");
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Those that ran at both ends. */
    private void appendThreads(StringBuilder text, Usage after) {
        ThreadInfo[] infos = ManagementFactory.getThreadMXBean().getThreadInfo(after.ids);
        String comma = "";
        for (int i = 0; i < after.ids.length; i++) {
            int j = indexOf(before.ids, after.ids[i]);
            if (j >= 0 && infos[i] != null) {
                text.append(comma).append(String.format(Locale.ROOT,
                    "{\"name\":\"%s\",\"cpuNs\":%d,\"allocatedBytes\":%d}",
                    infos[i].getThreadName().replaceAll("[^\\w .@#:/()-]", "_"),
                    after.threadCpuNs[i] - before.threadCpuNs[j],
                    after.allocatedBytes[i] - before.allocatedBytes[j]));
                comma = ",";
            }
        }
    }

    private static int indexOf(long[] ids, long id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return -1;
    }
}
