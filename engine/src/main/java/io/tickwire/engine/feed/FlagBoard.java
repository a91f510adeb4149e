package io.tickwire.engine.feed;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.FeedState;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.List;

/**
 * Works the flags out at each TIMER, from the streams up, and tells what has changed.
 *
 * <pre>
 *            stream                       symbol                     venue
 *   GREEN    fresh from its socket        all its streams            all streams
 *   YELLOW   fresh from elsewhere         some stream is not GREEN   some stream is not GREEN
 *   RED      fresh from nowhere           all its streams            some symbol, or we are banned
 * </pre>
 *
 * Whatever is fresh from nowhere within the first deadline of the session, or within its own
 * behind the first connection, is YELLOW, starting.
 * Engine thread only.
 */
final class FlagBoard implements State {
    /** The venue's flag is repeated, so that whoever begins to look learns it. */
    private static final long REPEAT_NS = 10_000_000_000L;
    /** What is told leaves so much room to signals and orders of the same TIMER. */
    private static final int ROOM_LEFT = 50;
    private static final long MS = 1_000_000L;

    private final Config.Feed limits;
    private final FlagState venue = new FlagState();
    private FeedState state = FeedState.NONE;
    private long startedNs;
    private long repeatNs;
    private int nextToTell;

    FlagBoard(Config.Feed limits) {
        this.limits = limits;
    }

    /** A session or an incarnation begins. */
    void started(long nowNs) {
        startedNs = nowNs;
    }

    void onTimer(StreamTable streams, List<ConnectionGroup> groups, boolean banned, long nowNs,
        Outputs outputs, StreamViews views) {
        if (startedNs == 0) {
            startedNs = nowNs;
        }
        boolean starting = nowNs - startedNs <= limits.firstTickWithinNs();
        judge(streams, starting, banned, nowNs);
        state = stateOf(streams, groups, starting);
        tellVenue(nowNs, outputs);
        tellRest(streams, nowNs, outputs, views);
    }

