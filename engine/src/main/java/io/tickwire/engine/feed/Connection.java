package io.tickwire.engine.feed;

import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/** One of a group's links: at most one socket at a time. Engine thread only. */
final class Connection implements State {
    /** Where a connection stands. */
    enum Phase {
        /** No socket, nothing asked. */
        IDLE,
        /** An attempt is in flight. */
        CONNECTING,
        /** The handshake is done. */
        OPEN,
        /** Asked to close; the fact is awaited. */
        CLOSING
    }

    private static final Phase[] PHASES = Phase.values();

    final int id;
    Phase phase = Phase.IDLE;
    /** Number of the latest attempt: the generation that facts must name to count. */
    long attempt;
    /** When it opened, own stalls added; ns. */
    long openedNs;
    /** When it opened, ns: its age. */
    long openedAtNs;
    /** Whether the venue has announced to close it. */
    boolean closeAnnounced;

    Connection(int id) {
        this.id = id;
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("id", id).put("phase", phase).put("attempt", attempt).put("openedNs", openedNs)
            .put("openedAtNs", openedAtNs)
            .put("closeAnnounced", closeAnnounced);
    }

    @Override
    public void readState(StateReader in) {
        phase = PHASES[in.getInt()];
        attempt = in.getLong();
        openedNs = in.getLong();
        openedAtNs = in.getLong();
        closeAnnounced = in.getBoolean();
    }
}
