package io.tickwire.replay.simulate.model;

/** The venue's clock: off by something, drifting, and set now and then. True time is ours. */
public final class VenueTime {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long MILLION = 1_000_000L;

    private final long startNs;
    private final long driftPpm;
    private long offsetNs;

    VenueTime(long startNs, long offsetNs, long driftPpm) {
        this.startNs = startNs;
        this.offsetNs = offsetNs;
        this.driftPpm = driftPpm;
    }

    void step(long stepNs) {
        offsetNs += stepNs;
    }

    /**
     * What it is ahead.
     *
     * @param nowNs true time
     * @return its time minus the true one, ns
     */
    public long offsetNs(long nowNs) {
        return offsetNs + (nowNs - startNs) / MILLION * driftPpm;
    }

    /**
     * What it shows.
     *
     * @param nowNs true time
     * @return ms since the epoch
     */
    public long ms(long nowNs) {
        return (nowNs + offsetNs(nowNs)) / MILLION;
    }

    /**
     * Which minute of its weight meter it is.
     *
     * @param nowNs true time
     * @return rising number
     */
    public long minute(long nowNs) {
        return Math.floorDiv(nowNs + offsetNs(nowNs), MINUTE_NS);
    }

    /**
     * How long its minute still lasts.
     *
     * @param nowNs true time
     * @return ns
     */
    public long restOfMinuteNs(long nowNs) {
        return MINUTE_NS - Math.floorMod(nowNs + offsetNs(nowNs), MINUTE_NS);
    }
}
