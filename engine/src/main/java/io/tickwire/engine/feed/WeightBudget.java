package io.tickwire.engine.feed;

import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * What may be asked of the venue's REST side. Of the weight that it allows in a minute a quarter
 * stays for orders; the rest is spent evenly, so that polling slows down rather than run dry. What
 * the venue itself counts wins where it is more: others may share our address. Engine thread only.
 */
final class WeightBudget implements State {
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
        long weight, PollPriority urgency, long nowNs, long minuteNo, long elapsedNs) {
        refill(nowNs, minuteNo);
        long spent = minuteNo == minute - 1 ? usedBefore + used : used;
        long mayBeSpent = urgency == PollPriority.URGENT ? usable() : share(elapsedNs);
        if (isHeld(nowNs) || spent + weight > mayBeSpent) {
            return false;
        }
        long leftNs = urgency == PollPriority.BACKGROUND ? BURST_NS / 2 : 0;
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
     * What the venue says is used; before the call that it came with is {@link #ended}.
     *
     * @param weight   of that call
     * @param minuteNo of the venue's clock for which the count holds for certain
     * @param counted  used in that minute
     */
    void correct(long weight, long minuteNo, long counted) {
        if (minuteNo == minute) {
            used = Math.max(used, counted + inFlight - weight);
        } else if (minuteNo == minute - 1) {
            usedBefore = Math.max(usedBefore, counted);
        }
    }

    /**
     * A call has ended.
     *
     * @param weight of the call
     */
    void ended(long weight) {
        inFlight -= weight;
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

    @Override
    public void writeState(StateWriter out) {
        out.put("limit", limit).put("creditNs", creditNs).put("refilledNs", refilledNs)
            .put("minute", minute).put("used", used).put("usedBefore", usedBefore)
            .put("inFlight", inFlight).put("heldUntilNs", heldUntilNs)
            .put("bannedUntilNs", bannedUntilNs);
    }

    @Override
    public void readState(StateReader in) {
        limit = in.getLong();
        creditNs = in.getLong();
        refilledNs = in.getLong();
        minute = in.getLong();
        used = in.getLong();
        usedBefore = in.getLong();
        inFlight = in.getLong();
        heldUntilNs = in.getLong();
        bannedUntilNs = in.getLong();
    }
}
