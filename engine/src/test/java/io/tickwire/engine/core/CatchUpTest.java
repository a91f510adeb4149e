package io.tickwire.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.TimerFields;
import io.tickwire.engine.stage.Given;
import org.junit.jupiter.api.Test;

/** Engine time of what waited in the ring, and the lateness of the TIMERs among it. */
final class CatchUpTest {
    private static final long MS = 1_000_000L;

    private final CatchUp catchUp = new CatchUp();
    private final Given given = new Given();

    private Event taken(Event event, long behindNs) {
        catchUp.onTaken(event, event.engineNs() + behindNs);
        return event;
    }

    @Test
    void whatIsTakenSoonKeepsItsTime() {
        long ns = given.nowNs();
        assertThat(taken(given.mark(1, 1, 1), 100 * MS).engineNs()).isEqualTo(ns);
        assertThat(taken(given.timer(3), 100 * MS).get(TimerFields.LATE_NS)).isEqualTo(3);
    }

    @Test
    void whatWaitedIsStampedAsItIsTaken() {
        long ns = given.nowNs();
        assertThat(taken(given.mark(1, 1, 1), 100 * MS + 1).engineNs()).isEqualTo(ns + 100 * MS + 1);
    }

    @Test
    void timeNeverStepsBackWhereTheBacklogEnds() {
        long ns = given.nowNs();
        assertThat(taken(given.mark(1, 1, 1), 5_000 * MS).engineNs()).isEqualTo(ns + 5_000 * MS);
        Event next = given.after(4_990 * MS).mark(1, 1, 2);
        catchUp.onTaken(next, ns + 5_001 * MS);
        assertThat(next.engineNs()).isEqualTo(ns + 5_000 * MS);
    }

    @Test
    void theTimersOfABacklogAreLateByWhatTheEngineLostAndOnce() {
        long late = 0;
        long ns = given.nowNs();
        for (int i = 0; i < 100; i++) {
            Event timer = given.after(50 * MS).timer(0);
            catchUp.onTaken(timer, ns + 5_050 * MS);
            assertThat(timer.type()).isEqualTo(EventType.TIMER);
            late += timer.get(TimerFields.LATE_NS);
        }
        assertThat(late).isEqualTo(5_000 * MS);
    }

    @Test
    void aLateTimerThatWaitedIsLateByBoth() {
        assertThat(taken(given.timer(7 * MS), 200 * MS).get(TimerFields.LATE_NS))
            .isEqualTo(207 * MS);
    }
}
