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

/**
 * Works the flags of streams, symbols and the venue out at each TIMER, from the streams up, and
 * publishes those that changed. Engine thread only.
 *
 * <pre>
 *            stream                       symbol                     venue
 *   GREEN    fresh from its socket        all its streams            all streams
 *   YELLOW   fresh from elsewhere,        some stream is not GREEN   some stream is not GREEN
 *            or stale by our own stall
 *   RED      fresh from nowhere           all its streams            some symbol, or we are banned
 * </pre>
 *
 * A symbol that is not traded is RED with its streams, or, as configured, gone: it counts no more
 * while there are others. Whatever is fresh from nowhere within the first deadline of the session,
 * or within its own behind the first connection, is YELLOW, starting.
 */
final class FlagBoard implements State {
    /** The venue's flag is repeated, so that whoever begins to look learns it. */
    private static final long REPEAT_NS = 10_000_000_000L;
    /** What is published leaves so much room to signals and orders of the same TIMER. */
    private static final int ROOM_LEFT = 50;
    private static final long MS = 1_000_000L;

    private final Config.Feed limits;
    private final Freshness freshness;
    private final RestWitness witness;
    private final FlagState venue = new FlagState();
    private FeedState state = FeedState.NONE;
    private long startedNs;
    private long repeatNs;
    private int nextToPublish;
    private boolean clockDoubted;
    /** Of the current TIMER: nobody can tell whether what polls bring is alive. */
    private boolean unwitnessed;

    FlagBoard(Config.Feed limits, Freshness freshness) {
        this.limits = limits;
        this.freshness = freshness;
        this.witness = new RestWitness(limits, freshness.clock());
    }

    /** A session or an incarnation begins. */
    void started(long nowNs) {
        startedNs = nowNs;
    }

    void onTimer(StreamTable streams, ConnectionGroups groups, boolean banned, long nowNs,
        Outputs outputs, StreamViews views) {
        if (startedNs == 0) {
            startedNs = nowNs;
        }
        boolean starting = nowNs - startedNs <= limits.firstTickWithinNs();
        judge(streams, starting, banned, nowNs);
        state = stateOf(streams, groups, starting);
        publishVenue(nowNs, outputs);
        publishRest(streams, nowNs, outputs, views);
    }

