package io.tickwire.replay.simulate.model;

import io.tickwire.engine.event.StreamKind;

/**
 * What is wrong just now, how often what has been, and since when all is well. The parts of the
 * model ask it; {@link RandomFaults} sets it.
 */
public final class Faults {
    private static final long SHORT_NS = 2_000_000_000L;
    private static final long LONG_NS = 480_000_000_000L;
    /** So long after the venue's clock was set an engine has asked for it again at the latest. */
    private static final long CLOCK_ASKED_WITHIN_NS = 900_000_000_000L;
    /** So long after it knows better an engine may still find late what it thought late. */
    private static final long STEP_FORGOTTEN_NS = 20_000_000_000L;
    private static final int STREAMS = StreamKind.values().length;
    private static final int KINDS = FaultKind.values().length;

    final long[] mutedUntilNs = new long[STREAMS];
    final long[] frozenUntilNs = new long[STREAMS];
    final long[] refusedUntilNs = new long[ModelConnections.COUNT];
    final FaultKind[] refusedBy = new FaultKind[ModelConnections.COUNT];
    final long[] refusedWaitNs = new long[ModelConnections.COUNT];
    final long[] blackHoleUntilNs = new long[ModelConnections.COUNT];
    final long[] silentUntilNs = new long[ModelConnections.COUNT];
    final long[] lagFromNs = new long[ModelConnections.COUNT];
    final long[] lagUntilNs = new long[ModelConnections.COUNT];
    final long[] lagNs = new long[ModelConnections.COUNT];
    final long[] lagRampNs = new long[ModelConnections.COUNT];
    final int[] duplicatesLeft = new int[ModelConnections.COUNT];
    final int[] swapsLeft = new int[ModelConnections.COUNT];
    int skipsLeft;
    int lossesLeft;
    long restSilentUntilNs;
    boolean restRefuses;
    long restErrorsUntilNs;
    int restErrorStatus;
    long restErrorWaitNs;
    long restForbiddenUntilNs;
    long restCachedUntilNs;
    /** What the next answer of the time call is off, 0 = nothing. */
    long timeLeapNs;
    long timeAheadNs;
    long timeAheadUntilNs;
    final boolean[] microsecondsNext = new boolean[STREAMS];
    /** How much lower sockets number quotes than the market does. */
    long lowerIdsBy;
    /** Whether the engine has still to find that out. */
    private boolean lowerIds;

    private final int[] drawn = new int[KINDS];
    private final int[] hits = new int[KINDS];
    private final boolean[] struck = new boolean[KINDS];
    private long notWellUntilNs;
    private long restFaultyUntilNs;
    // When the venue's clock was set and has not been asked for since, 0 = it has.
    private long clockSetNs;
    private long clockBackNs;
    private long clockReportedNs;
    private int timeAnswersDue;
    // Whether that was no mistake of the time call alone.
    private boolean clockStepped;
    private long stepForgottenNs;

    /** A fault of this kind begins. */
    void draw(FaultKind kind) {
        drawn[kind.ordinal()]++;
        struck[kind.ordinal()] = false;
    }

    /** The fault of this kind that began last has had an effect; counted once. */
    void hit(FaultKind kind) {
        if (!struck[kind.ordinal()]) {
            struck[kind.ordinal()] = true;
            hits[kind.ordinal()]++;
        }
    }

    /** Not all is well until then. */
    void notWellUntil(long untilNs) {
        notWellUntilNs = Math.max(notWellUntilNs, untilNs);
    }

    /** REST is not well until then, and so not all is. */
    void restFaultyUntil(long untilNs) {
        notWellUntil(untilNs);
        restFaultyUntilNs = Math.max(restFaultyUntilNs, untilNs);
        if (clockSetNs > 0) {
            clockSetNs = Math.max(clockSetNs, untilNs);
        }
    }

    /** We have heard that we are banned; who is not told until when waits for the least ban. */
    void banReported(long waitNs, long nowNs) {
        restFaultyUntil(nowNs + (waitNs > 0 ? waitNs : VenueNotices.LEAST_BAN_NS));
    }

