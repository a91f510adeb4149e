package io.tickwire.perf.process;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that a bench has started; none of them outlives it. Any thread. */
public final class Children implements AutoCloseable {
    private final List<Process> running = new ArrayList<>();
    private boolean closed;

    /** None yet. */
    public Children() {
    }

    /**
     * Starts one; its stdout is thrown away.
     *
     * @param command its command line
     * @param stderr  where that goes
     * @return running
     * @throws IOException if it cannot be started, or nothing more may be
     */
    public synchronized Process start(List<String> command, File stderr) throws IOException {
        return start(new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(stderr));
    }

    /**
     * Starts one.
     *
     * @param builder says where its streams go
     * @return running
     * @throws IOException if it cannot be started, or nothing more may be
     */
    public synchronized Process start(ProcessBuilder builder) throws IOException {
        if (closed) {
            throw new IOException("stopped");
        }
        running.removeIf(process -> !process.isAlive());
        Process process = builder.start();
        running.add(process);
        return process;
    }

    /** Kills all that run; none can be started any more. */
    @Override
    public synchronized void close() {
        closed = true;
        running.forEach(Process::destroyForcibly);
    }
}