    private void judge(StreamTable streams, boolean starting, boolean banned, long nowNs) {
        for (int i = 0; i < streams.symbolCount(); i++) {
            streams.symbol(i).gather();
        }
        FeedFlag worst = FeedFlag.GREEN;
        StatusReason why = StatusReason.FRESH;
        boolean allStill = witness.isAllStill(streams, nowNs);
        unwitnessed = allStill && !witness.isClockStill();
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            SymbolState symbol = streams.symbolOf(stream);
            symbol.restRepeats |= allStill && !unwitnessed || witness.isRepeating(stream, nowNs);
            symbol.restUnproven |= witness.isUnproven(stream);
        }
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            judge(stream, streams.symbolOf(stream), starting, nowNs);
            FlagState found = stream.flagState;
            streams.symbolOf(stream).add(found.flag, found.reason);
            if (found.flag != FeedFlag.GREEN && worst == FeedFlag.GREEN
                && !stream.listing.isGone(limits)) {
                worst = FeedFlag.YELLOW;
                why = found.reason;
            }
        }
        boolean anyCounts = false;
        for (int i = 0; i < streams.symbolCount(); i++) {
            SymbolState symbol = streams.symbol(i);
            symbol.conclude(nowNs);
            boolean counts = !symbol.listing.isGone(limits);
            anyCounts |= counts;
            // What may be mended is told before what may not.
            if (symbol.flagState.flag == FeedFlag.RED && counts && (worst != FeedFlag.RED
                || why == StatusReason.NOT_TRADING)) {
                worst = FeedFlag.RED;
                why = symbol.flagState.reason;
            }
        }
        if (banned) {
            venue.set(FeedFlag.RED, StatusReason.BANNED, nowNs);
        } else if (streams.count() == 0) {
            venue.set(starting ? FeedFlag.YELLOW : FeedFlag.RED, StatusReason.STARTING, nowNs);
        } else if (!anyCounts) {
            venue.set(FeedFlag.RED, StatusReason.GONE, nowNs);
        } else {
            venue.set(worst, why, nowNs);
        }
    }

    private void judge(StreamState stream, SymbolState symbol, boolean starting, long nowNs) {
        witness.settle(stream, symbol.restUnproven, nowNs);
        stream.poll.fresh = isFreshFromPolls(stream, symbol, nowNs);
        if (stream.listing.notTrading) {
            stream.flagState.set(FeedFlag.RED, stream.listing.reason(limits), nowNs);
        } else if (stream.isWell()) {
            StatusReason doubt = stream.poll.active ? StatusReason.PROVING
                : !freshness.isKnownLately(stream, nowNs) ? StatusReason.STALE
                : freshness.isOfUnknownAge(stream) ? StatusReason.AGE_UNKNOWN
                : freshness.isUnwitnessed(stream) ? StatusReason.UNWITNESSED
                : !stream.backfill.isEmpty() ? StatusReason.FILLING : StatusReason.NONE;
            if (doubt == StatusReason.NONE) {
                stream.flagState.set(FeedFlag.GREEN, stream.socket.health.statusReason(), nowNs);
            } else {
                stream.flagState.set(FeedFlag.YELLOW, doubt, nowNs);
            }
        } else if (isFreshFromElsewhere(stream, nowNs)) {
            stream.flagState.set(FeedFlag.YELLOW, unwitnessed && stream.poll.active
                ? StatusReason.UNWITNESSED : stream.socket.health.statusReason(), nowNs);
        } else if (starting && stream.group != null && stream.socket.wellNs - startedNs < 0
            || isStarting(stream)) {
            stream.flagState.set(FeedFlag.YELLOW, StatusReason.STARTING, nowNs);
        } else {
            // Of a recording nobody can be asked, so its silence may be honest.
            stream.flagState.set(stream.group == null ? FeedFlag.YELLOW : FeedFlag.RED,
                stream.poll.active && symbol.restRepeats ? StatusReason.REST_REPEATS
                : stream.socket.health.statusReason(), nowNs);
        }
    }

    /** Its first connection is open; the deadline of the first tick, or a question, runs. */
    private static boolean isStarting(StreamState stream) {
        return stream.socket.health == StreamHealth.STARTING && !stream.poll.active
            && stream.group != null && stream.group.current != null;
    }

    private boolean isFreshFromPolls(StreamState stream, SymbolState symbol, long nowNs) {
        long lifeNs = stream.traits.movesInPolls || symbol.restRepeats
            ? stream.newsNs : stream.rest.answeredNs;
        return stream.poll.active && stream.rest.answeredNs != 0
            && nowNs - lifeNs <= witness.freshNs(stream);
    }

    /** By a poll, by a last tick that is still young, or soon, by the first poll. */
    private boolean isFreshFromElsewhere(StreamState stream, long nowNs) {
        return stream.poll.fresh || stream.poll.active
            && (stream.socket.ticked
                && nowNs - stream.socket.heardNs <= limits.silenceNs(stream.kind)
                || nowNs - stream.poll.sinceNs <= 2 * limits.pollEveryNs());
    }

    private FeedState stateOf(StreamTable streams, ConnectionGroups groups, boolean starting) {
        boolean anyFresh = false;
        boolean anyPolled = false;
        boolean anyDown = false;
        boolean anyUnwell = false;
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            anyFresh |= stream.flagState.flag != FeedFlag.RED;
            anyPolled |= stream.poll.active && stream.group != null;
            anyDown |= stream.poll.active && stream.group != null && stream.group.current == null;
            anyUnwell |= !stream.isWell() && stream.group != null && !stream.listing.notTrading;
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
        return groups.anyReplacing() ? FeedState.ROTATING : FeedState.STREAMING;
    }

    private void publishVenue(long nowNs, Outputs outputs) {
        boolean due = nowNs - repeatNs >= REPEAT_NS;
        if (outputs.room() <= ROOM_LEFT || !venue.hasChanged(state.ordinal()) && !due) {
            return;
        }
        venue.published(state.ordinal());
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

    /** Publishes whether the venue's clock is believed, when that has changed. */
    void onClock(VenueClock clock, long nowNs, Outputs outputs) {
        if (clock.isDoubted() != clockDoubted && outputs.room() > ROOM_LEFT) {
            clockDoubted = clock.isDoubted();
            outputs.claim(EventType.FEED_STATUS, 0)
                .link(0)
                .set(FeedStatusFields.KIND, StreamKind.NONE.ordinal())
                .set(FeedStatusFields.FLAG, venue.flag.ordinal())
                .set(FeedStatusFields.REASON, (clockDoubted ? StatusReason.CLOCK_DOUBTED
                    : StatusReason.CLOCK_TRUSTED).ordinal())
                .set(FeedStatusFields.LAG_MS, clock.newestLagMs(nowNs));
            outputs.commit();
        }
    }

    /** Streams and symbols in turn, as much as one input may, going on at the next TIMER. */
    private void publishRest(
        StreamTable streams, long nowNs, Outputs outputs, StreamViews views) {
        int count = streams.count() + streams.symbolCount();
        for (int i = 0; i < count && outputs.room() > ROOM_LEFT; i++) {
            if (nextToPublish >= count) {
                nextToPublish = 0;
            }
            int at = nextToPublish++;
            if (at < streams.count()) {
                publish(streams.get(at), nowNs, outputs, views);
            } else {
                publish(streams.symbol(at - streams.count()), outputs);
            }
        }
    }

    private void publish(
        StreamState stream, long nowNs, Outputs outputs, StreamViews views) {
        int polled = stream.poll.active ? 1 : 0;
        if (!stream.flagState.hasChanged(polled)) {
            return;
        }
        stream.flagState.published(polled);
        outputs.claim(EventType.FEED_STATUS, stream.instrumentId)
            .link(stream.group == null || stream.group.current == null
                ? 0 : stream.group.current.id)
            .set(FeedStatusFields.KIND, stream.kind.ordinal())
            .set(FeedStatusFields.FLAG, stream.flagState.flag.ordinal())
            .set(FeedStatusFields.REASON, stream.flagState.reason.ordinal())
            .set(FeedStatusFields.SILENCE_MS, stream.publishedSilenceNs(nowNs) / MS)
            .set(FeedStatusFields.FED_BY, stream.fedBy().ordinal())
            .set(FeedStatusFields.SINCE_NS, stream.flagState.sinceNs)
            .set(FeedStatusFields.LAG_MS, freshness.lagMs(stream));
        outputs.commit();
        views.add(stream, nowNs);
    }

    private static void publish(SymbolState symbol, Outputs outputs) {
        if (!symbol.flagState.hasChanged(0)) {
            return;
        }
        symbol.flagState.published(0);
        outputs.claim(EventType.FEED_STATUS, symbol.instrumentId)
            .link(0)
            .set(FeedStatusFields.KIND, StreamKind.NONE.ordinal())
            .set(FeedStatusFields.FLAG, symbol.flagState.flag.ordinal())
            .set(FeedStatusFields.REASON, symbol.flagState.reason.ordinal())
            .set(FeedStatusFields.SINCE_NS, symbol.flagState.sinceNs);
        outputs.commit();
    }

    @Override
    public void writeState(StateWriter out) {
        out.part("venue", venue);
        out.put("state", state).put("startedNs", startedNs).put("repeatNs", repeatNs)
            .put("nextToPublish", nextToPublish).put("clockDoubted", clockDoubted);
    }

    @Override
    public void readState(StateReader in) {
        venue.readState(in);
        state = FeedState.of(in.getLong());
        startedNs = in.getLong();
        repeatNs = in.getLong();
        nextToPublish = in.getInt();
        clockDoubted = in.getBoolean();
    }
}
