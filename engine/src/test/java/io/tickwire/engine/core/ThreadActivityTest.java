package io.tickwire.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of real threads, until what must come to be seen is seen. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ThreadActivityTest {
    private final CompletableFuture<ThreadActivity> activity = new CompletableFuture<>();

    private Thread start(Runnable work) {
        Thread thread = new Thread(() -> {
            activity.complete(ThreadActivity.ofCurrent());
            work.run();
        }, "odd) S name");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void whoWaitsForALatchIsAsleepAndUsesNothing() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        Thread thread = start(() -> {
            try {
                released.await();
            } catch (InterruptedException never) {
                throw new IllegalStateException(never);
            }
        });
        ThreadActivity of = activity.join();
        while (!of.isAsleep()) {
            Thread.onSpinWait();
        }
        released.countDown();
        thread.join();
        assertThat(of.isAsleep()).isFalse();
    }

    @Test
    void whoSpinsUsesProcessorTimeAndIsHardlyEverAsleep() {
        CompletableFuture<Void> enough = new CompletableFuture<>();
        start(() -> {
            while (!enough.isDone()) {
                Thread.onSpinWait();
            }
        });
        ThreadActivity of = activity.join();
        long beforeNs = of.cpuNs();
        int looks = 0;
        int asleep = 0;
        while (of.cpuNs() - beforeNs < TimeUnit.MILLISECONDS.toNanos(50)) {
            looks++;
            asleep += of.isAsleep() ? 1 : 0;
        }
        enough.complete(null);
        // The JVM holds it for moments, at a safepoint for example.
        assertThat(asleep).isLessThanOrEqualTo(looks / 2);
    }
}
