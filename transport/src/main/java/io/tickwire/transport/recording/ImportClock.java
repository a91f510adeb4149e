package io.tickwire.transport.recording;

import io.tickwire.engine.ring.InputPublisher;
import io.tickwire.engine.ring.VirtualClock;

/**
 * Engine time of an import: the recorder's receive time, never stepping back, with a TIMER every
 * {@code timer.every}; a gap of over a minute gets one late TIMER a minute.
 */
final class ImportClock {
    /** Longest gap that a line may leave behind the one before: ten years. */
    static final long MAX_GAP_NS = 3_653L * 86_400 * 1_000_000_000;
    private static final long MINUTE_NS = 60_000_000_000L;

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

    /** Whether a time may be the next. */
    boolean accepts(long receiveNs) {
        return !started || receiveNs - lastTimerNs <= MAX_GAP_NS;
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
