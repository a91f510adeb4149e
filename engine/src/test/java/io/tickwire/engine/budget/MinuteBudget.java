package io.tickwire.engine.budget;

import io.tickwire.engine.event.Event;

/**
 * The budget as it was when it knew one minute of the venue's clock and nothing else: what the
 * budget of today has to decide for a venue that counts in one minute.
 */
final class MinuteBudget {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long BURSTS_A_MINUTE = 10;
    /** Most that is saved up for a burst, as time of the even rate. */
    private static final long BURST_NS = MINUTE_NS / BURSTS_A_MINUTE;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BANNED = 418;
    private static final long LEAST_BAN_NS = 2 * MINUTE_NS;

    private long limit;
    /** Time of the even rate that is saved up; below 0 after a call dearer than the burst. */
    private long creditNs;
    private long refilledNs;
    /** The latest minute of the venue that was begun. */
    private long minute;
    private long used;
    /** Used of the minute before it, should that turn out not to be over yet. */
    private long usedBefore;
    private long inFlight;
    private long heldUntilNs;
    private long bannedUntilNs;

    /** The venue allows so much in a minute. */
    void limit(long weight) {
        limit = weight;
    }

    /** What polling may use of a minute. */
    private long usable() {
        return limit - limit / 4;
    }

    /**
     * Whether a call may be made now.
     *
     * @param weight    of the call
     * @param urgency   of the call
     * @param nowNs     engine time
     * @param minuteNo  of the venue's clock
     * @param elapsedNs of that minute
     */
    boolean allows(
        long weight, Priority urgency, long nowNs, long minuteNo, long elapsedNs) {
        refill(nowNs, minuteNo);
        long spent = minuteNo == minute - 1 ? usedBefore + used : used;
        long mayBeSpent = urgency == Priority.URGENT ? usable() : share(elapsedNs);
        if (isHeld(nowNs) || spent + weight > mayBeSpent) {
            return false;
        }
        long leftNs = urgency == Priority.BACKGROUND ? BURST_NS / 2 : 0;
        long neededNs = Math.min(BURST_NS, costNs(weight)) + leftNs;
        return creditNs >= Math.min(BURST_NS, neededNs);
    }

    /**
     * What of a minute calls that can wait may use up to a time: what the even rate has earned, and
     * of a burst in advance as much as is left of the minute, so that none runs dry at its end.
     */
    private long share(long elapsedNs) {
        long advanceNs = (MINUTE_NS - elapsedNs) / BURSTS_A_MINUTE;
        return usable() * (elapsedNs + advanceNs) / MINUTE_NS;
    }

    /** A call is made. */
    void spend(long weight) {
        creditNs -= costNs(weight);
        used += weight;
        inFlight += weight;
    }

    /** How long the even rate takes to earn so much; 0 while nobody knows what is allowed. */
    long costNs(long weight) {
        return limit == 0 ? 0 : weight * MINUTE_NS / usable();
    }

    private void refill(long nowNs, long minuteNo) {
        creditNs = Math.min(BURST_NS, creditNs + nowNs - refilledNs);
        refilledNs = nowNs;
        // A better estimate of the venue's clock may go back over the full minute: no new one.
        if (minuteNo != minute && minuteNo != minute - 1) {
            usedBefore = minuteNo == minute + 1 ? used : 0;
            minute = minuteNo;
            // A call under way may be counted in this minute.
            used = inFlight;
        }
    }

    /**
     * A call has ended.
     *
     * @param weight   of the call
     * @param minuteNo of the venue's clock for which its count holds for certain
     * @param counted  what the venue says is used in its minute, {@link Event#ABSENT} = nothing
     */
    void ended(long weight, long minuteNo, long counted) {
        inFlight -= weight;
        if (counted != Event.ABSENT && minuteNo == minute) {
            used = Math.max(used, counted + inFlight);
        } else if (counted != Event.ABSENT && minuteNo == minute - 1) {
            usedBefore = Math.max(usedBefore, counted);
        }
    }

    /**
     * The venue wants to be left alone, if it says so.
     *
     * @param status of HTTP
     * @param waitNs how long, 0 = it does not say
     * @param nowNs  engine time
     */
    void refused(int status, long waitNs, long nowNs) {
        if (status == BANNED) {
            bannedUntilNs =
                Math.max(bannedUntilNs, nowNs + (waitNs == 0 ? LEAST_BAN_NS : waitNs));
            heldUntilNs = Math.max(heldUntilNs, bannedUntilNs);
        } else if (status == TOO_MANY_REQUESTS || waitNs > 0) {
            heldUntilNs = Math.max(heldUntilNs, nowNs + (waitNs == 0 ? MINUTE_NS : waitNs));
        }
    }

    /** The venue refused a socket: of no weight unless it has banned us. */
    void refusedSocket(int status, long waitNs, long nowNs) {
        if (status == BANNED) {
            refused(status, waitNs, nowNs);
        }
    }

    /** Whether nothing may be asked at all for now. */
    boolean isHeld(long nowNs) {
        return limit == 0 || nowNs - heldUntilNs < 0;
    }

    boolean isBanned(long nowNs) {
        return nowNs - bannedUntilNs < 0;
    }

    /** A new incarnation: no call is under way any more. */
    void resumed() {
        inFlight = 0;
    }
}
