package io.tickwire.perf.process;

import java.io.IOException;

/**
 * What can be made to stand still from outside, as a machine does that is put to sleep or has no
 * time for it. One thread at a time.
 */
public interface Suspendable extends AutoCloseable {
    /**
     * From here on it stands still.
     *
     * @throws IOException          if that cannot be had, as where it has ended
     * @throws InterruptedException if the thread is interrupted
     */
    void suspend() throws IOException, InterruptedException;

    /**
     * It goes on.
     *
     * @throws IOException          as {@link #suspend}
     * @throws InterruptedException if the thread is interrupted
     */
    void resume() throws IOException, InterruptedException;

    /** Lets go of it; what stands still may stay so, and be killed. */
    @Override
    default void close() {
    }
}
