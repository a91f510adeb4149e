package io.tickwire.engine.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.BusySpinWaitStrategy;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.RejectedFields;
import io.tickwire.engine.event.Source;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** When the arena gives the memory of a frame back. */
class ArenaLifetimeTest {
    private static final int ARENA = 1024;
    private static final int FRAME = 256;

    private static TickRing ring(boolean journalFrames) {
        return new TickRing(
            16, ARENA, new BusySpinWaitStrategy(), new VirtualClock(), 1, journalFrames);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void aFrameStaysUntilItsLastEventIsConsumed() throws InterruptedException {
        TickRing ring = ring(true);
        int position = ring.arena().claim(FRAME);
        ring.arena().buffer().putByte(position, (byte) 'x');
        ring.beginFrame(1, Source.SOCKET, FrameFormat.TEXT, 0, position, FRAME);
        for (int i = 0; i < 2; i++) {
            ring.claim(EventType.REJECTED, 0).set(RejectedFields.LENGTH, 1).varInArena(position, 1);
            ring.publish();
        }
        ring.endFrame();
        ring.consumed().set(0);
        for (int i = 0; i < ARENA / FRAME - 1; i++) {
            ring.arena().claim(FRAME);
        }
        Thread producer = new Thread(() ->
            ring.arena().buffer().putByte(ring.arena().claim(FRAME), (byte) 'y'));
        producer.start();
        // It parks where there is no room, or ends where there is.
        while (producer.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        assertThat(ring.arena().buffer().getByte(position)).isEqualTo((byte) 'x');
        ring.consumed().set(1);
        producer.join();
        assertThat(ring.arena().buffer().getByte(position)).isEqualTo((byte) 'y');
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void framesWithoutEventsNeverFillTheArena() {
        TickRing ring = ring(false);
        for (int i = 0; i < 100; i++) {
            int position = ring.arena().claim(FRAME);
            ring.beginFrame(1, Source.SOCKET, FrameFormat.TEXT, 0, position, FRAME);
            ring.endFrame();
        }
        assertThat(ring.published()).isEqualTo(-1);
    }

    /** As while every socket is down: texts of facts, and not one message. */
    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void factsWithoutFramesNeverFillTheArena() {
        TickRing ring = ring(true);
        for (int i = 0; i < 100; i++) {
            int position = ring.arena().claim(FRAME);
            ring.claim(EventType.CALL, Source.ENGINE, 0, 0).varInArena(position, FRAME);
            ring.publish();
            ring.consumed().set(ring.published());
        }
        assertThat(ring.published()).isEqualTo(99);
        assertThat(ring.arena().waits()).as("there was always room").isZero();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void waitsForTheEngineAreCounted() throws InterruptedException {
        TickRing ring = ring(true);
        for (int i = 0; i < ARENA / FRAME; i++) {
            int position = ring.arena().claim(FRAME);
            ring.claim(EventType.CALL, Source.ENGINE, 0, 0).varInArena(position, FRAME);
            ring.publish();
        }
        assertThat(ring.arena().waits()).isZero();
        Thread producer = new Thread(() -> ring.arena().claim(1));
        producer.start();
        while (producer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        ring.consumed().set(0);
        producer.join();
        assertThat(ring.arena().waits()).isEqualTo(1);
    }
}
