package io.tickwire.engine.feed;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * The venue's clock as far as it is known: ours plus an offset that its time call gave. It tells
 * how late a tick is, whether the time in it can be, and where the windows of the venue's limits
 * begin. Engine thread only.
 *
 * <p>A wrong offset is worse than none, so one that leaps, or that ticks speak against, is in doubt
 * until two answers agree that were given some time apart, which a reply out of a cache does not,
 * and the ticks with them. While in doubt nothing is called late by it.
 *
 * <p>Long because what the clock says of ticks and what ticks say of the clock is one judgement.
 */
final class VenueClock implements State {
    private static final long ASK_EVERY_NS = 60_000_000_000L;
    private static final long RETRY_NS = 30_000_000_000L;
    /** An older offset proves nothing; one answer may be missed. */
    private static final long TRUSTED_NS = 100_000_000_000L;
    private static final long DOUBT_EVERY_NS = 5_000_000_000L;
    /** The first call of a process that has just begun measures that process. */
    private static final long SECOND_LOOK_NS = 10_000_000_000L;
    /** Longer than {@link #SLACK_MS}, so that a reply out of a cache cannot agree with itself. */
    private static final long CHECK_NS = 2_000_000_000L;
    private static final int MAX_CHECK_SHIFT = 4;
    private static final long MS = 1_000_000L;
    /** What both clocks and the way may make of one moment. */
    private static final long SLACK_MS = 500;
    /** What differs from the clock by more does not agree with it. */
    private static final long DISAGREES_MS = 2_000;
    /** Behind the clock by more is no delay any more. */
    private static final long PAST_MS = 86_400_000;
    /** In the year 5138; what is more is a time in another unit. */
    private static final long NO_CLOCK_MS = 100_000_000_000_000L;
    /** Without a clock: so far the venue's times may leap against ours. */
    private static final long LEAP_MS = 3_600_000;
    /** So many ticks in a row that are ahead, over so long, speak against the clock. */
    private static final int WITNESSES = 3;
    private static final long WITNESSES_NS = 1_000_000_000L;
    /** Of what no tick bears out any more, one part in so many is forgotten every second. */
    private static final long FORGET_PARTS = 32;

    private final NewestTimes newest = new NewestTimes();
    private boolean known;
    private long offsetNs;
    private long setNs;
    private long askedNs;
    private long nextAskNs;
    private boolean doubted;
    /** The last answer, if it did not agree with the offset. */
    private boolean checking;
    private long answerNs;
    private int checks;
    /** Ticks in a row that were ahead, and since when. */
    private int aheadCount;
    private long aheadSinceNs;
    /**
     * How far the venue's clock is ahead of ours at least, ms, for want of one beyond doubt: by the
     * last offset accepted and by the ticks since, of which one that was wrong wears away.
     */
    private long reachedMs = Event.ABSENT;

    /**
     * Takes in an answer of the venue's time call. One that was long under way, over a stall of
     * ours for example, may be wrong by half of that, so it proves nothing either way.
     *
     * @param estimateNs offset that it gives
     * @param wayNs      from question to answer
     * @param nowNs      engine time
     */
    void set(long estimateNs, long wayNs, long nowNs) {
        long errorNs = wayNs / 2;
        if (errorNs > DISAGREES_MS * MS) {
            nextAskNs = nowNs + CHECK_NS;
            return;
        }
        boolean agrees = !known || agree(estimateNs, offsetNs, errorNs);
        if (agrees || checking && agree(estimateNs, answerNs, errorNs)) {
            nextAskNs = nowNs + (known ? ASK_EVERY_NS : SECOND_LOOK_NS);
            known = true;
            offsetNs = estimateNs;
            setNs = nowNs;
            reachedMs = offsetNs / MS;
            checking = false;
            checks = 0;
            doubted = doubted && !isBorneOut(nowNs);
        } else {
            answerNs = estimateNs;
            checking = true;
            doubted = true;
        }
        if (doubted) {
            nextAskNs = nowNs + (CHECK_NS << Math.min(checks++, MAX_CHECK_SHIFT));
        }
    }

