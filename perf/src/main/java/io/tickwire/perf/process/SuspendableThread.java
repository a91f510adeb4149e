package io.tickwire.perf.process;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread of a JVM while all others go on. Signals stop whole processes, so it is done as a
 * debugger does it.
 */
public final class SuspendableThread implements Suspendable {
    /** With these flags a JVM lets itself be attached to by processes of its machine. */
    public static final List<String> JVM_FLAGS = List.of(
        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0,quiet=y");
    private static final String BY_PID = "com.sun.jdi.ProcessAttach";
    private static final long START_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final VirtualMachine machine;
    private final ThreadReference thread;

    private SuspendableThread(VirtualMachine machine, ThreadReference thread) {
        this.machine = machine;
        this.thread = thread;
    }

    /**
     * Attaches to a JVM, and waits for a thread that it has not started yet.
     *
     * @param pid  of a JVM started with {@link #JVM_FLAGS}
     * @param name of the thread
     * @return that thread, running
     * @throws IOException if there is none, or the JVM lets nobody attach
     */
    public static SuspendableThread of(long pid, String name) throws IOException {
        return of(pid, name, START_TIMEOUT_NS);
    }

    /** As above, with a limit of its own to the wait. */
    static SuspendableThread of(long pid, String name, long timeoutNs) throws IOException {
        VirtualMachine machine = attach(pid);
        long startNs = System.nanoTime();
        try {
            do {
                for (ThreadReference thread : machine.allThreads()) {
                    if (thread.name().equals(name)) {
                        return new SuspendableThread(machine, thread);
                    }
                }
                LockSupport.parkNanos(LOOK_EVERY_NS);
            } while (System.nanoTime() - startNs < timeoutNs);
            machine.dispose();
        } catch (VMDisconnectedException ended) {
            throw new IOException("process " + pid + " has ended", ended);
        }
        throw new IOException("process " + pid + " has no thread " + name);
    }

    private static VirtualMachine attach(long pid) throws IOException {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors()
            .stream().filter(one -> one.name().equals(BY_PID)).findFirst()
            .orElseThrow(() -> new IOException("this JDK cannot attach to a process"));
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("pid").setValue(Long.toString(pid));
        try {
            return connector.attach(arguments);
        } catch (IllegalConnectorArgumentsException never) {
            throw new IllegalStateException(never);
        }
    }

    @Override
    public void suspend() throws IOException {
        guarded(thread::suspend);
    }

    @Override
    public void resume() throws IOException {
        guarded(thread::resume);
    }

    private static void guarded(Runnable task) throws IOException {
        try {
            task.run();
        } catch (VMDisconnectedException ended) {
            throw new IOException("the process of the thread has ended", ended);
        }
    }

    /** It goes on where it stands still. */
    @Override
    public void close() {
        try {
            machine.dispose();
        } catch (VMDisconnectedException ended) {
            // Nothing is held any more.
        }
    }
}
