package io.tickwire.engine.feed;

import io.tickwire.engine.budget.Budget;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimerFields;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * The heartbeat stage: knows of every stream whether it is fresh and from where, has sockets
 * connected, replaced and closed, polls what they do not bring, and shows the flag. Engine thread
 * only; knows no clock but engine time.
 *
 * <pre>
 *   ticks  --> TickIntake   order, holes, life of the socket
 *   LINK   --> ConnectionSupervisor
 *   CALL and the budget's records --> Poller
 *   TIMER  --> Freshness --> ConnectionSupervisor --> Poller --> FlagBoard
 * </pre>
 *
 * Ticks are judged one by one as they come; silence, and whatever became of a whole link, at each
 * TIMER by going over all streams, so that an input has few outputs however many streams a link
 * carries.
 */
public final class FeedStage implements FeedView, State {
    /** The process was suspended: what was fresh before says nothing any more. */
    private static final long SUSPENDED_NS = 30_000_000_000L;

    private final Config.Feed limits;
    private final long timerEveryNs;
    private final VenueClock clock = new VenueClock();
    private final ConnectionGroups groups;
    private final ConnectionSupervisor supervisor;
    private final StreamTable streams;
    private final Poller poller;
    private final TickIntake intake;
    private final Freshness freshness;
    private final FlagBoard board;
    private final StreamViews views = new StreamViews();
    /** Of the current input; set before anything is asked, so it is no state. */
    private long nowNs;

    /**
     * Knows no link and no stream yet.
     *
     * @param config of the session
     * @param seed   of the jitter
     * @param budget which its REST calls are paid for out of
     */
    public FeedStage(Config config, long seed, Budget budget) {
        this.limits = config.feed();
        this.timerEveryNs = config.timer().everyNs();
        this.groups = new ConnectionGroups(config.reconnect().stormPerMinute());
        this.supervisor = new ConnectionSupervisor(config, groups, clock, seed);
        this.streams = new StreamTable(groups);
        this.poller = new Poller(config, budget, clock, streams);
        this.intake = new TickIntake(limits, clock);
        this.freshness = new Freshness(config, clock, poller);
        this.board = new FlagBoard(limits, freshness);
    }

    /**
     * What is asked before the next event is about this moment: streams as they are known, their
     * ages as of then.
     *
     * @param engineNs not before that of the last event
     */
    public void at(long engineNs) {
        nowNs = engineNs;
    }

    /**
     * Takes in one event.
     *
     * @param event   any input
     * @param outputs for FEED_STATUS and FEED_REQUEST
     * @return who may see it: of ticks only what is new or was missing
     */
    public Visibility onEvent(Event event, Outputs outputs) {
        views.clear();
        nowNs = event.engineNs();
        EventType type = event.type();
        if (type.isTick()) {
            return onTick(event, outputs);
        }
        switch (type) {
            case TIMER:
                onTimer(event, outputs);
                break;
            case LINK:
                onLink(event, outputs);
                break;
            case REJECTED:
                groups.rejected(event.link(), event.engineNs());
                break;
            case CALL:
                poller.onCall(event, streams, outputs);
                break;
            case CALL_COST:
            case BUDGET_WINDOW:
            case BUDGET_USED:
                poller.onBudget(event);
                break;
            case TRADING_STATUS:
                poller.listings().onStatus(event);
                break;
            case VENUE_CLOCK:
                poller.onClock(event);
                break;
            case RESUMED:
                onResumed(event.engineNs());
                break;
            default:
                break;
        }
        return Visibility.LIVE;
    }

    private Visibility onTick(Event tick, Outputs outputs) {
        StreamState stream =
            streams.stream(tick.instrument(), StreamTraits.of(tick).kind());
        Visibility visibility = intake.onTick(tick, stream, outputs);
        if (stream.listing.notTrading && stream.traits.mayBeQuiet
            && visibility == Visibility.LIVE) {
            poller.listings().heard();
        }
        return visibility;
    }

