package io.tickwire.engine.feed;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.StatusReason;

/**
 * Judges at each TIMER whether the socket of a stream is alive.
 *
 * <p>Streams with a cadence (STATS, MARK) are dead behind their limit. Quotes and trades go quiet
 * honestly: behind their limit REST is asked, and they are dead if REST has moved and the socket
 * has not, or if REST does not answer; else they are quiet, which is as good as fresh until the
 * limit has passed once more; of a venue without such a call the other streams of the connection
 * are the witness. A dead stream is polled at once; it goes back to its socket when
 * that has been well for {@code stableAfter}. Engine thread only.
 *
 * <p>Long because what makes a socket dead, quiet, or no good to act upon are one judgement, whose
 * parts must not contradict each other.
 */
final class Freshness {
    /** A connection that takes longer than so many polls is not waited for. */
    private static final int PATIENCE_POLLS = 4;
    /** Ticks of one moment of the venue come within so long. */
    private static final long SAME_MOMENT_NS = 1_000_000_000L;
    private static final long MS = 1_000_000L;

    private final Config.Feed limits;
    private final long timerEveryNs;
    private final VenueClock clock;
    private final Poller poller;
    /** Ticks that waited while the process stood still are late by our own fault until then. */
    private long blameUsUntilNs;

    Freshness(Config config, VenueClock clock, Poller poller) {
        this.limits = config.feed();
        this.timerEveryNs = config.timer().everyNs();
        this.clock = clock;
        this.poller = poller;
    }

    /** The process stood still. */
    void stalled(long stallNs, long nowNs) {
        blameUsUntilNs = Math.max(blameUsUntilNs, nowNs + stallNs);
    }

    /**
     * Judges one.
     *
     * @param restRepeats whether what REST answers for its symbol is no witness of quiet
     */
    void watch(StreamState stream, boolean restRepeats, long nowNs) {
        ConnectionGroup group = stream.group;
        if (group != null && !group.planned || stream.listing.notTrading) {
            return;
        }
        if (group != null && group.current == null) {
            watchLink(stream, group, nowNs);
            return;
        }
        if (stream.mayBeQuiet()) {
            watchQuiet(stream, restRepeats, nowNs);
        } else {
            watchCadence(stream, nowNs);
        }
        if (stream.poll.active && stream.isWell()) {
            watchProving(stream, nowNs);
        }
    }

    /** It is back on its socket once it was well there for so long. */
    private void watchProving(StreamState stream, long nowNs) {
        if (isOfUnknownAge(stream)) {
            // Ticks that may be too old prove nothing, and polls may bring younger ones.
            stream.socket.wellNs = nowNs;
        } else if (!isBehind(stream, nowNs) && isKnownLately(stream, nowNs)
            && nowNs - stream.socket.wellNs >= limits.stableAfterNs()) {
            stream.poll.end();
        }
    }

    /**
     * Whether what the socket of a stream that is well has brought may be acted upon at this
     * moment.
     */
    boolean isCurrent(StreamState stream, long nowNs) {
        return isKnownLately(stream, nowNs) && !isOfUnknownAge(stream)
            && !isUnwitnessed(stream);
    }

    /**
     * Whether it is quiet on the word of a REST that may have answered out of a cache. It is not
     * taken for dead, as the answers may not have had the time to move, and not acted upon.
     */
    boolean isUnwitnessed(StreamState stream) {
        return stream.socket.health == StreamHealth.QUIET && stream.rest.unprovenNs != 0;
    }

    /**
     * Whether its last tick was too old when it came, by a clock that is in doubt or by faster
     * ticks where none is known. That is no reason to drop the socket, and none to act upon it: an
     * order on data of unknown age is the worse mistake.
     */
    boolean isOfUnknownAge(StreamState stream) {
        return stream.group != null && clock.mayBeOld(stream.socket.ticks.venueMs(),
            stream.socket.arrivedNs, limits.silenceNs(stream.kind) / MS);
    }

    /** How late its last tick was, ms; where nobody knows, how late it may have been. */
    long lagMs(StreamState stream) {
        return !isOfUnknownAge(stream) ? stream.socket.lagMs
            : clock.oldestMs(stream.socket.ticks.venueMs(), stream.socket.arrivedNs);
    }

    VenueClock clock() {
        return clock;
    }

    /**
     * Whether it was heard of within its limit. A stall of ours is no silence of the venue's, so
     * the stream stays well; but what was known before it is old, and so may be what waited
     * meanwhile.
     */
    boolean isKnownLately(StreamState stream, long nowNs) {
        SocketHealth socket = stream.socket;
        long limitNs = limits.silenceNs(stream.kind);
        if (socket.lateNs != 0
            && clock.isBeyondDoubt(socket.lateNs, socket.arrivedNs, nowNs)) {
            return false;
        }
        if (socket.creditedNs > 0) {
            return socket.ageNs(nowNs) <= limitNs;
        }
        // Behind its deadline it is asked about; if it is not, no TIMER has come since.
        return socket.ageNs(nowNs) <= limitNs + 2 * timerEveryNs
            || stream.mayBeQuiet() && (stream.poll.request != 0 || stream.rest.isProbePending());
    }

