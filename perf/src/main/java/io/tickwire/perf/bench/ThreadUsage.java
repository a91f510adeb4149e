package io.tickwire.perf.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/**
 * What a thread has used since its start.
 *
 * @param allocatedBytes on the heap
 * @param cpuNs          of the processor
 */
record ThreadUsage(long allocatedBytes, long cpuNs) {
    /**
     * Takes a sample of a running thread of this process.
     *
     * @param name of the thread
     * @throws CheckFailedException if there is none
     */
    static ThreadUsage of(String name) throws CheckFailedException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().equals(name)) {
                long id = info.getThreadId();
                return new ThreadUsage(
                    threads.getThreadAllocatedBytes(id), threads.getThreadCpuTime(id));
            }
        }
        throw new CheckFailedException("no thread " + name);
    }

    ThreadUsage minus(ThreadUsage earlier) {
        return new ThreadUsage(
            allocatedBytes - earlier.allocatedBytes, cpuNs - earlier.cpuNs);
    }
}