    private static boolean agree(long aNs, long bNs, long errorNs) {
        return Math.abs(aNs - bNs) <= SLACK_MS * MS + errorNs;
    }

    /** What came of late is about as old as the clock says, or nothing came. */
    private boolean isBorneOut(long nowNs) {
        long newestMs = newest.aheadMs(nowNs);
        return newestMs == Event.ABSENT || Math.abs(newestMs - offsetNs / MS) <= DISAGREES_MS;
    }

    boolean isDue(long nowNs) {
        return nowNs - nextAskNs >= 0;
    }

    /** Asked; again soon unless an answer comes. */
    void asked(long nowNs) {
        askedNs = nowNs;
        nextAskNs = nowNs + RETRY_NS;
    }

    /** Whether it is known and nothing speaks against it. */
    private boolean isSure() {
        return known && !doubted;
    }

    boolean isDoubted() {
        return doubted;
    }

    /** How far the newest that came is behind the clock, ms; absent where either is unknown. */
    long newestLagMs(long nowNs) {
        long newestMs = newest.aheadMs(nowNs);
        return !known || newestMs == Event.ABSENT ? Event.ABSENT : offsetNs / MS - newestMs;
    }

    /** All that the venue brings is late by it: that is doubtful in itself. */
    void doubt(long nowNs) {
        doubted = true;
        askAgain(nowNs);
    }

    /** It may be wrong: asked again, if not just now. */
    void askAgain(long nowNs) {
        nextAskNs = Math.min(nextAskNs, Math.max(nowNs, askedNs + DOUBT_EVERY_NS));
    }

    /**
     * Judges the time in a tick that a socket or a poll has brought; one that can be is a witness
     * of how late others are.
     *
     * @param eventMs   the venue's time, absent where it has none
     * @param isPushed  whether it came by itself: what is asked for may be as old as the last trade
     * @param receiveNs when it was received
     * @param nowNs     engine time
     * @return whether that time can be
     */
    TimeVerdict judge(long eventMs, boolean isPushed, long receiveNs, long nowNs) {
        if (eventMs == Event.ABSENT) {
            return TimeVerdict.GOOD;
        }
        if (eventMs <= 0 || eventMs >= NO_CLOCK_MS) {
            // No witness, however many there are.
            return eventMs <= 0 ? TimeVerdict.PAST : TimeVerdict.AHEAD;
        }
        long aheadMs = eventMs - receiveNs / MS;
        if (isAhead(aheadMs)) {
            if (!isWitness(nowNs)) {
                return TimeVerdict.AHEAD;
            }
            // So many cannot all be wrong.
            doubted = known;
            reachedMs = aheadMs;
        } else if (isPushed && isSure() && offsetNs / MS - aheadMs > PAST_MS) {
            return TimeVerdict.PAST;
        }
        aheadCount = 0;
        if (newest.isOver(nowNs)) {
            forget(aheadMs);
        }
        reachedMs = Math.max(reachedMs, aheadMs);
        newest.add(aheadMs, nowNs);
        return TimeVerdict.GOOD;
    }

    /** Never below an offset that was accepted: only another answer takes that back. */
    private void forget(long aheadMs) {
        if (reachedMs > aheadMs) {
            reachedMs -= (reachedMs - aheadMs + FORGET_PARTS - 1) / FORGET_PARTS;
        }
        if (known) {
            reachedMs = Math.max(reachedMs, offsetNs / MS);
        }
    }

    private boolean isAhead(long aheadMs) {
        // The first, too, may be the mistake: then our own clock is all there is.
        return isSure() ? aheadMs - offsetNs / MS > DISAGREES_MS
            : aheadMs - (reachedMs == Event.ABSENT ? 0 : reachedMs) > LEAP_MS;
    }

