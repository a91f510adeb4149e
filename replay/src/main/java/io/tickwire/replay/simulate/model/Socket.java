package io.tickwire.replay.simulate.model;

import io.tickwire.engine.event.StreamKind;

/** One attempt of one connection, and what becomes of it. */
final class Socket {
    /** How far it has come. */
    enum Phase {
        /** Asked for; the outcome is under way. */
        CONNECTING,
        /** The handshake is done. */
        OPEN,
        /** The fact that it is gone is told, or will be without anything before it. */
        GONE
    }

    final int link;
    final long attempt;
    Phase phase = Phase.CONNECTING;
    long openedNs;
    /** Whether the venue sends. */
    boolean subscribed;
    /** Acknowledged but silent. */
    boolean silent;
    /** Whether the venue has closed it, though that is still under way. */
    boolean closing;
    /** When what was sent last arrives; what follows cannot arrive before. */
    long lastArrivalNs;
    /** A tick that waits for the one after it, by kind. */
    final Delivery[] held = new Delivery[StreamKind.values().length];
    private final boolean[] muted = new boolean[StreamKind.values().length];

    Socket(int link, long attempt) {
        this.link = link;
        this.attempt = attempt;
    }

    int group() {
        return ModelConnections.of(link);
    }

    void mute(StreamKind kind) {
        muted[kind.ordinal()] = true;
    }

    boolean isMuted(StreamKind kind) {
        return muted[kind.ordinal()];
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }
}
