package io.tickwire.engine.ring;

/**
 * Engine time of a live session: an epoch anchored once per incarnation, at the later of the wall
 * clock and the last journaled engine time, plus the monotonic clock. That one stands still while
 * the machine is suspended, so engine time follows the wall clock over a leap, never back.
 */
public final class MonotonicClock implements EngineClock {
    /** Clocks that are disciplined drift and are set by less. */
    private static final long LEAP_NS = 2_000_000_000L;
    /** Whoever stood still between two readings cannot compare them. */
    private static final long ONE_MOMENT_NS = 100_000_000L;

    /** Written by the producer alone. */
    private volatile long epochOffsetNs;
    /** By how much the wall clock was ahead of the monotonic one when both were read last. */
    private long wallAheadNs;

    private MonotonicClock(long epochOffsetNs, long wallAheadNs) {
        this.epochOffsetNs = epochOffsetNs;
        this.wallAheadNs = wallAheadNs;
    }

    /**
     * Anchors the clock now.
     *
     * @param lastEngineNs last journaled engine time, 0 for a new session
     * @return a clock that starts at the later of that and the wall clock
     */
    public static MonotonicClock anchor(long lastEngineNs) {
        long wallNs = wallNs();
        long monotonicNs = System.nanoTime();
        return new MonotonicClock(
            Math.max(wallNs, lastEngineNs) - monotonicNs, wallNs - monotonicNs);
    }

    private static long wallNs() {
        return Math.multiplyExact(System.currentTimeMillis(), 1_000_000L);
    }

    @Override
    public long nowNs() {
        return epochOffsetNs + System.nanoTime();
    }

    @Override
    public long followLeap() {
        long beforeNs = System.nanoTime();
        long wallNs = wallNs();
        long monotonicNs = System.nanoTime();
        return monotonicNs - beforeNs > ONE_MOMENT_NS ? 0 : followLeap(wallNs, monotonicNs);
    }

    /** The same by what both clocks show at one moment. */
    long followLeap(long wallNs, long monotonicNs) {
        long aheadNs = wallNs - monotonicNs;
        long leapNs = aheadNs - wallAheadNs;
        wallAheadNs = aheadNs;
        if (leapNs <= LEAP_NS) {
            return 0;
        }
        epochOffsetNs += leapNs;
        return leapNs;
    }
}
