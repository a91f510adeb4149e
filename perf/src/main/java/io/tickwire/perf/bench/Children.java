package io.tickwire.perf.bench;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that a bench has started; none of them outlives it. Any thread. */
final class Children implements AutoCloseable {
    private final List<Process> running = new ArrayList<>();
    private boolean closed;

    Children() {
    }

    /**
     * Starts one; its stdout is thrown away.
     *
     * @param stderr where that goes
     * @throws IOException if it cannot be started, or nothing more may be
     */
    synchronized Process start(List<String> command, File stderr) throws IOException {
        if (closed) {
            throw new IOException("stopped");
        }
        running.removeIf(process -> !process.isAlive());
        Process process = new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(stderr)
            .start();
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
