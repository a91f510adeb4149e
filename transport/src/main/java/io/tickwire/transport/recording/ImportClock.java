package io.tickwire.transport.recording;

import io.tickwire.engine.ring.InputPublisher;
import io.tickwire.engine.ring.VirtualClock;

/**
 * Engine time of an import: the recorder's receive time, never stepping back, with a TIMER every
 * {@code timer.every}; a gap of over a minute gets one late TIMER a minute, for its last day, and
 * one for all the time before that.
 */
final class ImportClock {
    private static final long MINUTE_NS = 60_000_000_000L;
    /** Of a longer gap not every minute is told: years would fill the journal. */
    private static final long MAX_MINUTES_NS = 1_440 * MINUTE_NS;

    private final VirtualClock clock;
    private final InputPublisher inputs;
    private final long everyNs;
    private long lastTimerNs;
    private boolean started;

    ImportClock(VirtualClock clock, InputPublisher inputs, long everyNs) {
        this.clock = clock;
        this.inputs = inputs;
        this.everyNs = everyNs;
    }

    /** Goes on to a time, with the TIMERs before it. */
    void advanceTo(long receiveNs) {
        if (!started) {
            started = true;
            clock.advanceTo(receiveNs);
            lastTimerNs = receiveNs;
            inputs.timer(0);
            return;
        }
        long beforeNs = receiveNs - lastTimerNs - MAX_MINUTES_NS;
        if (beforeNs > MINUTE_NS) {
            timer(beforeNs);
        }
        while (receiveNs - lastTimerNs > MINUTE_NS) {
            timer(MINUTE_NS);
        }
        while (receiveNs - lastTimerNs >= everyNs) {
            timer(everyNs);
        }
        clock.advanceTo(receiveNs);
    }

    private void timer(long stepNs) {
        lastTimerNs += stepNs;
        clock.advanceTo(lastTimerNs);
        inputs.timer(stepNs - everyNs);
    }
}
