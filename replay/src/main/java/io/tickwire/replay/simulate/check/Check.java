package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.Event;

/**
 * Watches over one rule: reads the journal's records as they are written, and is asked to judge
 * after each TIMER. Plain and naive, and knows no code of the feed supervision.
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
