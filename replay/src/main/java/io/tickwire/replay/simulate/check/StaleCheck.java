package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.VenueClockFields;
import io.tickwire.replay.simulate.model.Faults;
import io.tickwire.replay.simulate.model.ModelConnections;
import io.tickwire.replay.simulate.model.StreamTruth;
import io.tickwire.replay.simulate.model.World;

/**
 * {@link Rule#GREEN}, {@link Rule#STALE} and {@link Rule#POLLING}: a stream is stale in truth from
 * when the market made something that no socket has brought since. Beyond its limit it must be
 * neither GREEN nor fresh, and polled if REST is well.
 */
final class StaleCheck extends Check {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MINUTE_NS = 60 * SECOND_NS;
    /** Calls for trades cost so much that they come as the weight allows. */
    private static final long SLOW_CALL_NS = 12 * SECOND_NS;
    private static final long CALL_NS = 3 * SECOND_NS;
    /** The venue's clock may be set, so nobody need be called late by an offset older than this. */
    private static final long OFFSET_GOOD_FOR_NS = 60 * SECOND_NS;

    private final World world;
    private final Limits limits;
    private final PublishedFlags published;
    private final Calls calls;
    private final Ledger ledger;
    private long offsetReportedNs;
    private long offsetNs;

    private final long[] lateSinceNs = new long[StreamKind.values().length];

    // By group: connections that are open, and since when none is.
    private final int[] open = new int[ModelConnections.COUNT];
    private final long[] downNs = new long[ModelConnections.COUNT];

    StaleCheck(World world, Limits limits, PublishedFlags published, Calls calls, Ledger ledger) {
        this.world = world;
        this.limits = limits;
        this.published = published;
        this.calls = calls;
        this.ledger = ledger;
    }

    @Override
    void onRecord(Event event) {
        if (event.type() == EventType.VENUE_CLOCK) {
            offsetReportedNs = event.engineNs();
            offsetNs = event.get(VenueClockFields.OFFSET_NS);
        } else if (event.type() == EventType.LINK) {
            onSocket(LinkFact.of(event.get(LinkFields.FACT)),
                ModelConnections.of(event.link()), event.engineNs());
        }
    }

    private void onSocket(LinkFact fact, int group, long nowNs) {
        if (fact == LinkFact.OPENED) {
            open[group]++;
            downNs[group] = 0;
        } else if (fact == LinkFact.CLOSED) {
            open[group]--;
        }
        boolean lost = fact == LinkFact.CLOSED || fact == LinkFact.REFUSED
            || fact == LinkFact.FAILED;
        if (lost && open[group] == 0 && downNs[group] == 0) {
            downNs[group] = nowNs;
        }
    }

    @Override
    void onTimer(long nowNs) {
        for (StreamKind kind : ModelConnections.STREAMS) {
            judge(kind, nowNs);
            judgeDown(kind, nowNs);
            judgeRed(kind, nowNs);
        }
    }

    /**
     * {@link Rule#STALE}: at the moment at which the strategy could ask for an order. What the
     * venue's silence may be taken for is the same as at a TIMER, but a stall of ours makes a quote
     * no younger.
     *
     * @param nowNs   engine time of the tick that it is shown
     * @param mayOpen whether the engine would let it open a position
     */
    void onShown(long nowNs, boolean mayOpen) {
        StreamTruth truth = world.truth(StreamKind.QUOTE);
        long sinceNs = truth.missingSinceNs();
        long allowedNs = allowedNs(StreamKind.QUOTE, sinceNs, nowNs)
            - ledger.stalledSinceNs(sinceNs);
        boolean old = sinceNs >= 0
            && truth.noticeableUntilNs(nowNs) - Math.max(sinceNs, truth.broughtNs()) > allowedNs;
        if (!old && !isLate(StreamKind.QUOTE, truth, nowNs, 0)) {
            return;
        }
        ledger.exercise(Rule.STALE);
        if (mayOpen) {
            throw ledger.broken(Rule.STALE, nowNs, "a position may be opened on a quote made "
                + ledger.at(truth.broughtNs() - truth.lagNs()) + " and brought "
                + ledger.at(truth.broughtNs()) + (sinceNs < 0 ? "" : ", another was made "
                + ledger.at(sinceNs)));
        }
    }

    private void judge(StreamKind kind, long nowNs) {
        StreamTruth truth = world.truth(kind);
        long sinceNs = truth.missingSinceNs();
        if (sinceNs >= 0) {
            // What came late has a limit of its own; silence counts from when it came.
            long silentSinceNs = Math.max(sinceNs, truth.broughtNs());
            long allowedNs = allowedNs(kind, silentSinceNs, nowNs);
            if (truth.noticeableUntilNs(nowNs) - silentSinceNs > allowedNs) {
                judgeStale(kind, silentSinceNs, allowedNs, nowNs, "silent");
            }
        }
        int at = kind.ordinal();
        long madeNs = truth.broughtNs() - truth.lagNs();
        if (!isLate(kind, truth, nowNs, ledger.stalledSinceNs(madeNs))) {
            lateSinceNs[at] = 0;
        } else if (lateSinceNs[at] == 0) {
            lateSinceNs[at] = nowNs;
        } else if (nowNs - lateSinceNs[at] >= limits.timerNs()) {
            judgeStale(kind, lateSinceNs[at], limits.timerNs(), nowNs, "late");
        }
    }