    private void onTimer(Event timer, Outputs outputs) {
        long nowNs = timer.engineNs();
        long lateNs = timer.get(TimerFields.LATE_NS);
        // A timer's usual lateness is no stall; counting it would wear every limit away.
        if (lateNs > timerEveryNs) {
            stalled(lateNs, nowNs);
        }
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            freshness.watch(stream, streams.symbolOf(stream).restRepeats, nowNs);
        }
        boolean banned = poller.isBanned(nowNs);
        board.onClock(clock, nowNs, outputs);
        supervisor.onTimer(nowNs, banned, outputs);
        poller.onTimer(streams, nowNs, outputs);
        board.onTimer(streams, groups, banned, nowNs, outputs, views);
        views.addDue(streams, nowNs);
    }

    private void stalled(long stallNs, long nowNs) {
        groups.stalled(stallNs, nowNs);
        freshness.stalled(stallNs, nowNs);
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            if (stallNs >= SUSPENDED_NS && nowNs - stream.socket.heardNs >= stallNs
                && stream.isWell()) {
                stream.dead(StreamHealth.SILENT, nowNs);
            }
            // What was heard behind the stall needs no credit: never beyond now.
            stream.stalled(stallNs, nowNs);
        }
    }

    private void onLink(Event fact, Outputs outputs) {
        if (fact.get(LinkFields.FACT) == LinkFact.CARRIES.ordinal()) {
            StreamState stream =
                streams.stream(fact.instrument(), StreamKind.of(fact.get(LinkFields.KIND)));
            groups.carries(fact.link(), stream);
            stream.socket.heardNs = fact.engineNs();
        } else {
            if (fact.get(LinkFields.FACT) == LinkFact.REFUSED.ordinal()) {
                poller.refused(fact);
            } else if (fact.get(LinkFields.FACT) == LinkFact.OPENED.ordinal()) {
                poller.reached();
            }
            supervisor.onFact(fact, outputs);
        }
    }

    /** All links are down until the new incarnation plans them; ids seen before still count. */
    private void onResumed(long nowNs) {
        groups.resumed();
        poller.resumed(streams, nowNs);
        board.started(nowNs);
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            stream.subscribed(nowNs);
            stream.poll.end();
        }
    }

    @Override
    public boolean isFresh(int instrumentId, StreamKind kind) {
        StreamState stream = streams.find(instrumentId, kind);
        if (stream == null) {
            return false;
        }
        boolean current = stream.isWell() && freshness.isCurrent(stream, nowNs);
        if (limits.openWhilePolling() && stream.poll.active) {
            return current || freshness.isPolledCurrent(stream, nowNs);
        }
        return current && !stream.poll.active && stream.backfill.isEmpty();
    }

    @Override
    public boolean isCurrent(int instrumentId, StreamKind kind) {
        StreamState stream = streams.find(instrumentId, kind);
        return stream != null && (freshness.isCurrent(stream, nowNs)
            || stream.poll.active && freshness.isPolledCurrent(stream, nowNs));
    }

    /** @return whether what was before the current tick is missing, or of another numbering */
    public boolean isAfterHole() {
        return intake.isAfterHole();
    }

    @Override
    public boolean isTrading(int instrumentId) {
        SymbolListing listing = streams.listing(instrumentId);
        return listing == null || !listing.notTrading;
    }

    /** @return how many streams the strategy is given at the current input */
    public int viewCount() {
        return views.count();
    }

    /**
     * A stream that changed, or is given because its second has passed.
     *
     * @param index 0 to {@link #viewCount()} - 1
     * @return the stream
     */
    public StreamView view(int index) {
        return views.get(index);
    }

    @Override
    public void writeState(StateWriter out) {
        out.section("clock", clock);
        out.section("groups", groups);
        out.section("connects", supervisor);
        out.section("streams", streams);
        out.section("polls", poller);
        out.put("blameUsUntilNs", freshness.blameUsUntilNs()).put("nextView", views.next());
        out.section("flags", board);
        out.section("listings", poller.listings());
    }

    @Override
    public void readState(StateReader in) {
        in.section("clock", clock);
        in.section("groups", groups);
        in.section("connects", supervisor);
        in.section("streams", streams);
        in.section("polls", poller);
        freshness.blameUsUntilNs(in.getLong());
        views.next(in.getInt());
        in.section("flags", board);
        in.section("listings", poller.listings());
    }
}
