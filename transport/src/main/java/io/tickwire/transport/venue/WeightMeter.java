package io.tickwire.transport.venue;

/** Weight used in the minute of the clock, as the venue's header tells it (protocols A4). */
final class WeightMeter {
    private static final long MINUTE_MS = 60_000;

    private long minute;
    private int used;

    /**
     * Charges a call.
     *
     * @param weight of the call
     * @param nowMs  since the epoch
     * @return weight used in this minute
     */
    int charge(int weight, long nowMs) {
        long now = Math.floorDiv(nowMs, MINUTE_MS);
        if (now != minute) {
            minute = now;
            used = 0;
        }
        used += weight;
        return used;
    }
}
