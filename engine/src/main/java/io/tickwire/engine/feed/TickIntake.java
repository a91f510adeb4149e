package io.tickwire.engine.feed;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.stage.Outputs;

/**
 * Takes ticks in one by one: puts them in order over all sources, tells holes and sees them
 * filled, and notes what they say about the socket that brought them. Engine thread only; does not
 * allocate.
 */
final class TickIntake {
    private static final int POLL = Source.POLL.ordinal();
    private static final int BACKFILL = Source.BACKFILL.ordinal();
    private static final long MS = 1_000_000L;
    /**
     * So long the current connection may be behind the other before what lies between is missing.
     */
    private static final long BEHIND_NS = 1_000_000_000L;
    /** Older ticks only, for so long and so many: the venue has begun its numbering anew. */
    private static final long RENUMBERED_AFTER_NS = 60_000_000_000L;
    private static final int RENUMBERED_TICKS = 10;

    private final Config.Feed limits;
    private final VenueClock clock;

    TickIntake(Config.Feed limits, VenueClock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Takes one in.
     *
     * @return who may see it
     */
    Visibility onTick(Event tick, StreamState stream, Outputs outputs) {
        if (tick.sourceCode() == BACKFILL) {
            return older(tick, stream, outputs);
        }
        if (tick.sourceCode() == POLL) {
            return onPolled(tick, stream, outputs);
        }
        ConnectionGroup group = stream.group;
        if (group != null && (group.current == null || group.current.id != tick.link())) {
            return onSpare(tick, stream, group, outputs);
        }
        boolean isRepeated = !onCurrent(tick, stream);
        return show(tick, stream, isRepeated, outputs);
    }

    /**
     * Judges the socket by its own ticks alone; a poll or the other connection may have shown the
     * same before.
     *
     * @return whether it is news by this socket
     */
    private boolean onCurrent(Event tick, StreamState stream) {
        long nowNs = tick.engineNs();
        stream.arrivedNs = nowNs;
        boolean isNew = stream.socket.judge(tick).isNew();
        if (isNew) {
            long venueMs = TickSequencer.venueMs(tick);
            boolean moved = venueMs == Event.ABSENT || venueMs > stream.socket.venueMs();
            stream.socket.take(tick);
            stream.lagMs = lagMs(tick, venueMs);
            boolean late = isLate(stream.lagMs, stream);
            stream.lateNs = !late ? 0 : stream.lateNs == 0 ? nowNs : stream.lateNs;
            if (!moved) {
                stream.frozenNs = nowNs;
            }
            if (moved && !late) {
                stream.heard(nowNs);
            } else if (!late && venueMs >= stream.shown.venueMs()) {
                // No sign of life by itself, but it has caught up with what REST had shown.
                stream.restAheadNs = 0;
            }
        }
        return isNew;
    }

    /** How late a tick is, 0 where that is not known. */
    private long lagMs(Event tick, long venueMs) {
        return venueMs == Event.ABSENT ? 0 : clock.lagMs(tick.receiveNs(), venueMs);
    }

    private boolean isLate(long lagMs, StreamState stream) {
        return lagMs > limits.silenceNs(stream.kind) / MS;
    }

    /** What REST shows; how it stands to the socket's own ticks tells whether that is alive. */
    private Visibility onPolled(Event tick, StreamState stream, Outputs outputs) {
        boolean isNew = stream.shown.judge(tick).isNew();
        // Until the socket brings news it stays so: what REST has shown in between, it missed.
        boolean ahead = stream.ticked ? stream.socket.judge(tick).isNew()
            : isNew && (stream.hasBase || isAfterSubscription(tick, stream));
        if (ahead && !stream.isRestAhead()) {
            stream.restAheadNs = tick.engineNs();
        }
        stream.answered(tick.engineNs());
        // The rows of one reply are one answer; that of trades ends with the fact behind it.
        stream.hasBase |= stream.kind != StreamKind.TRADE;
        stream.rows++;
        if (!isNew) {
            return older(tick, stream, outputs);
        }
        Visibility showing = show(tick, stream, false, outputs);
        // A trade this late is history, and the next may be as old: no tick to act upon.
        return stream.kind == StreamKind.TRADE
            && isLate(lagMs(tick, TickSequencer.venueMs(tick)), stream) ? Visibility.BACKFILL
            : showing;
    }

    /** What is no news may still be what was missing. */
    private static Visibility older(Event tick, StreamState stream, Outputs outputs) {
        return stream.backfill.fill(tick, stream, outputs) ? Visibility.BACKFILL
            : Visibility.HIDDEN;
    }

    private boolean isAfterSubscription(Event tick, StreamState stream) {
        return stream.kind == StreamKind.TRADE
            && clock.isAfter(tick.get(TradeFields.TRANSACT_MS), stream.heardNs);
    }

    /**
     * Both connections carry the same; whichever is first shows it. Of trades that one only shows
     * the very next, for as long as the current connection may still bring what lies between.
     */
    private Visibility onSpare(Event tick, StreamState stream, ConnectionGroup group,
        Outputs outputs) {
        Connection connection = group.connection(tick.link());
        if (connection != null && connection.isOpen() && stream.spare.judge(tick).isNew()) {
            onNewOfSpare(tick, stream);
        }
        SequenceVerdict order = stream.shown.judge(tick);
        if (order == SequenceVerdict.AFTER_HOLE && stream.isWell()
            && !isLongBehind(stream, tick.engineNs())) {
            stream.spareId = Math.max(stream.spareId, tick.get(TradeFields.ID));
            return Visibility.HIDDEN;
        }
        return order.isNew() ? show(tick, stream, false, outputs) : older(tick, stream, outputs);
    }

    private static boolean isLongBehind(StreamState stream, long nowNs) {
        if (stream.behindNs == 0) {
            stream.behindNs = nowNs;
        }
        return nowNs - stream.behindNs > BEHIND_NS;
    }

    /** Late ticks, or a time that stands still, are no better on another connection. */
    private void onNewOfSpare(Event tick, StreamState stream) {
        long venueMs = TickSequencer.venueMs(tick);
        // Where the current connection is no good, the spare must bring what that did not.
        long lastMs = stream.isWell() ? stream.spare.venueMs()
            : Math.max(stream.spare.venueMs(), stream.socket.venueMs());
        boolean moved = venueMs == Event.ABSENT || venueMs > lastMs;
        stream.spare.take(tick);
        if (moved && !isLate(lagMs(tick, venueMs), stream)) {
            stream.heardOnSpare = true;
            stream.spareNs = tick.engineNs();
        }
    }

    private Visibility show(Event tick, StreamState stream, boolean tell, Outputs outputs) {
        SequenceVerdict order = stream.shown.judge(tick);
        if (!order.isNew()) {
            if (!isRenumbered(tick, stream, order)) {
                return unordered(tick, stream, order, tell, outputs);
            }
            stream.shown.reset();
            stream.socket.reset();
            stream.spare.reset();
            stream.spareId = -1;
            stream.backfill.renumbered(stream, tick.engineNs(), outputs);
            StreamNews.about(tick, StatusReason.RENUMBERED, stream, outputs);
        } else if (order == SequenceVerdict.AFTER_HOLE) {
            hole(tick, stream, outputs);
        }
        stream.shown.take(tick);
        stream.newsNs = tick.engineNs();
        stream.behindNs = 0;
        stream.unorderedTold = StatusReason.NONE;
        if (tick.sourceCode() != POLL || !stream.mayBeQuiet()) {
            // What REST shows must not hide that the socket numbers anew.
            stream.olderNs = 0;
            stream.olderCount = 0;
        }
        return Visibility.LIVE;
    }

    private static boolean isRenumbered(Event tick, StreamState stream, SequenceVerdict order) {
        if (order != SequenceVerdict.OLDER || !stream.shown.isNumberedBack(tick)) {
            return false;
        }
        if (stream.olderNs == 0) {
            stream.olderNs = tick.engineNs();
        }
        stream.olderCount++;
        return stream.olderCount >= RENUMBERED_TICKS
            && tick.engineNs() - stream.olderNs > RENUMBERED_AFTER_NS;
    }

    /** Cold: ids are missing before this tick; of a recording nobody can be asked for them. */
    private static void hole(Event tick, StreamState stream, Outputs outputs) {
        long id = tick.get(TradeFields.ID);
        long lastId = stream.shown.id();
        long venueMs = TickSequencer.venueMs(tick);
        long lastMs = stream.shown.venueMs();
        stream.gapMessages += id - lastId - 1;
        StreamNews.hole(tick, lastId + 1, id - 1, lastMs < 0 || venueMs == Event.ABSENT
            ? Event.ABSENT : venueMs - lastMs, stream, outputs);
        if (stream.group != null) {
            stream.backfill.missing(lastId + 1, id - 1, stream, tick.engineNs(), outputs);
        }
    }

    /** Cold: what was missing is filled by it; else the first of a row is told. */
    private static Visibility unordered(
        Event tick, StreamState stream, SequenceVerdict order, boolean tell, Outputs outputs) {
        Visibility showing = older(tick, stream, outputs);
        StatusReason reason =
            order == SequenceVerdict.DUPLICATE ? StatusReason.DUPLICATE : StatusReason.OLDER;
        // After a poll the socket may honestly bring what was shown already.
        if (tell && showing == Visibility.HIDDEN && stream.unorderedTold != reason
            && !stream.polled) {
            stream.unorderedTold = reason;
            StreamNews.about(tick, reason, stream, outputs);
        }
        return showing;
    }
}
