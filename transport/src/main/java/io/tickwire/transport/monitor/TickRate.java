package io.tickwire.transport.monitor;

/** Ticks a second over the last five seconds of engine time. */
final class TickRate {
    private static final long BUCKET_NS = 500_000_000L;
    private static final int BUCKETS = 10;
    private static final double BUCKETS_A_SECOND = 1e9 / BUCKET_NS;

    // One more than are averaged: the one that is being filled counts when it is full.
    private final long[] counts = new long[BUCKETS + 1];
    private long first = -1;
    private long current;

    /** Time goes on to {@code nowNs}. */
    void advance(long nowNs) {
        long bucket = nowNs / BUCKET_NS;
        if (first < 0) {
            first = bucket;
            current = bucket;
        }
        long empty = Math.min(bucket - current, counts.length);
        for (long i = 0; i < empty; i++) {
            counts[(int) ((bucket - i) % counts.length)] = 0;
        }
        current = Math.max(current, bucket);
    }

    /** A tick at the time last advanced to. */
    void tick() {
        counts[(int) (current % counts.length)]++;
    }

    /** Mean over the full buckets, 0 before the first is full. */
    double perSecond() {
        long full = first < 0 ? 0 : Math.min(BUCKETS, current - first);
        long ticks = 0;
        for (long i = 1; i <= full; i++) {
            ticks += counts[(int) ((current - i) % counts.length)];
        }
        return full == 0 ? 0 : ticks * BUCKETS_A_SECOND / full;
    }
}
