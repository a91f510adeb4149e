package io.tickwire.engine.feed;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.stage.Outputs;

/**
 * Takes ticks in one by one: puts them in order over all sources, publishes holes in their ids and
 * sees them filled, and notes what they say about the socket that brought them. Engine thread
 * only; does not allocate.
 */
final class TickIntake {
    private static final int POLL = Source.POLL.ordinal();
    private static final int BACKFILL = Source.BACKFILL.ordinal();
    private static final long MS = 1_000_000L;
    /**
     * So long the current connection may be behind the other before what lies between is missing.
     */
    private static final long BEHIND_NS = 1_000_000_000L;

    private final Config.Feed limits;
    private final VenueClock clock;
    /** The venue's time of the tick at hand, ms; absent where it has none that can be. */
    private long venueMs;
    private TimeVerdict time = TimeVerdict.GOOD;
    /** Whether what was directly before that is missing, or of another numbering. */
    private boolean afterHole;

    TickIntake(Config.Feed limits, VenueClock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Takes one in. A trade that comes too late is history, and the next may be as old: no tick to
     * act upon.
     *
     * @return who may see it
     */
    Visibility onTick(Event tick, StreamState stream, Outputs outputs) {
        afterHole = false;
        Visibility visibility = take(tick, stream, outputs);
        return visibility == Visibility.LIVE && stream.traits.isHistory
            && isLate(lagMs(tick, stream), stream) ? Visibility.BACKFILL : visibility;
    }

    /** Whether what was directly before the last tick is missing, or of another numbering. */
    boolean isAfterHole() {
        return afterHole;
    }

    private Visibility take(Event tick, StreamState stream, Outputs outputs) {
        if (tick.sourceCode() == BACKFILL) {
            return older(tick, stream, outputs);
        }
        boolean polled = tick.sourceCode() == POLL;
        time = clock.judge(
            stream.traits.venueMs(tick), !polled, tick.receiveNs(), tick.engineNs());
        venueMs = time == TimeVerdict.GOOD ? stream.traits.venueMs(tick) : Event.ABSENT;
        if (time != TimeVerdict.GOOD) {
            published(StatusReason.BAD_TIME, tick, stream, outputs);
            if (!stream.traits.hasNumber(tick)) {
                // Nothing else would tell whether it is new.
                return Visibility.HIDDEN;
            }
        }
        if (polled) {
            return onPolled(tick, stream, outputs);
        }
        if (!isOfCurrent(tick, stream)) {
            return onSpare(tick, stream, stream.group, outputs);
        }
        boolean isRepeated = !onCurrent(tick, stream);
        return show(tick, stream, isRepeated, outputs);
    }

    /** Cold: the first of a row is published. */
    private static void published(
        StatusReason reason, Event tick, StreamState stream, Outputs outputs) {
        if (stream.unorderedPublished != reason) {
            stream.unorderedPublished = reason;
            StreamNews.about(tick, reason, stream, outputs);
        }
    }

    /**
     * Judges the socket by its own ticks alone; a poll or the other connection may have shown the
     * same before.
     *
     * @return whether it is news by this socket
     */
    private boolean onCurrent(Event tick, StreamState stream) {
        long nowNs = tick.engineNs();
        SocketHealth socket = stream.socket;
        socket.arrivedNs = nowNs;
        boolean isNew = isNewOf(socket.ticks, tick);
        if (isNew) {
            boolean moved = hasMoved(socket.ticks.venueMs());
            socket.ticks.take(tick, venueMs);
            long lagMs = lagMs(tick, stream);
            boolean late = isLate(lagMs, stream);
            socket.lagged(lagMs, late, nowNs);
            if (!moved && time != TimeVerdict.AHEAD) {
                socket.frozenNs = nowNs;
            }
            if (moved && !late) {
                stream.heard(nowNs);
            } else if (!late && venueMs >= stream.shown.venueMs()) {
                // No sign of life by itself, but it has caught up with what REST had shown.
                stream.rest.caughtUp();
            }
        } else if (stream.traits.hasNumber(tick) && socket.ticks.isNumberedBack(tick, venueMs)) {
            socket.olderNs = nowNs;
        }
        return isNew;
    }

    /**
     * Where the venue gives no time, each is a sign of life. With one that cannot be it is none: it
     * may have waited for long, and what was known before it is as old as it was.
     */
    private boolean hasMoved(long lastMs) {
        return time == TimeVerdict.GOOD && (venueMs == Event.ABSENT || venueMs > lastMs);
    }

    /** Whether a tick is news to those of one source; takes a number that leapt twice for one. */
    private boolean isNewOf(TickSequencer ticks, Event tick) {
        SequenceVerdict order = ticks.judge(tick, venueMs);
        if (order == SequenceVerdict.LEAPT && ticks.isRepeatedLeap(tick)) {
            ticks.reset();
            return true;
        }
        return order.isNew();
    }

    /**
     * How old a tick is as the engine takes it: by the venue's clock where that is known, and by
     * how long it waited here since it was received, unless it was recorded. One whose time cannot
     * be is as late as the one before it, if that was too late.
     */
    private long lagMs(Event tick, StreamState stream) {
        long waitedMs =
            stream.group == null ? 0 : (tick.engineNs() - tick.receiveNs()) / MS;
        if (time != TimeVerdict.GOOD && stream.socket.lateNs != 0 && isOfCurrent(tick, stream)) {
            return Math.max(waitedMs, stream.socket.lagMs);
        }
        return venueMs == Event.ABSENT ? waitedMs
            : Math.max(waitedMs, clock.lagMs(tick.engineNs(), venueMs));
    }

    /** Of what sockets bring. */
    private static boolean isOfCurrent(Event tick, StreamState stream) {
        ConnectionGroup group = stream.group;
        return tick.sourceCode() != POLL
            && (group == null || group.current != null && group.current.id == tick.link());
    }

    private boolean isLate(long lagMs, StreamState stream) {
        return lagMs > limits.silenceNs(stream.kind) / MS;
    }

    /** What REST shows; how it stands to the socket's own ticks tells whether that is alive. */
    private Visibility onPolled(Event tick, StreamState stream, Outputs outputs) {
        SequenceVerdict order = stream.shown.judge(tick, venueMs);
        // While the socket ticks it is the one to say so.
        boolean leapt = order == SequenceVerdict.LEAPT
            && tick.engineNs() - stream.socket.heardNs > limits.silenceNs(stream.kind)
            && stream.shown.isContinuedLeap(tick);
        boolean isNew = order.isNew() || leapt;
        // Until the socket brings news it stays so: what REST has shown in between, it missed.
        boolean ahead = leapt
            || (stream.socket.ticked ? stream.socket.ticks.judge(tick, venueMs).isNew()
                : isNew && (stream.rest.hasBase || isAfterSubscription(stream)));
        if (ahead) {
            stream.rest.ahead(tick.engineNs());
        }
        stream.rest.answered(venueMs, tick.engineNs());
        // The rows of one reply are one answer; that of trades ends with the fact behind it.
        stream.rest.hasBase |= !stream.traits.isHistory;
        stream.poll.rows++;
        if (!isNew) {
            return older(tick, stream, outputs);
        }
        return show(tick, stream, false, outputs);
    }

    /** What is no news may still be what was missing. */
    private static Visibility older(Event tick, StreamState stream, Outputs outputs) {
        boolean fills = stream.backfill.fill(tick, stream, outputs);
        return fills ? Visibility.BACKFILL : Visibility.HIDDEN;
    }

    private boolean isAfterSubscription(StreamState stream) {
        return stream.traits.isHistory && clock.isAfter(venueMs, stream.socket.heardNs);
    }

    /**
     * Both connections carry the same; whichever is first shows it. Of trades that one only shows
     * the very next, for as long as the current connection may still bring what lies between.
     */
    private Visibility onSpare(Event tick, StreamState stream, ConnectionGroup group,
        Outputs outputs) {
        Connection connection = group.connection(tick.link());
        if (connection != null && connection.isOpen() && isNewOf(stream.spare.ticks, tick)) {
            onNewOfSpare(tick, stream);
        }
        SequenceVerdict order = stream.shown.judge(tick, venueMs);
        if (order == SequenceVerdict.AFTER_HOLE && stream.isWell()
            && !stream.spare.isAheadFor(BEHIND_NS, tick.engineNs())) {
            stream.spare.waits(tick.get(stream.traits.numberOffset));
            return Visibility.HIDDEN;
        }
        return order.isNew() ? show(tick, stream, false, outputs) : older(tick, stream, outputs);
    }

    /** Late ticks, or a time that stands still, are no better on another connection. */
    private void onNewOfSpare(Event tick, StreamState stream) {
        // Where the current connection is no good, the spare must bring what that did not.
        long lastMs = stream.isWell() ? stream.spare.ticks.venueMs()
            : Math.max(stream.spare.ticks.venueMs(), stream.socket.ticks.venueMs());
        boolean moved = hasMoved(lastMs);
        stream.spare.ticks.take(tick, venueMs);
        if (moved && !isLate(lagMs(tick, stream), stream) && !isHiddenByNumber(tick, stream)) {
            stream.spare.heard = true;
            stream.spare.heardNs = tick.engineNs();
        }
    }

    /**
     * Whether nobody is shown it because the current connection brought higher numbers: another one
     * is no better until the new numbering is certain.
     */
    private boolean isHiddenByNumber(Event tick, StreamState stream) {
        return stream.shown.judge(tick, venueMs) == SequenceVerdict.OLDER
            && stream.traits.hasNumber(tick) && stream.shown.isNumberedBack(tick, venueMs);
    }

    private Visibility show(Event tick, StreamState stream, boolean publish, Outputs outputs) {
        SequenceVerdict order = stream.shown.judge(tick, venueMs);
        if (!order.isNew()) {
            if (!isRenumbered(tick, stream, order)) {
                return unordered(tick, stream, order, publish, outputs);
            }
            stream.renumbered();
            stream.backfill.renumbered(stream, tick.engineNs(), outputs);
            StreamNews.about(tick, StatusReason.RENUMBERED, stream, outputs);
        } else if (order == SequenceVerdict.AFTER_HOLE) {
            hole(tick, stream, outputs);
        }
        stream.shown.take(tick, venueMs);
        stream.newsNs = tick.engineNs();
        stream.spare.aheadNs = 0;
        if (time == TimeVerdict.GOOD) {
            stream.unorderedPublished = StatusReason.NONE;
        }
        if (tick.sourceCode() != POLL || !stream.mayBeQuiet()) {
            // What REST shows must not hide that the socket numbers anew.
            stream.renumbering.reset();
        }
        afterHole = order != SequenceVerdict.NEXT;
        return Visibility.LIVE;
    }

    private boolean isRenumbered(Event tick, StreamState stream, SequenceVerdict order) {
        if (order == SequenceVerdict.LEAPT) {
            return stream.shown.isRepeatedLeap(tick);
        }
        return order == SequenceVerdict.OLDER && stream.shown.isNumberedBack(tick, venueMs)
            && stream.renumbering.isCertainAfter(tick.engineNs());
    }

    /** Cold: ids are missing before this tick; of a recording nobody can be asked for them. */
    private void hole(Event tick, StreamState stream, Outputs outputs) {
        long id = tick.get(stream.traits.numberOffset);
        long lastId = stream.shown.id();
        long lastMs = stream.shown.venueMs();
        stream.gapMessages += id - lastId - 1;
        StreamNews.hole(tick, lastId + 1, id - 1, lastMs < 0 || venueMs == Event.ABSENT
            ? Event.ABSENT : venueMs - lastMs, stream, outputs);
        if (stream.group != null) {
            stream.backfill.missing(lastId + 1, id - 1, stream, tick.engineNs(), outputs);
        }
    }

    /** Cold: what was missing is filled by it; else the first of a row is published. */
    private static Visibility unordered(
        Event tick, StreamState stream, SequenceVerdict order, boolean publish, Outputs outputs) {
        Visibility visibility = older(tick, stream, outputs);
        StatusReason reason = order == SequenceVerdict.DUPLICATE ? StatusReason.DUPLICATE
            : order == SequenceVerdict.LEAPT ? StatusReason.BAD_ID : StatusReason.OLDER;
        // After a poll the socket may honestly bring what was shown already.
        boolean expected = stream.poll.active && order != SequenceVerdict.LEAPT;
        if (publish && visibility == Visibility.HIDDEN && !expected) {
            published(reason, tick, stream, outputs);
        }
        return visibility;
    }
}
