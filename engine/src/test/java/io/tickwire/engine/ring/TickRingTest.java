package io.tickwire.engine.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.SequenceBarrier;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FrameFields;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.RejectedFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.TimerFields;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ring and its arena between two threads: wrapped around, full, stopped. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class TickRingTest {
    private static final int SLOTS = 8;
    private static final int ARENA = 4096;

    private final VirtualClock clock = new VirtualClock();
    private final Event event = new Event();

    private TickRing ring(boolean frames) {
        return new TickRing(SLOTS, ARENA, new BlockingWaitStrategy(), clock, 101, frames);
    }

    private static void timer(TickRing ring, long lateNs) {
        ring.claim(EventType.TIMER, Source.ENGINE, 0, 0).set(TimerFields.LATE_NS, lateNs);
        ring.publish();
    }

    @Test
    void anEventHasItsHeaderAndNothingElse() {
        TickRing ring = ring(true);
        clock.advanceTo(5_000);
        int position = ring.arena().claim(10);
        ring.beginFrame(7, Source.POLL, FrameFormat.TEXT, 4_000, position, 10);
        ring.claim(EventType.QUOTE, 3).exponents(-2, -3).set(QuoteFields.BID, 42);
        ring.publish();
        ring.claim(EventType.QUOTE, 4);
        ring.publish();
        ring.endFrame();
        ring.wrap(event, 0);
        assertThat(event.type()).isEqualTo(EventType.QUOTE);
        assertThat(event.sequence()).isEqualTo(101);
        assertThat(event.engineNs()).isEqualTo(5_000);
        assertThat(event.receiveNs()).isEqualTo(4_000);
        assertThat(event.link()).isEqualTo(7);
        assertThat(event.sourceCode()).isEqualTo(Source.POLL.ordinal());
        assertThat(event.instrument()).isEqualTo(3);
        assertThat(event.get(QuoteFields.BID)).isEqualTo(42);
        assertThat(event.get(QuoteFields.ASK)).isEqualTo(Event.ABSENT);
        assertThat(event.frameLength()).isEqualTo(10);
        assertThat(event.framePosition()).isEqualTo(position);
        ring.wrap(event, 1);
        assertThat(event.sequence()).isEqualTo(102);
        assertThat(event.get(QuoteFields.BID)).isEqualTo(Event.ABSENT);
        assertThat(event.frameLength()).as("only the first event has the frame").isZero();
        assertThat(ring.published()).isEqualTo(1);
    }

    @Test
    void aFrameWithoutEventsIsOneItself() {
        TickRing ring = ring(true);
        int position = ring.arena().claim(10);
        ring.beginFrame(7, Source.SOCKET, FrameFormat.TEXT, 4_000, position, 10);
        ring.endFrame();
        ring.frameSent(7, FrameFormat.TEXT, position, 10);
        ring.wrap(event, 0);
        assertThat(event.type()).isEqualTo(EventType.FRAME);
        assertThat(event.get(FrameFields.SENT)).isZero();
        assertThat(event.varLength()).isEqualTo(10);
        assertThat(event.varOffset()).isEqualTo(position);
        ring.wrap(event, 1);
        assertThat(event.get(FrameFields.SENT)).isOne();
        assertThat(ring.published()).isEqualTo(1);

        TickRing silent = ring(false);
        int other = silent.arena().claim(10);
        silent.beginFrame(7, Source.SOCKET, FrameFormat.TEXT, 4_000, other, 10);
        silent.endFrame();
        silent.frameSent(7, FrameFormat.TEXT, other, 10);
        assertThat(silent.published()).isEqualTo(-1);
    }

    @Test
    void aClaimedEventThatTurnsOutBadBecomesAnother() {
        TickRing ring = ring(true);
        int position = ring.arena().claim(10);
        ring.beginFrame(7, Source.SOCKET, FrameFormat.TEXT, 4_000, position, 10);
        ring.claim(EventType.QUOTE, 3).set(QuoteFields.BID, 42);
        ring.reclaim(EventType.REJECTED, 0)
            .set(RejectedFields.REASON, RejectReason.NOT_JSON.ordinal());
        ring.publish();
        ring.endFrame();
        ring.wrap(event, 0);
        assertThat(event.type()).isEqualTo(EventType.REJECTED);
        assertThat(event.instrument()).isZero();
        assertThat(event.get(RejectedFields.LENGTH)).isEqualTo(Event.ABSENT);
        assertThat(event.frameLength()).isEqualTo(10);
        assertThat(event.sequence()).isEqualTo(101);
        assertThat(ring.published()).isZero();
    }

    @Test
    void outsideOfAFrameTooAndItsSourceAndLinkStay() {
        TickRing ring = ring(true);
        clock.advanceTo(6_000);
        assertThat(ring.nowNs()).isEqualTo(6_000);
        ring.claim(EventType.TIMER, Source.REST, 9, 3).set(TimerFields.LATE_NS, 5);
        ring.reclaim(EventType.REJECTED, 4)
            .set(RejectedFields.REASON, RejectReason.NOT_JSON.ordinal());
        ring.publish();
        ring.wrap(event, 0);
        assertThat(event.type()).isEqualTo(EventType.REJECTED);
        assertThat(event.sourceCode()).isEqualTo(Source.REST.ordinal());
        assertThat(event.link()).isEqualTo(9);
        assertThat(event.instrument()).isEqualTo(4);
        assertThat(event.receiveNs()).isEqualTo(6_000);
        assertThat(event.get(RejectedFields.REASON)).isEqualTo(RejectReason.NOT_JSON.ordinal());
        assertThat(event.get(RejectedFields.LENGTH)).isEqualTo(Event.ABSENT);
    }

    @Test
    void aFullRingWaitsAndGoesOn() throws InterruptedException {
        TickRing ring = ring(true);
        Thread producer = new Thread(() -> {
            for (int i = 0; i <= SLOTS; i++) {
                timer(ring, i);
            }
        });
        producer.start();
        while (producer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(ring.published()).as("nothing is written over").isEqualTo(SLOTS - 1);
        assertThat(ring.wrap(event, 0).get(TimerFields.LATE_NS)).isZero();
        ring.consumed().set(0);
        producer.join();
        assertThat(ring.published()).isEqualTo(SLOTS);
        assertThat(ring.wrap(event, SLOTS).get(TimerFields.LATE_NS)).isEqualTo(SLOTS);
        assertThat(ring.waits()).isEqualTo(1);
    }

    @Test
    void aStoppedRingThrowsInsteadOfWaiting() throws InterruptedException {
        TickRing ring = ring(true);
        CompletableFuture<Throwable> waiting = new CompletableFuture<>();
        Thread producer = new Thread(() -> {
            try {
                for (int i = 0; i <= SLOTS; i++) {
                    timer(ring, i);
                }
                waiting.complete(null);
            } catch (EngineStoppedException stopped) {
                waiting.complete(stopped);
            }
        });
        producer.start();
        while (producer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        ring.stop();
        assertThat(waiting.join()).isInstanceOf(EngineStoppedException.class);
        producer.join();

        TickRing fullArena = ring(true);
        for (int i = 0; i < 4; i++) {
            fullArena.arena().claim(ARENA / 4);
        }
        fullArena.stop();
        assertThatThrownBy(() -> fullArena.arena().claim(1))
            .isInstanceOf(EngineStoppedException.class);
    }

    @Test
    void aMessageLongerThanTheLimitIsRefused() {
        Arena arena = ring(true).arena();
        assertThat(arena.maxLength()).isEqualTo(ARENA / 4);
        assertThat(arena.claim(arena.maxLength())).isZero();
        assertThatThrownBy(() -> arena.claim(arena.maxLength() + 1))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> arena.claim(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void messagesOfAnyLengthArriveWholeHoweverOftenItWraps() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("TickRingTest seed " + seed);
        TickRing ring = ring(true);
        int messages = 20_000;
        Thread producer = new Thread(() -> produce(ring, new Random(seed), messages));
        producer.start();
        SequenceBarrier barrier = ring.newBarrier();
        Random random = new Random(seed);
        long next = 0;
        for (int message = 0; message < messages; message++) {
            int length = random.nextInt(ring.arena().maxLength() + 1);
            int events = random.nextInt(4);
            for (int i = 0; i < Math.max(1, events); i++) {
                barrier.waitFor(next);
                ring.wrap(event, next);
                boolean frame = events == 0;
                assertThat(event.type()).isEqualTo(frame ? EventType.FRAME : EventType.REJECTED);
                assertThat(event.varLength()).isEqualTo(length);
                assertThat(event.varOffset() + length).as("in one piece")
                    .isLessThanOrEqualTo(ARENA);
                for (int at = 0; at < length; at += 13) {
                    byte found = event.varBuffer().getByte(event.varOffset() + at);
                    if (found != (byte) (message + at)) {
                        throw new AssertionError("seed " + seed + ", message " + message
                            + ", byte " + at + ": " + found);
                    }
                }
                ring.consumed().set(next++);
            }
        }
        producer.join();
        assertThat(ring.published()).isEqualTo(next - 1);
        assertThat(ring.arena().waits() + ring.waits()).isPositive();
    }

    private static void produce(TickRing ring, Random random, int messages) {
        for (int message = 0; message < messages; message++) {
            int length = random.nextInt(ring.arena().maxLength() + 1);
            int events = random.nextInt(4);
            int position = ring.arena().claim(length);
            for (int at = 0; at < length; at++) {
                ring.arena().buffer().putByte(position + at, (byte) (message + at));
            }
            ring.beginFrame(1, Source.SOCKET, FrameFormat.TEXT, 0, position, length);
            for (int i = 0; i < events; i++) {
                ring.claim(EventType.REJECTED, 0).varInArena(position, length);
                ring.publish();
            }
            ring.endFrame();
        }
    }

    @Test
    void slotsAndArenaArePowersOfTwo() {
        assertThatThrownBy(
            () -> new TickRing(12, ARENA, new BlockingWaitStrategy(), clock, 1, true))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("12");
        assertThatThrownBy(
            () -> new TickRing(SLOTS, 1000, new BlockingWaitStrategy(), clock, 1, true))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1000");
        assertThat(Header.SLOT_LENGTH).isEqualTo(128);
    }

    @Test
    void aBodyIsTakenWholeAndItsFrameWithIt() {
        TickRing ring = ring(true);
        EventType type = EventType.QUOTE;
        UnsafeBuffer body = new UnsafeBuffer(new byte[type.bodyLength()]);
        for (int at = 0; at < type.bodyLength(); at += Long.BYTES) {
            body.putLong(at, 1_000 + at, ByteOrder.LITTLE_ENDIAN);
        }
        int position = ring.arena().claim(10);
        ring.beginFrame(7, Source.SOCKET, FrameFormat.TEXT, 4_000, position, 10);
        ring.claim(type, 3, body).exponents(-2, -3);
        ring.publish();
        ring.endFrame();
        ring.wrap(event, 0);
        assertThat(event.type()).isEqualTo(type);
        assertThat(event.instrument()).isEqualTo(3);
        assertThat(event.receiveNs()).isEqualTo(4_000);
        assertThat(event.priceExponent()).isEqualTo(-2);
        assertThat(event.quantityExponent()).isEqualTo(-3);
        assertThat(event.frameLength()).isEqualTo(10);
        for (int at = 0; at < type.bodyLength(); at += Long.BYTES) {
            assertThat(event.get(Header.LENGTH + at)).isEqualTo(1_000 + at);
        }
    }
}