    /**
     * Whether what comes is later than the limit and our own share, as far as the engine can know;
     * if it comes.
     */
    private boolean isLate(StreamKind kind, StreamTruth truth, long nowNs, long oursNs) {
        return offsetReportedNs > 0 && nowNs - offsetReportedNs < OFFSET_GOOD_FOR_NS
            && !world.faults().isClockOff(nowNs)
            && nowNs - truth.broughtNs() <= limits.silenceNs(kind)
            && truth.lagNs() > limits.silenceNs(kind) + limits.slackNs() + oursNs
                + Math.abs(world.time().offsetNs(nowNs) - offsetNs);
    }

    private void judgeStale(
        StreamKind kind, long sinceNs, long allowedNs, long nowNs, String how) {
        ledger.exercise(Rule.GREEN);
        boolean green = published.streams[kind.ordinal()] == FeedFlag.GREEN;
        boolean fresh = published.fresh[kind.ordinal()];
        if (green || fresh || published.symbol == FeedFlag.GREEN
            || published.venue == FeedFlag.GREEN) {
            throw ledger.broken(Rule.GREEN, nowNs, kind + " is " + how + " since "
                + ledger.at(sinceNs) + ", " + (nowNs - sinceNs) / 1_000_000 + " ms, "
                + allowedNs / 1_000_000 + " allowed; told stream "
                + published.streams[kind.ordinal()] + " " + published.reasons[kind.ordinal()]
                + ", openable " + fresh + ", symbol " + published.symbol
                + ", venue " + published.venue);
        }
        if (isRestWell(sinceNs, nowNs)) {
            judgePolled(kind, how, sinceNs, sinceNs + allowedNs, nowNs);
        }
    }

    private long allowedNs(StreamKind kind, long sinceNs, long nowNs) {
        long allowedNs = limits.silenceNs(kind) + 2 * limits.timerNs() + limits.slackNs()
            + ledger.stalledSinceNs(sinceNs);
        return Limits.mayBeQuiet(kind)
            ? allowedNs + limits.timerNs() + calls.waitedNs(kind, nowNs) : allowedNs;
    }

    /**
     * Since a while before the time, so that nothing that the engine had to wait for is left; while
     * it took another minute for the venue's, it may have spent what it has of the next as well.
     */
    private boolean isRestWell(long sinceNs, long nowNs) {
        Faults faults = world.faults();
        return faults.restWellSinceNs() + SECOND_NS <= sinceNs
            && !faults.isClockOff(nowNs - 2 * MINUTE_NS);
    }

    /** Asked for in time for the first time, and again and again from then on. */
    private void judgePolled(
        StreamKind kind, String how, long sinceNs, long beginNs, long nowNs) {
        ledger.exercise(Rule.POLLING);
        long everyNs = kind == StreamKind.TRADE ? SLOW_CALL_NS : CALL_NS;
        long lastNs = calls.askedNs[kind.ordinal()];
        // Who was asked for just before is asked for already.
        long dueNs = lastNs < sinceNs - 2 * limits.timerNs()
            ? beginNs + limits.pollNs() + 2 * limits.timerNs()
                + (kind == StreamKind.TRADE ? everyNs : 0)
            : lastNs + everyNs;
        if (nowNs > dueNs + ledger.stalledSinceNs(Math.max(sinceNs, lastNs))) {
            throw ledger.broken(Rule.POLLING, nowNs, kind + " is " + how + " since "
                + ledger.at(sinceNs) + ", REST is well, and it was last asked for "
                + (lastNs == 0 ? "never" : ledger.at(lastNs)));
        }
    }

    /** Without any socket its streams are polled at once. */
    private void judgeDown(StreamKind kind, long nowNs) {
        long lostNs = downNs[ModelConnections.of(kind)];
        if (lostNs > 0 && isRestWell(lostNs, nowNs)) {
            judgePolled(kind, "without socket", lostNs, lostNs, nowNs);
        }
    }

    private void judgeRed(StreamKind kind, long nowNs) {
        // Times that went back are no news until they have come to where they were.
        if (published.streams[kind.ordinal()] != FeedFlag.RED
            || world.faults().isClockOff(nowNs - limits.silenceNs(kind))) {
            return;
        }
        long everyNs = kind == StreamKind.TRADE ? SLOW_CALL_NS : CALL_NS;
        if (calls.answeredNs[kind.ordinal()] > nowNs - everyNs / 2
            && calls.answeredBeforeNs[kind.ordinal()] > nowNs - everyNs) {
            throw ledger.broken(Rule.POLLING, nowNs, kind + " is RED "
                + published.reasons[kind.ordinal()] + ", and its polls were answered "
                + ledger.at(calls.answeredBeforeNs[kind.ordinal()]) + " and "
                + ledger.at(calls.answeredNs[kind.ordinal()]));
        }
    }
}
