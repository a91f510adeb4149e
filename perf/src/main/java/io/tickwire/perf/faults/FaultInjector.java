package io.tickwire.perf.faults;

import java.io.IOException;

/** Makes the faults of a run, or watches the venue that makes them. The thread of the run only. */
public interface FaultInjector extends AutoCloseable {
    /**
     * Does what is due; called again and again.
     *
     * @param greenForNs how long the feed has been GREEN, negative where it is not
     * @return what has begun and ended so far
     * @throws IOException          if it cannot be done
     * @throws InterruptedException if the thread is interrupted
     */
    FaultTimes advance(long greenForNs) throws IOException, InterruptedException;

    /** Lets go of both processes, also in the middle of a fault. */
    @Override
    default void close() {
    }
}
