package io.tickwire.transport.monitor;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedState;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.StatusReason;

/** The last published status of the whole feed, and the time spent under each flag. */
final class VenueWatch {
    private final long[] spentNs = new long[FeedFlag.values().length];
    private FeedFlag flag;
    private StatusReason reason = StatusReason.NONE;
    private FeedState state = FeedState.NONE;
    private long sinceNs;
    private FeedFlag flagBefore;
    private long beforeNs;
    private int changes;
    private int changeCount;

    /** Engine time went on. */
    void passed(long ns) {
        if (flag != null) {
            spentNs[flag.ordinal()] += ns;
        }
    }

    /** A row about the venue; they are repeated, so most are no news. */
    void onStatus(Event row) {
        FeedFlag newFlag = FeedFlag.of(row.get(FeedStatusFields.FLAG));
        StatusReason newReason = StatusReason.of(row.get(FeedStatusFields.REASON));
        FeedState newState = FeedState.of(row.get(FeedStatusFields.STATE));
        if (newFlag == flag && newReason == reason && newState == state) {
            return;
        }
        if (newFlag != flag) {
            long since = StreamWatch.sinceNs(row);
            changes += flag == null ? 0 : 1;
            flagBefore = flag;
            beforeNs = since - sinceNs;
            flag = newFlag;
            sinceNs = since;
        }
        reason = newReason;
        state = newState;
        changeCount++;
    }

    /** A new incarnation begins: nothing is known of it until it is told. */
    void forget() {
        flag = null;
        reason = StatusReason.NONE;
        state = FeedState.NONE;
    }

    /** Null while nothing was told. */
    FeedFlag flag() {
        return flag;
    }

    StatusReason reason() {
        return reason;
    }

    FeedState state() {
        return state;
    }

    /** Engine time since when the flag is what it is. */
    long sinceNs() {
        return sinceNs;
    }

    /** The flag before this one, null if this is the first. */
    FeedFlag flagBefore() {
        return flagBefore;
    }

    /** How long the flag before this one was shown. */
    long beforeNs() {
        return beforeNs;
    }

    long spentNs(FeedFlag of) {
        return spentNs[of.ordinal()];
    }

    /** Times the flag changed. */
    int changes() {
        return changes;
    }

    /** Times flag, reason or state changed. */
    int changeCount() {
        return changeCount;
    }
}