    private void judge(StreamTable streams, boolean starting, boolean banned, long nowNs) {
        for (int i = 0; i < streams.symbolCount(); i++) {
            streams.symbol(i).gather();
        }
        FeedFlag worst = FeedFlag.GREEN;
        StatusReason why = StatusReason.FRESH;
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            judge(stream, starting, nowNs);
            FlagState standing = stream.standing;
            streams.symbolOf(stream).add(standing.flag, standing.reason);
            if (standing.flag != FeedFlag.GREEN && worst == FeedFlag.GREEN) {
                worst = FeedFlag.YELLOW;
                why = standing.reason;
            }
        }
        for (int i = 0; i < streams.symbolCount(); i++) {
            SymbolState symbol = streams.symbol(i);
            symbol.conclude(nowNs);
            if (symbol.standing.flag == FeedFlag.RED && worst != FeedFlag.RED) {
                worst = FeedFlag.RED;
                why = symbol.standing.reason;
            }
        }
        if (banned) {
            venue.set(FeedFlag.RED, StatusReason.BANNED, nowNs);
        } else if (streams.count() == 0) {
            venue.set(starting ? FeedFlag.YELLOW : FeedFlag.RED, StatusReason.STARTING, nowNs);
        } else {
            venue.set(worst, why, nowNs);
        }
    }

    private void judge(StreamState stream, boolean starting, long nowNs) {
        stream.freshFromPolls = isFreshFromPolls(stream, nowNs);
        if (stream.isWell()) {
            boolean filling = !stream.backfill.isEmpty();
            stream.standing.set(stream.polled || filling ? FeedFlag.YELLOW : FeedFlag.GREEN,
                stream.polled ? StatusReason.PROVING : filling ? StatusReason.FILLING
                : stream.health.statusReason(), nowNs);
        } else if (isFreshFromElsewhere(stream, nowNs)) {
            stream.standing.set(FeedFlag.YELLOW, stream.health.statusReason(), nowNs);
        } else if (starting && stream.group != null && stream.wellNs - startedNs < 0
            || isStarting(stream)) {
            stream.standing.set(FeedFlag.YELLOW, StatusReason.STARTING, nowNs);
        } else {
            // Of a recording nobody can be asked, so its silence may be honest.
            stream.standing.set(stream.group == null ? FeedFlag.YELLOW : FeedFlag.RED,
                stream.health.statusReason(), nowNs);
        }
    }

    /**
     * Its first connection is open, and the deadline of the first tick or the question behind it
     * runs.
     */
    private static boolean isStarting(StreamState stream) {
        return stream.health == StreamHealth.STARTING && !stream.polled && stream.group != null
            && stream.group.current != null;
    }

    private boolean isFreshFromPolls(StreamState stream, long nowNs) {
        // A mark has its cadence whoever brings it; other answers may honestly be the same.
        long lifeNs = stream.kind == StreamKind.MARK ? stream.newsNs : stream.answeredNs;
        return stream.polled && stream.answeredNs != 0
            && nowNs - lifeNs <= limits.silenceNs(stream.kind) + limits.pollEveryNs();
    }

    /** By a poll, by a last tick that is still young, or soon, by the first poll. */
    private boolean isFreshFromElsewhere(StreamState stream, long nowNs) {
        return stream.freshFromPolls || stream.polled
            && (stream.ticked && nowNs - stream.heardNs <= limits.silenceNs(stream.kind)
                || nowNs - stream.polledNs <= 2 * limits.pollEveryNs());
    }

    private FeedState stateOf(StreamTable streams, List<ConnectionGroup> groups, boolean starting) {
        boolean anyFresh = false;
        boolean anyPolled = false;
        boolean anyDown = false;
        boolean anyUnwell = false;
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            anyFresh |= stream.standing.flag != FeedFlag.RED;
            anyPolled |= stream.polled && stream.group != null;
            anyDown |= stream.polled && stream.group != null && stream.group.current == null;
            anyUnwell |= !stream.isWell() && stream.group != null;
        }
        if (!anyFresh) {
            return starting ? FeedState.STARTING : FeedState.DOWN;
        }
        if (anyDown) {
            return FeedState.POLLING;
        }
        if (anyPolled) {
            return FeedState.RECOVERING;
        }
        if (anyUnwell) {
            return FeedState.STARTING;
        }
        for (int i = 0; i < groups.size(); i++) {
            ConnectionGroup group = groups.get(i);
            if (group.spare(Connection.Phase.CONNECTING) != null
                || group.spare(Connection.Phase.OPEN) != null) {
                return FeedState.ROTATING;
            }
        }
        return FeedState.STREAMING;
    }

    private void tellVenue(long nowNs, Outputs outputs) {
        boolean due = nowNs - repeatNs >= REPEAT_NS;
        if (outputs.room() <= ROOM_LEFT || !venue.hasChanged(state.ordinal()) && !due) {
            return;
        }
        venue.told(state.ordinal());
        repeatNs = nowNs;
        outputs.claim(EventType.FEED_STATUS, 0)
            .link(0)
            .set(FeedStatusFields.KIND, StreamKind.NONE.ordinal())
            .set(FeedStatusFields.FLAG, venue.flag.ordinal())
            .set(FeedStatusFields.REASON, venue.reason.ordinal())
            .set(FeedStatusFields.STATE, state.ordinal())
            .set(FeedStatusFields.SINCE_NS, venue.sinceNs);
        outputs.commit();
    }

    /** Streams and symbols in turn, as much as one input may, going on at the next TIMER. */
    private void tellRest(
        StreamTable streams, long nowNs, Outputs outputs, StreamViews views) {
        int count = streams.count() + streams.symbolCount();
        for (int i = 0; i < count && outputs.room() > ROOM_LEFT; i++) {
            if (nextToTell >= count) {
                nextToTell = 0;
            }
            int at = nextToTell++;
            if (at < streams.count()) {
                tell(streams.get(at), nowNs, outputs, views);
            } else {
                tell(streams.symbol(at - streams.count()), outputs);
            }
        }
    }

    private static void tell(
        StreamState stream, long nowNs, Outputs outputs, StreamViews views) {
        int polled = stream.polled ? 1 : 0;
        if (!stream.standing.hasChanged(polled)) {
            return;
        }
        stream.standing.told(polled);
        outputs.claim(EventType.FEED_STATUS, stream.instrumentId)
            .link(stream.group == null || stream.group.current == null
                ? 0 : stream.group.current.id)
            .set(FeedStatusFields.KIND, stream.kind.ordinal())
            .set(FeedStatusFields.FLAG, stream.standing.flag.ordinal())
            .set(FeedStatusFields.REASON, stream.standing.reason.ordinal())
            .set(FeedStatusFields.SILENCE_MS, stream.silenceNs(nowNs) / MS)
            .set(FeedStatusFields.FED_BY, stream.fedBy().ordinal())
            .set(FeedStatusFields.SINCE_NS, stream.standing.sinceNs)
            .set(FeedStatusFields.LAG_MS, stream.lagMs);
        outputs.commit();
        views.add(stream, nowNs);
    }

    private static void tell(SymbolState symbol, Outputs outputs) {
        if (!symbol.standing.hasChanged(0)) {
            return;
        }
        symbol.standing.told(0);
        outputs.claim(EventType.FEED_STATUS, symbol.instrumentId)
            .link(0)
            .set(FeedStatusFields.KIND, StreamKind.NONE.ordinal())
            .set(FeedStatusFields.FLAG, symbol.standing.flag.ordinal())
            .set(FeedStatusFields.REASON, symbol.standing.reason.ordinal())
            .set(FeedStatusFields.SINCE_NS, symbol.standing.sinceNs);
        outputs.commit();
    }

    @Override
    public void writeState(StateWriter out) {
        out.part("venue", venue);
        out.put("state", state).put("startedNs", startedNs).put("repeatNs", repeatNs)
            .put("nextToTell", nextToTell);
    }

    @Override
    public void readState(StateReader in) {
        venue.readState(in);
        state = FeedState.of(in.getLong());
        startedNs = in.getLong();
        repeatNs = in.getLong();
        nextToTell = in.getInt();
    }
}