    /** Whether what polls have brought of a stream may be acted upon at this moment. */
    boolean isPolledCurrent(StreamState stream, long nowNs) {
        long limitNs = limits.silenceNs(stream.kind);
        // A row may be as old as the last change, so it is judged by whatever came beside it.
        return stream.poll.fresh && stream.flagState.reason != StatusReason.UNWITNESSED
            && stream.rest.ageNs(nowNs) <= limitNs + limits.pollEveryNs()
            && !clock.mayAllBeOld(nowNs, limitNs / MS);
    }

    private void watchLink(StreamState stream, ConnectionGroup group, long nowNs) {
        boolean starting = stream.socket.health == StreamHealth.STARTING && !group.hasFailed
            && nowNs - group.downNs <= PATIENCE_POLLS * limits.pollEveryNs();
        if (!starting) {
            stream.linkLost(false, nowNs);
        }
    }

    private void watchCadence(StreamState stream, long nowNs) {
        StreamHealth why = overdue(stream, nowNs);
        if (why != StreamHealth.FRESH) {
            stream.dead(why, nowNs);
        }
    }

    /** By a clock beyond doubt; what else comes of late ticks, their silence tells in time. */
    private boolean isLate(StreamState stream, long nowNs) {
        return stream.socket.lateNs != 0 && nowNs - blameUsUntilNs >= 0
            && clock.isTrusted(stream.socket.lateNs, stream.socket.arrivedNs, nowNs)
            && isLateAlone(stream, nowNs);
    }

    /**
     * Whether something else has come in time. Where all is late by the clock REST is asked, and if
     * what that brings is as late, it is the clock that is doubted.
     */
    private boolean isLateAlone(StreamState stream, long nowNs) {
        RestEvidence rest = stream.rest;
        long lateNs = stream.socket.lateNs;
        long newestLagMs = clock.newestLagMs(nowNs);
        if (stream.isDead() || newestLagMs != Event.ABSENT
            && newestLagMs <= limits.silenceNs(stream.kind) / MS) {
            return true;
        }
        boolean underWay = stream.poll.request != 0;
        if (rest.answeredNs - lateNs > 0 && !underWay && !rest.unanswered) {
            clock.doubt(nowNs);
            return false;
        }
        if (rest.unanswered && stream.poll.askedNs - lateNs >= 0
            || poller.isHeld(stream.traits.call, nowNs) || isAskedInVain(stream, nowNs)
            || nowNs - lateNs > limits.silenceNs(stream.kind)) {
            return true;
        }
        if (!underWay) {
            rest.want(nowNs);
        }
        return false;
    }

    private void watchQuiet(StreamState stream, boolean restRepeats, long nowNs) {
        StreamHealth why = overdue(stream, nowNs);
        if (why == StreamHealth.FRESH && stream.socket.health == StreamHealth.QUIET
            && (isBehind(stream, nowNs) || restRepeats)) {
            // Not quiet after all.
            stream.dead(
                stream.socket.ticked ? StreamHealth.SILENT : StreamHealth.NO_FIRST_TICK, nowNs);
        } else if (why == StreamHealth.FRESH && stream.isWell() && !isKnownLately(stream, nowNs)) {
            watchStale(stream, nowNs);
        } else if (why == StreamHealth.FRESH) {
            // A base to compare with later, so that a stream silent from the start is found out.
            // What is history tells by its times whether it came since the subscription.
            if (!stream.traits.isHistory && !stream.socket.ticked && !stream.rest.hasBase
                && !stream.poll.active && stream.poll.request == 0 && !stream.rest.unanswered) {
                stream.rest.want(nowNs);
            }
        } else {
            watchOverdue(stream, why, restRepeats, nowNs);
        }
    }

    /**
     * Behind a stall of ours the next tick tells; of a quote it may be long in coming, so REST is
     * asked whether there is any. Trades cost too much for that.
     */
    private void watchStale(StreamState stream, long nowNs) {
        if (stream.traits.isHistory || stream.poll.request != 0 || stream.rest.isAhead()) {
            return;
        }
        boolean asked = stream.poll.askedNs - stream.socket.knownNs() > 0;
        if (stream.rest.hasAnsweredSinceStall()) {
            stream.quiet(nowNs);
        } else if (!stream.poll.active && !asked) {
            stream.rest.want(nowNs);
        }
    }

