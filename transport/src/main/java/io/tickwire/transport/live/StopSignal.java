package io.tickwire.transport.live;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM as a wish to end, and the exit code as ours: a JVM that a signal ends exits
 * with 130 or 143 whatever its hooks do, so the hook halts it with the right one.
 */
public final class StopSignal {
    private static final long PATIENCE_MS = 1_900;

    private final CompletableFuture<Void> wanted = new CompletableFuture<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile int exitCode;

    private StopSignal() {
    }

    /** @return installed for this process */
    public static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::onShutdown, "tickwire-stop"));
        return signal;
    }

    private void onShutdown() {
        wanted.complete(null);
        try {
            done.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        // No flush: a reader that reads no more would keep us here.
        Runtime.getRuntime().halt(exitCode);
    }

    /** @return completes when somebody wants the process to end */
    public CompletableFuture<Void> wanted() {
        return wanted;
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
