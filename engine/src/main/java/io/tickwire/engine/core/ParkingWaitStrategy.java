package io.tickwire.engine.core;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for an event with a short spin and then parked, until the producer wakes it: an idle engine
 * takes no processor, and the thread that it waits for has the core to itself. While the engine has
 * something to do, publishing costs the producer a fence and a look at one field.
 *
 * <p>One thread waits and one publishes. No wake-up is lost, because each writes before it reads,
 * with a full fence between the two: the one that waits says so and then looks for the event, the
 * producer publishes the event and then looks who waits. One of them sees the other.
 */
final class ParkingWaitStrategy implements WaitStrategy {
    /** Some microseconds: as long as the next frame of the same burst takes to decode. */
    private static final int SPINS = 100;

    /** Who is parked, or about to be; cleared by whoever wakes it, so that it is woken once. */
    private volatile Thread waiting;

    @Override
    public long waitFor(
        long sequence, Sequence cursor, Sequence dependent, SequenceBarrier barrier)
        throws AlertException, InterruptedException {
        for (int i = 0; i < SPINS; i++) {
            long available = dependent.get();
            if (available >= sequence) {
                return available;
            }
            barrier.checkAlert();
            Thread.onSpinWait();
        }
        return park(sequence, dependent, barrier);
    }

    private long park(long sequence, Sequence dependent, SequenceBarrier barrier)
        throws AlertException, InterruptedException {
        try {
            while (true) {
                waiting = Thread.currentThread();
                // Before the look at the sequence, which is no volatile read.
                VarHandle.fullFence();
                long available = dependent.get();
                if (available >= sequence) {
                    return available;
                }
                barrier.checkAlert();
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            waiting = null;
        }
    }

    /** Producer: an event is published, or the barrier alerted. */
    @Override
    public void signalAllWhenBlocking() {
        // The event was stored with release only: it could else still be on its way.
        VarHandle.fullFence();
        Thread thread = waiting;
        if (thread != null) {
            waiting = null;
            LockSupport.unpark(thread);
        }
    }
}
