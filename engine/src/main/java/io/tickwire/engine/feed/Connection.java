package io.tickwire.engine.feed;

import io.tickwire.engine.event.Event;
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
    /** How often the venue wants to hear from us, ns; {@link Event#ABSENT} = never. */
    long keepAliveNs = Event.ABSENT;
    /** When it last heard from us, or the connection opened; ns. */
    long keptAliveNs;
    /** Whether it is asked for that the venue hears from us, so that it is asked for once. */
    boolean keepingAlive;
    /** When it last brought a message that was rejected, ns. */
    long rejectedNs;

    Connection(int id) {
        this.id = id;
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    /** The handshake is done. */
    void opened(long nowNs) {
        phase = Phase.OPEN;
        openedNs = nowNs;
        openedAtNs = nowNs;
        closeAnnounced = false;
        keptAliveNs = nowNs;
        keepingAlive = false;
    }

    /** The venue has heard from us. */
    void keptAlive(long nowNs) {
        keptAliveNs = nowNs;
        keepingAlive = false;
    }

    /** Whether the venue should hear from us now. */
    boolean isKeepAliveDue(long nowNs) {
        return isOpen() && keepAliveNs != Event.ABSENT && !keepingAlive
            && nowNs - keptAliveNs >= keepAliveNs;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("id", id).put("phase", phase).put("attempt", attempt).put("openedNs", openedNs)
            .put("openedAtNs", openedAtNs)
            .put("closeAnnounced", closeAnnounced).put("keepAliveNs", keepAliveNs)
            .put("keptAliveNs", keptAliveNs).put("keepingAlive", keepingAlive)
            .put("rejectedNs", rejectedNs);
    }

    @Override
    public void readState(StateReader in) {
        phase = PHASES[in.getInt()];
        attempt = in.getLong();
        openedNs = in.getLong();
        openedAtNs = in.getLong();
        closeAnnounced = in.getBoolean();
        keepAliveNs = in.getLong();
        keptAliveNs = in.getLong();
        keepingAlive = in.getBoolean();
        rejectedNs = in.getLong();
    }
}