    private boolean isWitness(long nowNs) {
        if (aheadCount++ == 0) {
            aheadSinceNs = nowNs;
        }
        if (known) {
            askAgain(nowNs);
        }
        return aheadCount >= WITNESSES && nowNs - aheadSinceNs >= WITNESSES_NS;
    }

    /**
     * Something looks late, which may be the clock's fault: it is asked again, if not just now,
     * but believed meanwhile unless it is old or in doubt.
     *
     * @param sinceNs  since when it looks late
     * @param judgedNs when it was last found late
     * @param nowNs    engine time
     * @return whether it is late by an offset beyond doubt
     */
    boolean isTrusted(long sinceNs, long judgedNs, long nowNs) {
        if (!doubted && setNs - judgedNs < 0 && setNs - sinceNs < 0) {
            askAgain(nowNs);
        }
        return isBeyondDoubt(sinceNs, judgedNs, nowNs);
    }

    /** The same without asking again. */
    boolean isBeyondDoubt(long sinceNs, long judgedNs, long nowNs) {
        // What was found late by the offset before: the next tick is judged by this one.
        return !doubted && setNs - judgedNs < 0
            && (setNs - sinceNs >= 0 || nowNs - setNs < TRUSTED_NS);
    }

    /** What the venue's clock shows, ms since the epoch. */
    long venueMs(long engineNs) {
        return (engineNs + offsetNs) / MS;
    }

    /** Whether something of the venue was made after a moment of ours; not where in doubt. */
    boolean isAfter(long eventMs, long engineNs) {
        return isSure() && eventMs > venueMs(engineNs) + SLACK_MS;
    }

    /** How far an event is behind the venue's clock at a moment of ours, ms; 0 while in doubt. */
    long lagMs(long nowNs, long eventMs) {
        return isSure() ? (nowNs + offsetNs) / MS - eventMs : 0;
    }

    /**
     * Whether something of the venue may have been too old when it came, for all that is known
     * without a clock beyond doubt. Too little to call it late, and enough not to act upon it.
     *
     * @param eventMs  the venue's time in it, negative where it has none
     * @param atNs     when it came
     * @param limitMs  how old it may be
     * @return false where the clock is sure: {@link #lagMs} tells then
     */
    boolean mayBeOld(long eventMs, long atNs, long limitMs) {
        return !isSure() && eventMs >= 0 && reachedMs != Event.ABSENT
            && oldestMs(eventMs, atNs) > limitMs;
    }

    /** How old it was then at most, for all that is known; ms. */
    long oldestMs(long eventMs, long atNs) {
        return atNs / MS + reachedMs - eventMs;
    }

    /** The same of the newest of all that came of late, whatever brought it. */
    boolean mayAllBeOld(long nowNs, long limitMs) {
        long newestMs = newest.aheadMs(nowNs);
        return !isSure() && newestMs != Event.ABSENT && reachedMs - newestMs > limitMs;
    }

    /** What the venue's clock shows, ns since the epoch. */
    long venueNs(long nowNs) {
        return nowNs + offsetNs;
    }

    @Override
    public void writeState(StateWriter out) {
        out.part("newest", newest);
        out.put("known", known).put("offsetNs", offsetNs).put("setNs", setNs)
            .put("askedNs", askedNs).put("nextAskNs", nextAskNs).put("doubted", doubted)
            .put("checking", checking).put("answerNs", answerNs).put("checks", checks)
            .put("aheadCount", aheadCount).put("aheadSinceNs", aheadSinceNs)
            .put("reachedMs", reachedMs);
    }

    @Override
    public void readState(StateReader in) {
        newest.readState(in);
        known = in.getBoolean();
        offsetNs = in.getLong();
        setNs = in.getLong();
        askedNs = in.getLong();
        nextAskNs = in.getLong();
        doubted = in.getBoolean();
        checking = in.getBoolean();
        answerNs = in.getLong();
        checks = in.getInt();
        aheadCount = in.getInt();
        aheadSinceNs = in.getLong();
        reachedMs = in.getLong();
    }
}
