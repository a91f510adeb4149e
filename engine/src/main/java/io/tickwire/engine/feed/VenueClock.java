package io.tickwire.engine.feed;

import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * The venue's clock as far as it is known: ours plus an offset that its time call gave. Times of a
 * venue are data, so nothing here ever rejects; it tells how late a tick is and where
 * the windows of the venue's limits begin.
 */
final class VenueClock implements State {
    private static final long ASK_EVERY_NS = 60_000_000_000L;
    private static final long RETRY_NS = 30_000_000_000L;
    /** An older offset proves nothing; one answer may be missed. */
    private static final long TRUSTED_NS = 100_000_000_000L;
    private static final long DOUBT_EVERY_NS = 5_000_000_000L;
    /** The first call of a process that has just begun measures that process. */
    private static final long SECOND_LOOK_NS = 10_000_000_000L;
    private static final long MS = 1_000_000L;
    /** What both clocks and the way may make of one moment. */
    private static final long SLACK_MS = 500;

    private boolean known;
    private long offsetNs;
    private long setNs;
    private long askedNs;
    private long nextAskNs;

    /** Takes over an estimate. */
    void set(long estimateNs, long nowNs) {
        nextAskNs = nowNs + (known ? ASK_EVERY_NS : SECOND_LOOK_NS);
        known = true;
        offsetNs = estimateNs;
        setNs = nowNs;
    }

    boolean isDue(long nowNs) {
        return nowNs - nextAskNs >= 0;
    }

    /** Asked; again soon unless an answer comes. */
    void asked(long nowNs) {
        askedNs = nowNs;
        nextAskNs = nowNs + RETRY_NS;
    }

    /**
     * Something looks late, which may be the clock's fault: it is asked again, if not just now,
     * but believed meanwhile unless it is old.
     *
     * @param sinceNs  since when it looks late
     * @param judgedNs when it was last found late
     * @param nowNs    engine time
     * @return whether it is late by an offset beyond doubt
     */
    boolean isTrusted(long sinceNs, long judgedNs, long nowNs) {
        if (setNs - judgedNs >= 0) {
            // Found late by the offset before; the next tick is judged by this one.
            return false;
        }
        if (setNs - sinceNs >= 0) {
            return true;
        }
        if (nowNs - askedNs >= DOUBT_EVERY_NS) {
            nextAskNs = nowNs;
        }
        return nowNs - setNs < TRUSTED_NS;
    }

    /** What the venue's clock shows, ms since the epoch. */
    long venueMs(long engineNs) {
        return (engineNs + offsetNs) / MS;
    }

    /** Whether something of the venue was made after a moment of ours; not where in doubt. */
    boolean isAfter(long eventMs, long engineNs) {
        return known && eventMs > venueMs(engineNs) + SLACK_MS;
    }

    /** How far an event was behind the venue's clock when it came, ms; 0 while unknown. */
    long lagMs(long receiveNs, long eventMs) {
        return known ? (receiveNs + offsetNs) / MS - eventMs : 0;
    }

    /** What the venue's clock shows, ns since the epoch. */
    long venueNs(long nowNs) {
        return nowNs + offsetNs;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("known", known).put("offsetNs", offsetNs).put("setNs", setNs)
            .put("askedNs", askedNs).put("nextAskNs", nextAskNs);
    }

    @Override
    public void readState(StateReader in) {
        known = in.getBoolean();
        offsetNs = in.getLong();
        setNs = in.getLong();
        askedNs = in.getLong();
        nextAskNs = in.getLong();
    }
}
