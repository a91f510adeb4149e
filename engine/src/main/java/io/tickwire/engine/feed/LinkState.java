package io.tickwire.engine.feed;

import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/** What the supervision knows of one link. Engine thread only. */
final class LinkState {
    /** Where a link stands. */
    enum Phase {
        /** Not planned in this incarnation; nobody executes requests for it. */
        UNMANAGED,
        /** Down; the next attempt has a time. */
        DOWN,
        /** An attempt is in flight. */
        CONNECTING,
        /** The handshake is done. */
        OPEN,
        /** Asked to close; the fact is awaited. */
        CLOSING
    }

    private static final Phase[] PHASES = Phase.values();

    final int id;
    Phase phase = Phase.UNMANAGED;
    /** Attempts of this incarnation, also the attempt number journaled. */
    long attempts;
    /** Attempts in a row without a tick; the exponent of the back-off. */
    long failures;
    /** Earliest time of the next attempt, ns. */
    long nextAttemptNs;
    /** Times of the latest attempts, a ring as long as the storm limit; 0 = none. */
    final long[] attemptNs;
    int nextAttemptSlot;

    LinkState(int id, int stormPerMinute) {
        this.id = id;
        this.attemptNs = new long[stormPerMinute];
    }

    void write(StateWriter out) {
        out.put(id).put(phase.ordinal()).put(attempts).put(failures).put(nextAttemptNs)
            .put(nextAttemptSlot);
        for (long ns : attemptNs) {
            out.put(ns);
        }
    }

    void read(StateReader in) {
        phase = PHASES[in.getInt()];
        attempts = in.getLong();
        failures = in.getLong();
        nextAttemptNs = in.getLong();
        nextAttemptSlot = in.getInt();
        for (int i = 0; i < attemptNs.length; i++) {
            attemptNs[i] = in.getLong();
        }
    }
}
