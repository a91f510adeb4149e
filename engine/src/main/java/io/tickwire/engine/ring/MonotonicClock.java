package io.tickwire.engine.ring;

/**
 * Engine time of a live session: an epoch anchored once per incarnation, at the later of the wall
 * clock and the last journaled engine time, plus the monotonic clock.
 */
public final class MonotonicClock implements EngineClock {
    private final long epochOffsetNs;

    private MonotonicClock(long epochOffsetNs) {
        this.epochOffsetNs = epochOffsetNs;
    }

    /**
     * Anchors the clock now.
     *
     * @param lastEngineNs last journaled engine time, 0 for a new session
     * @return a clock that starts at the later of that and the wall clock
     */
    public static MonotonicClock anchor(long lastEngineNs) {
        long wallNs = Math.multiplyExact(System.currentTimeMillis(), 1_000_000L);
        return new MonotonicClock(Math.max(wallNs, lastEngineNs) - System.nanoTime());
    }

    @Override
    public long nowNs() {
        return epochOffsetNs + System.nanoTime();
    }
}