    /**
     * The venue's clock was set: what the engine knows of it is wrong until it has asked twice,
     * since it believes no answer alone that leaps.
     */
    void clockSet(long stepNs, long nowNs) {
        clockSetNs = Math.max(nowNs, restFaultyUntilNs);
        clockBackNs = Math.max(clockBackNs, nowNs + Math.max(0, -stepNs));
        timeAnswersDue = 2;
        clockStepped = true;
    }

    /** Until then the time call is wrong; an engine that believed it takes two answers to learn. */
    void timeWrongUntil(long untilNs) {
        restFaultyUntil(untilNs);
        clockSetNs = Math.max(clockSetNs, Math.max(untilNs, restFaultyUntilNs));
        timeAnswersDue = 2;
    }

    /** Sockets number quotes from lower on. */
    void lowerIds(long by) {
        lowerIdsBy += by;
        lowerIds = true;
    }

    /** Whether what sockets bring looks older than what they brought before. */
    boolean isNumberedLower(StreamKind kind) {
        return lowerIds && kind == StreamKind.QUOTE;
    }

    /** The engine has found out that the venue numbers quotes anew. */
    public void renumbered() {
        lowerIds = false;
    }

    /** The engine was told what the venue's clock shows. */
    void clockReported(long nowNs) {
        if (clockSetNs > 0 && --timeAnswersDue <= 0) {
            clockSetNs = 0;
            clockStepped = false;
            stepForgottenNs = Math.max(nowNs, clockBackNs) + STEP_FORGOTTEN_NS;
            clockReportedNs = nowNs;
            // Times of the venue must come to where they were before.
            notWellUntil(Math.max(nowNs, clockBackNs));
        }
    }

    /**
     * Whether nothing is wrong.
     *
     * @param nowNs true time
     * @return whether it is the engine's turn to be well
     */
    public boolean isWell(long nowNs) {
        return skipsLeft == 0 && lossesLeft == 0 && nowNs >= wellSinceNs();
    }

    /** @return since when all is well, or will be as far as is known, ns since the epoch */
    public long wellSinceNs() {
        return clockSetNs == 0 ? notWellUntilNs
            : Math.max(notWellUntilNs, clockSetNs + CLOCK_ASKED_WITHIN_NS);
    }

    /** @return since when REST is well, or will be, ns since the epoch */
    public long restWellSinceNs() {
        return restFaultyUntilNs;
    }

    /**
     * Whether the venue's clock was set and is not yet known, or has not yet come to where it was.
     *
     * @param nowNs true time, now or a little before
     * @return whether its times mean nothing
     */
    public boolean isClockOff(long nowNs) {
        return clockSetNs > 0 && nowNs < clockSetNs + CLOCK_ASKED_WITHIN_NS
            || nowNs < clockBackNs || nowNs < clockReportedNs;
    }

    /**
     * Whether the venue's clock itself was set, so that the times in honest ticks mean nothing.
     *
     * @param nowNs true time
     * @return whether it was, and the engine may not have got over it
     */
    public boolean isClockStepped(long nowNs) {
        return clockStepped || nowNs < stepForgottenNs;
    }

    /**
     * How many faults of a kind began.
     *
     * @param kind of fault
     * @return since the run began
     */
    public int drawn(FaultKind kind) {
        return drawn[kind.ordinal()];
    }

    /**
     * How many faults of a kind had an effect.
     *
     * @param kind of fault
     * @return since the run began
     */
    public int hits(FaultKind kind) {
        return hits[kind.ordinal()];
    }

    /** Something is wrong from now on: for seconds as likely as for minutes. */
    long window(SeededRandom random, long nowNs) {
        long untilNs = nowNs + random.spread(SHORT_NS, LONG_NS);
        notWellUntil(untilNs);
        return untilNs;
    }

    boolean isMuted(StreamKind kind, long nowNs) {
        return nowNs < mutedUntilNs[kind.ordinal()];
    }

    boolean isFrozen(StreamKind kind, long nowNs) {
        return nowNs < frozenUntilNs[kind.ordinal()];
    }

    /** How much later than usual a tick of a group comes. */
    long lagNs(int group, long nowNs) {
        if (nowNs >= lagUntilNs[group]) {
            return 0;
        }
        long sinceNs = nowNs - lagFromNs[group];
        return sinceNs >= lagRampNs[group] ? lagNs[group]
            : lagNs[group] / 1_000 * (sinceNs * 1_000 / lagRampNs[group]);
    }
}
