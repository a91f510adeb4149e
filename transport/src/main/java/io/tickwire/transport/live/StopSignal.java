package io.tickwire.transport.live;

import io.tickwire.engine.command.ExitCode;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM as a wish to end, and the exit code as ours: a JVM that a signal ends exits
 * with 130 or 143 whatever its hooks do, so the hook halts it with the right one. It waits for as
 * long as it hears that the end makes progress, unless Ctrl-C comes again.
 */
public final class StopSignal {
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(1_900);
    /** One that comes sooner is the same one: a shell and its child may both pass it on. */
    private static final long AGAIN_AFTER_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final CompletableFuture<Void> wanted = new CompletableFuture<>();
    private final CountDownLatch done = new CountDownLatch(1);
    /** Of a run that has not said how it ended: whoever is halted before that has not ended. */
    private volatile int exitCode = ExitCode.STOPPED;
    private volatile boolean hurried;
    private volatile long stillEndingNs;

    private StopSignal() {
    }

    /** @return installed for this process */
    public static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::onShutdown, "tickwire-stop"));
        return signal;
    }

    private void onShutdown() {
        stillEndingNs = System.nanoTime();
        wanted.complete(null);
        try {
            if (!done.await(AGAIN_AFTER_NS, TimeUnit.NANOSECONDS)) {
                hurryAtCtrlC();
                awaitDone();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        // No flush: a reader that reads no more would keep us here.
        Runtime.getRuntime().halt(exitCode);
    }

    private void awaitDone() throws InterruptedException {
        while (!hurried && System.nanoTime() - stillEndingNs < PATIENCE_NS
            && !done.await(LOOK_EVERY_NS, TimeUnit.NANOSECONDS)) {
            // Still ending.
        }
    }

    /**
     * While it shuts down, the JVM itself takes no notice of a further signal. The class that does
     * is there in every JDK but may not be named in sources that are compiled for one release.
     */
    private void hurryAtCtrlC() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object hurry = Proxy.newProxyInstance(
                handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    hurried = true;
                    return null;
                });
            signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance("INT"), hurry);
        } catch (ReflectiveOperationException | IllegalArgumentException none) {
            // A JVM that leaves signals to others: whoever sent the first can kill.
        }
    }

    /** @return completes when somebody wants the process to end */
    public CompletableFuture<Void> wanted() {
        return wanted;
    }

    /** The end takes its time and makes progress: the process shall not be halted yet. */
    public void stillEnding() {
        stillEndingNs = System.nanoTime();
    }

    /**
     * Ends the process.
     *
     * @param code of the process
     */
    public void exit(int code) {
        exitCode = code;
        done.countDown();
        System.exit(code);
    }
}
