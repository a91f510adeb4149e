package io.tickwire.engine.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.BusySpinWaitStrategy;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.latency.Hop;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What one read of a socket brings: handed over in pieces, stamped by one reading of the clock. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
final class TickRingReadTest {
    private static final int SLOTS = 256;
    private static final int ARENA = 1024;

    private final VirtualClock clock = new VirtualClock();
    private final Event event = new Event();
    private final TickRing ring = ring(SLOTS);

    private TickRing ring(int slots) {
        return new TickRing(slots, ARENA, new BusySpinWaitStrategy(), clock, 1, true);
    }

    private static void publish(TickRing ring, int count) {
        for (int i = 0; i < count; i++) {
            ring.claim(EventType.TIMER, Source.ENGINE, 0, 0);
            ring.publish();
        }
    }

    private List<Long> stamps(long from, long to) {
        return LongStream.rangeClosed(from, to)
            .map(at -> ring.wrap(event, at).engineNs()).boxed().toList();
    }

    @Test
    void isHandedOverAtItsEndAndALongOneInPieces() {
        ring.beginRead();
        publish(ring, TickRing.MAX_PIECE - 1);
        assertThat(ring.published()).isEqualTo(-1);
        publish(ring, 1);
        assertThat(ring.published()).isEqualTo(TickRing.MAX_PIECE - 1);
        publish(ring, 5);
        assertThat(ring.published()).isEqualTo(TickRing.MAX_PIECE - 1);
        ring.endRead();
        assertThat(ring.published()).isEqualTo(TickRing.MAX_PIECE + 4);
        publish(ring, 1);
        assertThat(ring.published()).as("outside of a read").isEqualTo(TickRing.MAX_PIECE + 5);
        ring.beginRead();
        ring.endRead();
        assertThat(ring.published()).as("one without messages").isEqualTo(TickRing.MAX_PIECE + 5);
    }

    @Test
    void whatIsClaimedAndNotPublishedIsNotHandedOver() {
        ring.beginRead();
        publish(ring, 2);
        ring.claim(EventType.TIMER, Source.ENGINE, 0, 0);
        ring.endRead();
        assertThat(ring.published()).isEqualTo(1);
        ring.publish();
        assertThat(ring.published()).isEqualTo(2);
    }

    @Test
    void itsEventsAreANanosecondApartBehindOneReadingOfTheClock() {
        publish(ring, 1);
        clock.advanceTo(5_000);
        assertThat(ring.beginRead()).isEqualTo(5_000);
        publish(ring, 2);
        clock.advanceTo(9_000);
        publish(ring, 1);
        ring.endRead();
        publish(ring, 1);
        assertThat(stamps(1, 4)).containsExactly(5_001L, 5_002L, 5_003L, 9_000L);
    }

    @Test
    void timeNeverStepsBackFromWhatAReadHasCounted() {
        publish(ring, 1);
        clock.advanceTo(5_000);
        ring.beginRead();
        publish(ring, 3);
        ring.endRead();
        publish(ring, 1);
        clock.advanceTo(5_001);
        assertThat(ring.beginRead()).isEqualTo(5_003);
        publish(ring, 1);
        ring.endRead();
        assertThat(stamps(1, 5)).containsExactly(5_001L, 5_002L, 5_003L, 5_003L, 5_004L);
    }

    /** Their way through the process is measured from when they are claimed. */
    @Test
    void theSampledOnesAreStampedByTheClock() {
        clock.advanceTo(5_000);
        ring.beginRead();
        publish(ring, Hop.SAMPLED_ONE_IN);
        clock.advanceTo(9_000);
        publish(ring, 2);
        ring.endRead();
        assertThat(stamps(Hop.SAMPLED_ONE_IN - 1, Hop.SAMPLED_ONE_IN + 1))
            .containsExactly(5_063L, 9_000L, 9_001L);
    }

    @Test
    void aFullRingGetsWhatThereIsAndTimeHasPassedThen() throws InterruptedException {
        TickRing few = ring(8);
        clock.advanceTo(5_000);
        Thread producer = new Thread(() -> {
            few.beginRead();
            publish(few, 9);
            few.endRead();
        });
        producer.start();
        while (few.published() < 7) {
            Thread.onSpinWait();
        }
        clock.advanceTo(9_000);
        few.consumed().set(7);
        producer.join();
        assertThat(few.published()).isEqualTo(8);
        assertThat(few.waits()).isEqualTo(1);
        assertThat(few.wrap(event, 8).engineNs()).isEqualTo(9_000);
    }

    @Test
    void soDoesTheArenaThatIsFull() throws InterruptedException {
        Thread producer = new Thread(() -> {
            ring.beginRead();
            for (int i = 0; i < 5; i++) {
                int position = ring.arena().claim(ARENA / 4);
                ring.claim(EventType.CALL, Source.ENGINE, 0, 0).varInArena(position, ARENA / 4);
                ring.publish();
            }
            ring.endRead();
        });
        producer.start();
        // What it hands over is seen before it waits; room made in between would spare it the wait.
        while (producer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(ring.published()).isEqualTo(3);
        ring.consumed().set(0);
        producer.join();
        assertThat(ring.published()).isEqualTo(4);
        assertThat(ring.arena().waits()).isEqualTo(1);
    }
}
