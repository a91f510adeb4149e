package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.Event;

/**
 * Checks one rule: reads the journal's records as they are written, and judges after each TIMER.
 * Deliberately simple, and shares no code with the feed supervision.
 */
abstract class Check {
    /**
     * A record was journaled, input or output.
     *
     * @param event valid during the call
     */
    void onRecord(Event event) {
    }

    /**
     * A TIMER and all it led to was journaled.
     *
     * @param nowNs its engine time
     */
    void onTimer(long nowNs) {
    }
}