    private void watchOverdue(
        StreamState stream, StreamHealth why, boolean restRepeats, long nowNs) {
        if (stream.isDead() && stream.rest.isAhead()) {
            // Only its socket can bring it back.
            return;
        }
        if (why == StreamHealth.FROZEN || why == StreamHealth.LAGGING
            || why == StreamHealth.OLDER_IDS) {
            // It is not quiet, so there is nothing to ask.
            stream.dead(why, nowNs);
            return;
        }
        if (!poller.has(stream.traits.call) && isCarryingOthers(stream, nowNs)) {
            // Nobody can tell, and its connection delivers.
            stream.quiet(nowNs);
            return;
        }
        long deadlineNs = deadlineNs(stream);
        if (stream.rest.answeredNs - deadlineNs > 0 && stream.poll.request == 0
            && !stream.rest.unanswered) {
            if (stream.rest.isAhead() || restRepeats) {
                stream.dead(why, nowNs);
            } else if (stream.rest.hasAnsweredSinceStall()) {
                stream.quiet(nowNs);
            } else if (!stream.poll.active) {
                // What it answered before our stall says nothing of the time since.
                stream.rest.want(nowNs);
            }
        } else if (stream.rest.unanswered && stream.poll.askedNs - deadlineNs >= 0
            || poller.isHeld(stream.traits.call, nowNs) || isAskedInVain(stream, nowNs)
            || nowNs - deadlineNs > limits.silenceNs(stream.kind)) {
            stream.dead(why, nowNs);
        } else if (stream.poll.request == 0 && !stream.poll.active) {
            stream.rest.want(nowNs);
        }
    }

    /** Whether another stream of its connection has brought news within its limit. */
    private boolean isCarryingOthers(StreamState stream, long nowNs) {
        for (int i = 0; i < stream.group.streams.size(); i++) {
            StreamState other = stream.group.streams.get(i);
            if (other != stream && other.socket.health == StreamHealth.FRESH
                && nowNs - other.socket.heardNs <= limits.silenceNs(other.kind)) {
                return true;
            }
        }
        return false;
    }

    /** The budget lets no question through: better polled for nothing than believed. */
    private boolean isAskedInVain(StreamState stream, long nowNs) {
        return stream.rest.isProbePendingFor(patienceNs(), nowNs);
    }

    /** Somewhat less than a poll, so that a timer as slow as the polls does not miss it. */
    private long patienceNs() {
        return limits.pollEveryNs() - limits.pollEveryNs() / 4;
    }

    /**
     * Whether REST has been ahead of the socket for longer than the way of a tick may take. What
     * has a cadence is judged by that alone.
     */
    private boolean isBehind(StreamState stream, long nowNs) {
        return stream.mayBeQuiet() && stream.rest.isAheadFor(patienceNs(), nowNs);
    }

    /** Why it is time to doubt the socket, FRESH if it is not. */
    private StreamHealth overdue(StreamState stream, long nowNs) {
        if (isLate(stream, nowNs)) {
            return StreamHealth.LAGGING;
        }
        if (nowNs - deadlineNs(stream) <= 0) {
            return StreamHealth.FRESH;
        }
        // What comes in the millisecond of the last news is no sign of a clock that stands still.
        if (stream.socket.frozenNs - stream.socket.heardNs > SAME_MOMENT_NS) {
            return StreamHealth.FROZEN;
        }
        if (stream.socket.olderNs - stream.socket.heardNs > SAME_MOMENT_NS) {
            return StreamHealth.OLDER_IDS;
        }
        if (isNotUnderstood(stream, nowNs)) {
            return StreamHealth.NOT_UNDERSTOOD;
        }
        if (!stream.socket.ticked) {
            return StreamHealth.NO_FIRST_TICK;
        }
        boolean repeats = !stream.mayBeQuiet()
            && nowNs - stream.socket.arrivedNs <= limits.silenceNs(stream.kind);
        return repeats ? StreamHealth.FROZEN : StreamHealth.SILENT;
    }

    /** What its connection brings instead of its ticks may be they. */
    private boolean isNotUnderstood(StreamState stream, long nowNs) {
        Connection current = stream.group == null ? null : stream.group.current;
        return current != null && current.rejectedNs - stream.socket.heardNs > 0
            && nowNs - current.rejectedNs <= limits.silenceNs(stream.kind);
    }

    private long deadlineNs(StreamState stream) {
        SocketHealth socket = stream.socket;
        boolean first = !socket.ticked && socket.quietNs - socket.heardNs <= 0;
        return Math.max(socket.heardNs, socket.quietNs)
            + (first ? limits.firstTickWithinNs() : limits.silenceNs(stream.kind));
    }

    long blameUsUntilNs() {
        return blameUsUntilNs;
    }

    void blameUsUntilNs(long untilNs) {
        blameUsUntilNs = untilNs;
    }
}
