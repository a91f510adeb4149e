package io.tickwire.replay.simulate.model;

import io.tickwire.engine.event.StreamKind;

/**
 * One tick on its way, through a socket or in a REST reply. Prices and quantities are mantissas of
 * the market's symbol; which field is what depends on the kind. Recycled.
 */
final class Delivery extends TaskQueue.Task {
    /** Of a tick that is told from others by more than what it says. */
    static final long NO_CONTENT = 0;

    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    private final Network network;
    Socket socket;
    StreamKind kind;
    /** Rises with the market's truth: update id, trade id, or the mark's time in ns. */
    long version;
    /** The number that a socket gives it. */
    long id;
    long a;
    long b;
    long c;
    long d;
    long e;
    long venueMs;
    /** When the market made it, true time, ns. */
    long madeNs;
    /** Whether its venue time is what it was. */
    boolean honest;
    /** Whether that is so far off that it cannot be a time. */
    boolean absurd;

    Delivery(Network network) {
        this.network = network;
    }

    void copy(Delivery other) {
        kind = other.kind;
        version = other.version;
        id = other.id;
        a = other.a;
        b = other.b;
        c = other.c;
        d = other.d;
        e = other.e;
        venueMs = other.venueMs;
        madeNs = other.madeNs;
        honest = other.honest;
        absurd = other.absurd;
    }

    /** What a quote says, in one number; quotes that say the same cannot be told apart by REST. */
    long content() {
        return kind == StreamKind.QUOTE ? ((a * FACTOR ^ b) * FACTOR ^ c) * FACTOR ^ d | 1
            : NO_CONTENT;
    }

    @Override
    protected boolean isOurs() {
        return true;
    }

    @Override
    protected void run(long nowNs) {
        network.arrived(this, nowNs);
    }
}
