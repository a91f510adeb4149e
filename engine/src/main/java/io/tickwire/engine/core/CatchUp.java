package io.tickwire.engine.core;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.TimerFields;

/**
 * Engine time of events that waited in the ring, because the engine thread stood still or the
 * strategy took long: they are stamped when they are claimed, and a stage that took that for now
 * would act upon a backlog as if it were fresh. So where the engine is behind, it stamps them anew
 * as it takes them, before they are journaled: a replay reads the same. The TIMER that follows is
 * late by what the engine has lost. Engine thread only.
 */
final class CatchUp {
    /** What a busy machine makes of a hand-over between two threads. */
    static final long USUAL_NS = 100_000_000L;

    private long lastNs;
    private long timerBehindNs;

    /**
     * An event is taken.
     *
     * @param event of the ring, not yet journaled; may be stamped anew
     * @param nowNs the producer's clock
     */
    void onTaken(Event event, long nowNs) {
        long claimedNs = event.engineNs();
        long behindNs = nowNs - claimedNs;
        if (behindNs > USUAL_NS || claimedNs < lastNs) {
            event.engineNs(Math.max(lastNs, behindNs > USUAL_NS ? nowNs : claimedNs));
        }
        lastNs = event.engineNs();
        if (event.type() == EventType.TIMER) {
            onTimer(event, lastNs - claimedNs);
        }
    }

    private void onTimer(Event timer, long behindNs) {
        long lostNs = behindNs - timerBehindNs;
        timerBehindNs = behindNs;
        if (lostNs > 0) {
            timer.set(TimerFields.LATE_NS, timer.get(TimerFields.LATE_NS) + lostNs);
        }
    }
}
