package io.tickwire.transport;

import io.tickwire.engine.ring.EngineClock;

/** Engine time that the producer sets and the engine thread may read. */
final class PacedClock implements EngineClock {
    private volatile long nowNs;

    PacedClock(long startNs) {
        nowNs = startNs;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    void advanceTo(long timeNs) {
        nowNs = timeNs;
    }
}
