package io.tickwire.engine.ring;

/** Engine time set by its owner; for imports, simulations and tests. */
public final class VirtualClock implements EngineClock {
    private long nowNs;

    @Override
    public long nowNs() {
        return nowNs;
    }

    /**
     * Moves the clock; an earlier time leaves it where it is.
     *
     * @param timeNs ns since the epoch
     */
    public void advanceTo(long timeNs) {
        nowNs = Math.max(nowNs, timeNs);
    }
}
