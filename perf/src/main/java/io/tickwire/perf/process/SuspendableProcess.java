package io.tickwire.perf.process;

import java.io.IOException;

/** A whole process, by SIGSTOP and SIGCONT: all its threads, its sockets stay open. */
public final class SuspendableProcess implements Suspendable {
    private final long pid;

    /**
     * Of one that runs.
     *
     * @param pid its id
     */
    public SuspendableProcess(long pid) {
        this.pid = pid;
    }

    @Override
    public void suspend() throws IOException, InterruptedException {
        signal("STOP");
    }

    @Override
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
            .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start().waitFor();
        if (code != 0) {
            throw new IOException("no signal SIG" + name + " for process " + pid
                + ": has it ended?");
        }
    }
}
