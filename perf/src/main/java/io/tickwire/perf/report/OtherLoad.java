package io.tickwire.perf.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * How many cores were busy with anything but what was measured, between two looks. By the times
 * that Linux keeps; elsewhere it is not known, and what was measured is judged all the same.
 */
public final class OtherLoad {
    /** Where others had more of the machine than this, nothing is judged: cores. */
    public static final double LIMIT = 0.5;
    /** Not known. */
    public static final double UNKNOWN = -1;

    private static final Path TIMES = Path.of("/proc/stat");
    private static final Path OWN_TIMES = Path.of("/proc/self/stat");
    /** Ticks are a hundredth of a second wherever Linux tells them to programs. */
    private static final long TICK_NS = 10_000_000L;
    // user, nice and system; what a hypervisor took away is others', too. Interrupts may be ours.
    private static final int[] BUSY = {1, 2, 3, 8};
    // Behind the name: user and system of a process, and of its children that have ended.
    private static final int FIRST_OWN = 11;
    private static final int LAST_OWN = 14;

    private final long beginNs;
    private final long busyNs;
    private final long oursNs;

    private OtherLoad(long beginNs, long busyNs, long oursNs) {
        this.beginNs = beginNs;
        this.busyNs = busyNs;
        this.oursNs = oursNs;
    }

    /**
     * Looks for the first time.
     *
     * @param ours ids of processes that are measured; this one and its children that have ended
     *             by the second look are so anyway; those to come have used nothing yet
     * @return to be asked later
     * @throws IOException if the system's times cannot be read
     */
    public static OtherLoad begin(long... ours) throws IOException {
        return new OtherLoad(System.nanoTime(), busyNs(), usedNs(ours));
    }

    /**
     * Looks again.
     *
     * @param ours as before, with those that were started since and are still running
     * @return cores that were busy otherwise, {@link #UNKNOWN} where the system does not tell
     * @throws IOException if the system's times cannot be read
     */
    public double cores(long... ours) throws IOException {
        long nowNs = System.nanoTime();
        long nowBusyNs = busyNs();
        if (nowBusyNs == 0) {
            return UNKNOWN;
        }
        double other = nowBusyNs - busyNs - (usedNs(ours) - oursNs);
        return Math.max(0, other / (nowNs - beginNs));
    }

    private static long usedNs(long... ours) throws IOException {
        return ownNs() + LongStream.of(ours).map(pid -> ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration())
            .map(Duration::toNanos).orElse(0L)).sum();
    }

    private static long ownNs() throws IOException {
        return Files.isReadable(OWN_TIMES)
            ? ownNs(Files.readString(OWN_TIMES, StandardCharsets.UTF_8)) : 0;
    }

    /** Of the line of one process, with its children that have ended. */
    static long ownNs(String line) {
        // The name is in parentheses, and may have any characters.
        String[] parts = line.substring(line.lastIndexOf(')') + 2).trim().split(" ");
        return Arrays.stream(parts, FIRST_OWN, LAST_OWN + 1).mapToLong(Long::parseLong).sum()
            * TICK_NS;
    }

    private static long busyNs() throws IOException {
        if (!Files.isReadable(TIMES)) {
            return 0;
        }
        return busyNs(Files.readAllLines(TIMES, StandardCharsets.US_ASCII).get(0));
    }

    /** Of the line of all processors together. */
    static long busyNs(String line) {
        String[] parts = line.trim().split("\\s+");
        long ticks = 0;
        for (int part : BUSY) {
            ticks += part < parts.length ? Long.parseLong(parts[part]) : 0;
        }
        return ticks * TICK_NS;
    }

    /**
     * In words, for where it is more than it may be.
     *
     * @param cores as measured
     * @return null where all is well
     */
    public static String objection(double cores) {
        return cores <= LIMIT ? null : String.format(Locale.ROOT,
            "not judged: others had %.2f of a core, more than %.1f", cores, LIMIT);
    }
}
