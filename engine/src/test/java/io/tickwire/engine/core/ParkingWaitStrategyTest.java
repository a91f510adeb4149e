package io.tickwire.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.SingleProducerSequencer;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.tickwire.engine.config.Config;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** How an engine with nothing to do sleeps, and that it is woken each time. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
final class ParkingWaitStrategyTest {
    private static final int HAND_OVERS = 20_000;
    /** Longer than the spin before it parks. */
    private static final int LONGEST_PAUSE_SPINS = 400;

    private final SingleProducerSequencer sequencer =
        new SingleProducerSequencer(8, new ParkingWaitStrategy());
    private final Sequence consumed = new Sequence();
    private final SequenceBarrier barrier = sequencer.newBarrier();

    private void publish() {
        sequencer.publish(sequencer.next());
    }

    /** A thread that waits for the first event. */
    private Thread waiting(CompletableFuture<Object> outcome) {
        Thread thread = new Thread(() -> {
            try {
                outcome.complete(barrier.waitFor(0));
            } catch (AlertException | InterruptedException ended) {
                outcome.complete(ended);
            } catch (Exception other) {
                outcome.completeExceptionally(other);
            }
        });
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    @Test
    void sleepsWithoutALimitUntilAnEventIsPublished() {
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        waiting(outcome);
        publish();
        assertThat(outcome.join()).isEqualTo(0L);
    }

    @Test
    void anAlertEndsTheWaiting() {
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        waiting(outcome);
        barrier.alert();
        assertThat(outcome.join()).isInstanceOf(AlertException.class);
    }

    @Test
    void soDoesAnInterrupt() {
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        waiting(outcome).interrupt();
        assertThat(outcome.join()).isInstanceOf(InterruptedException.class);
    }

    /** One event at a time, so that each is waited for; the pauses end before and in the park. */
    @Test
    void noWakeUpIsLost() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("ParkingWaitStrategyTest seed " + seed);
        sequencer.addGatingSequences(consumed);
        Thread consumer = new Thread(() -> {
            for (long next = 0; next < HAND_OVERS; next++) {
                try {
                    barrier.waitFor(next);
                } catch (Exception unexpected) {
                    throw new IllegalStateException(unexpected);
                }
                consumed.set(next);
            }
        });
        consumer.setDaemon(true);
        consumer.start();
        Random random = new Random(seed);
        for (long sequence = 0; sequence < HAND_OVERS; sequence++) {
            for (int pause = random.nextInt(LONGEST_PAUSE_SPINS); pause > 0; pause--) {
                Thread.onSpinWait();
            }
            publish();
            while (consumed.get() < sequence) {
                assertThat(Thread.currentThread().isInterrupted()).as("seed " + seed).isFalse();
                Thread.yield();
            }
        }
        consumer.join();
    }

    @Test
    void fewCoresAreNotSpunAway() {
        int enough = WaitStrategies.CORES_TO_YIELD;
        assertThat(WaitStrategies.of(Config.Wait.AUTO, enough - 1))
            .isInstanceOf(ParkingWaitStrategy.class);
        assertThat(WaitStrategies.of(Config.Wait.AUTO, enough))
            .isInstanceOf(YieldingWaitStrategy.class);
    }
}
