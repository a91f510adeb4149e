package io.tickwire.engine.feed;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * What REST says about one stream whose socket is in doubt: whether an answer is wanted, whether
 * there was one, and whether it showed something that the socket has not brought. Engine thread
 * only.
 */
final class RestEvidence implements State {
    /** When a call last answered for it, own stalls added, ns; 0 = never. */
    long answeredNs;
    /** Own stalls added to that since it was set, ns. */
    long creditedNs;
    /** Whether the last request for it had no good answer. */
    boolean unanswered;
    /** Whether it has answered since the subscription, to be compared with later. */
    boolean hasBase;
    /** Whether rows have moved from answer to answer since polls began. */
    boolean moves;
    /**
     * When its answers could last come out of a cache, for all that its symbol's others have shown,
     * ns; 0 = it has answered to what was asked later.
     */
    long unprovenNs;
    /** The venue's time of the last row since polls began, ms; absent before. */
    private long rowMs = Event.ABSENT;
    private long aheadNs;
    private long probePendingNs;

    /** Whether it has shown something that the socket has not brought. */
    boolean isAhead() {
        return aheadNs != 0;
    }

    /** Whether that is so, and has been for so long. */
    boolean isAheadFor(long ns, long nowNs) {
        return isAhead() && nowNs - aheadNs >= ns;
    }

    /** It is ahead since a moment, unless it was before. */
    void ahead(long sinceNs) {
        if (!isAhead()) {
            aheadNs = sinceNs;
        }
    }

    /** The socket has caught up with it. */
    void caughtUp() {
        aheadNs = 0;
    }

    /** Whether a question waits to be asked. */
    boolean isProbePending() {
        return probePendingNs != 0;
    }

    /** Whether one has been waiting for so long. */
    boolean isProbePendingFor(long ns, long nowNs) {
        return isProbePending() && nowNs - probePendingNs >= ns;
    }

    /** It takes an answer to judge the socket. */
    void want(long nowNs) {
        probePendingNs = isProbePending() ? probePendingNs : nowNs;
    }

    /** Nothing is wanted any more. */
    void wantNothing() {
        probePendingNs = 0;
    }

    /** It is asked. */
    void asked() {
        probePendingNs = 0;
        unanswered = false;
    }

    /** Polls begin: what was answered before them says nothing of the answers to come. */
    void pollsBegan() {
        moves = false;
        rowMs = Event.ABSENT;
    }

    /** It has answered with a row of that time, absent where it has none that can be. */
    void answered(long ms, long nowNs) {
        moves |= rowMs != Event.ABSENT && ms > rowMs;
        rowMs = Math.max(rowMs, ms);
        answered(nowNs);
    }

    /** It has answered. */
    void answered(long nowNs) {
        answeredNs = nowNs;
        creditedNs = 0;
        unanswered = false;
    }

    /** The socket is subscribed anew. */
    void subscribed() {
        aheadNs = 0;
        hasBase = false;
        probePendingNs = 0;
        unanswered = false;
    }

    /** Whether it has answered since our process last stood still. */
    boolean hasAnsweredSinceStall() {
        return answeredNs != 0 && creditedNs == 0;
    }

    /** How long ago it last answered in truth, own stalls and all; ns. */
    long ageNs(long nowNs) {
        return nowNs - answeredNs + creditedNs;
    }

    void stalled(long stallNs, long nowNs) {
        long before = answeredNs;
        answeredNs = Math.min(answeredNs + stallNs, nowNs);
        creditedNs += answeredNs - before;
        aheadNs = isAhead() ? Math.min(aheadNs + stallNs, nowNs) : 0;
        probePendingNs = isProbePending() ? Math.min(probePendingNs + stallNs, nowNs) : 0;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("answeredNs", answeredNs).put("creditedNs", creditedNs)
            .put("unanswered", unanswered).put("hasBase", hasBase)
            .put("moves", moves).put("unprovenNs", unprovenNs).put("rowMs", rowMs)
            .put("aheadNs", aheadNs).put("probePendingNs", probePendingNs);
    }

    @Override
    public void readState(StateReader in) {
        answeredNs = in.getLong();
        creditedNs = in.getLong();
        unanswered = in.getBoolean();
        hasBase = in.getBoolean();
        moves = in.getBoolean();
        unprovenNs = in.getLong();
        rowMs = in.getLong();
        aheadNs = in.getLong();
        probePendingNs = in.getLong();
    }
}
