package io.tickwire.engine.core;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What one thread is doing, as any other thread sees it: how much processor time it has had, and
 * whether it asks for more. A thread that wants to run and gets no processor looks asleep to the
 * JVM for as long as it has not been woken, so on Linux the kernel is asked.
 */
public final class ThreadActivity {
    /** Processor time where the JVM does not count it. */
    public static final long UNKNOWN = -1;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Thread thread;
    /** What the kernel says about it, null where there is no such file. */
    private final Path stat;

    private ThreadActivity(Thread thread, Path stat) {
        this.thread = thread;
        this.stat = stat;
    }

    /** @return that of the calling thread, to be looked at by others */
    public static ThreadActivity ofCurrent() {
        return new ThreadActivity(Thread.currentThread(), statOfCurrent());
    }

    private static Path statOfCurrent() {
        try {
            return Path.of("/proc/thread-self").toRealPath().resolve("stat");
        } catch (IOException notLinux) {
            return null;
        }
    }

    /** @return processor time that it has used, ns, or {@link #UNKNOWN} */
    public long cpuNs() {
        return THREADS.isThreadCpuTimeSupported() ? THREADS.getThreadCpuTime(thread.getId())
            : UNKNOWN;
    }

    /**
     * Whether it waits for something other than a processor or the disk, such as a lock or time.
     *
     * @return false for a thread that has ended
     */
    public boolean isAsleep() {
        if (stat != null) {
            try {
                // "tid (name) S ...": the name may itself contain a bracket.
                String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
                return text.startsWith(") S", text.lastIndexOf(')'));
            } catch (IOException ended) {
                return false;
            }
        }
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> true;
            default -> false;
        };
    }
}
