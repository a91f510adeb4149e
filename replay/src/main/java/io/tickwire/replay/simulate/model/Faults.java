package io.tickwire.replay.simulate.model;

import io.tickwire.engine.event.StreamKind;

/**
 * What is wrong just now, how often what has been, and since when all is well. The parts of the
 * model ask it; {@link RandomFaults} sets it.
 */
public final class Faults {
    /** So long after the venue's clock was set an engine has asked for it again at the latest. */
    private static final long CLOCK_ASKED_WITHIN_NS = 900_000_000_000L;
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

    private final int[] drawn = new int[KINDS];
    private final int[] hits = new int[KINDS];
    private final boolean[] struck = new boolean[KINDS];
    private long notWellUntilNs;
    private long restFaultyUntilNs;
    // When the venue's clock was set and has not been asked for since, 0 = it has.
    private long clockSetNs;
    private long clockBackNs;
    private long clockReportedNs;

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

    /** The venue's clock was set: what the engine knows of it is wrong until it asks. */
    void clockSet(long stepNs, long nowNs) {
        clockSetNs = Math.max(nowNs, restFaultyUntilNs);
        clockBackNs = Math.max(clockBackNs, nowNs + Math.max(0, -stepNs));
    }

    /** The engine has learnt what the venue's clock shows. */
    void clockReported(long nowNs) {
        if (clockSetNs > 0) {
            clockSetNs = 0;
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
