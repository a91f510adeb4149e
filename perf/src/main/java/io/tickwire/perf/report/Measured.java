package io.tickwire.perf.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a client has noted, as its file has it.
 *
 * @param messages   that it took
 * @param samples    of them that were seen one by one
 * @param tookNs     how long it measured
 * @param cpuNs      of the whole process
 * @param p50Ns      half of the messages were at most so old when they were taken
 * @param p99Ns      99 % of them
 * @param p999Ns     99.9 % of them
 * @param maxNs      all of them
 * @param earlyP50Ns half of those of the first fifth of the time
 * @param lateP50Ns  half of those of the last fifth
 * @param threads    that ran all the time; none where the client cannot tell
 */
public record Measured(
    long messages, long samples, long tookNs, long cpuNs, long p50Ns, long p99Ns, long p999Ns,
    long maxNs, long earlyP50Ns, long lateP50Ns, List<ThreadUse> threads) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double SECOND_NS = 1e9;

    /**
     * One thread meanwhile.
     *
     * @param name           of it
     * @param cpuNs          that it used
     * @param allocatedBytes by it, on the heap
     */
    public record ThreadUse(String name, long cpuNs, long allocatedBytes) {
    }

    /**
     * Reads a client's file.
     *
     * @param file whole
     * @return what it has
     * @throws IOException if it cannot be read
     */
    public static Measured read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Measured.class);
    }

    /** @return messages a second */
    public double perSecond() {
        return messages * SECOND_NS / tookNs;
    }

    /** @return processor time of the process for a message, ns */
    public double cpuNsPerMessage() {
        return (double) cpuNs / messages;
    }

    /**
     * Processor time of some threads for a message.
     *
     * @param names of them
     * @return ns
     */
    public double cpuNsPerMessage(List<String> names) {
        return threads.stream().filter(thread -> names.contains(thread.name()))
            .mapToLong(ThreadUse::cpuNs).sum() / (double) messages;
    }

    /**
     * What some threads allocated for a message.
     *
     * @param names of them
     * @return bytes
     */
    public double bytesPerMessage(List<String> names) {
        return threads.stream().filter(thread -> names.contains(thread.name()))
            .mapToLong(ThreadUse::allocatedBytes).sum() / (double) messages;
    }

    /** @return bytes that all threads together allocated for a message */
    public double bytesPerMessage() {
        return threads.stream().mapToLong(ThreadUse::allocatedBytes).sum() / (double) messages;
    }
}
