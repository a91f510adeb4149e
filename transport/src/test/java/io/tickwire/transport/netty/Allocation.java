package io.tickwire.transport.netty;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Bytes that a thread has allocated. */
final class Allocation {
    private static final ThreadMXBean THREADS =
        (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {
    }

    static long ofCurrentThread() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    static long of(Thread thread) {
        return THREADS.getThreadAllocatedBytes(thread.getId());
    }

    /** What the action allocates in its steady state: the least of some runs after a warm-up. */
    static long steady(Runnable action) {
        for (int i = 0; i < 5; i++) {
            action.run();
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = ofCurrentThread();
            action.run();
            least = Math.min(least, ofCurrentThread() - before);
        }
        return least;
    }
}
