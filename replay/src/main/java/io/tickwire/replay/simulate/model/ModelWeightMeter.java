package io.tickwire.replay.simulate.model;

/** The venue's count of REST weight by address, for each minute of its clock. */
public final class ModelWeightMeter {
    private static final long MINUTE_NS = 60_000_000_000L;

    private final VenueTime time;
    private final long limit;
    private long minute;
    private long ours;
    private long others;
    private long othersPerMinute;
    private long othersSinceNs;
    private long othersUntilNs;

    ModelWeightMeter(VenueTime time, long limit) {
        this.time = time;
        this.limit = limit;
    }

    /** Somebody else spends evenly for a while. */
    void shared(long perMinute, long nowNs, long untilNs) {
        turnOver(nowNs);
        othersPerMinute = perMinute;
        othersSinceNs = nowNs;
        othersUntilNs = untilNs;
    }

    /** We spend. */
    void spend(long weight, long nowNs) {
        turnOver(nowNs);
        ours += weight;
    }

    private void turnOver(long nowNs) {
        long now = time.minute(nowNs);
        long untilNs = Math.min(nowNs, othersUntilNs);
        if (now != minute) {
            minute = now;
            ours = 0;
            others = 0;
            othersSinceNs = Math.max(othersSinceNs,
                nowNs - MINUTE_NS + time.restOfMinuteNs(nowNs));
        }
        if (untilNs > othersSinceNs) {
            others += othersPerMinute * (untilNs - othersSinceNs) / MINUTE_NS;
            othersSinceNs = untilNs;
        }
    }

    /** Spent in this minute by all together. */
    long used(long nowNs) {
        turnOver(nowNs);
        return ours + others;
    }

    /** @return allowed in a minute */
    public long limit() {
        return limit;
    }

    /**
     * What we have spent.
     *
     * @param nowNs true time
     * @return in this minute
     */
    public long ours(long nowNs) {
        turnOver(nowNs);
        return ours;
    }
}
