package io.tickwire.engine.feed;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedReason;
import io.tickwire.engine.event.FeedRequest;
import io.tickwire.engine.event.Link;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows of every route where its legs stand and asks for what has to be done: one attempt in
 * flight, back-off with jitter, no more attempts a minute than the storm limit; a leg that is
 * worn out is replaced by another before it is closed. Engine thread only.
 *
 * <pre>
 *   no current leg:   connect --opened--> current            (refused, failed: back off, again)
 *   current, worn out: connect the spare --opened--> both --all streams there--> spare is current,
 *                                                          the old one is closed
 *   current, all dead: close it, begin anew
 * </pre>
 */
final class RouteSupervisor {
    private static final int POLICY_VIOLATION = 1008;
    /** A venue that closes for our behaviour is not asked again at once. */
    private static final int FAILURES_AFTER_VIOLATION = 5;

    private final Config.Feed limits;
    private final VenueClock clock;
    private final int stormPerMinute;
    private final BackOff backOff;
    private final List<Route> routes = new ArrayList<>();

    RouteSupervisor(Config config, VenueClock clock, long seed) {
        this.clock = clock;
        this.limits = config.feed();
        this.stormPerMinute = config.reconnect().stormPerMinute();
        this.backOff = new BackOff(config.reconnect(), seed);
    }

    List<Route> routes() {
        return routes;
    }

    /** Asks for what is due; a ban holds attempts back. */
    void onTimer(long nowNs, boolean banned, Outputs outputs) {
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            if (!route.planned) {
                continue;
            }
            if (route.current == null) {
                connectIfDue(route, route.attempts == 0 ? FeedReason.START : FeedReason.RECONNECT,
                    nowNs, banned, outputs);
            } else {
                onTimerWithCurrent(route, nowNs, banned, outputs);
            }
        }
    }

    private void onTimerWithCurrent(
        Route route, long nowNs, boolean banned, Outputs outputs) {
        FeedReason why = route.replaceReason(nowNs, limits.rotateAfterNs());
        if (route.isProven(nowNs, limits.stableAfterNs())) {
            route.failures = 0;
        }
        Leg spare = route.spare(Leg.Phase.OPEN);
        if (spare != null) {
            superviseSpare(route, spare, nowNs, outputs);
        } else if (why == FeedReason.NONE) {
            route.spareFailures = 0;
        } else if (!route.anyWell() && !route.current.doomed && !route.anyStarting()) {
            close(route.current, why, outputs);
            lost(route, nowNs, 0);
        } else {
            connectIfDue(route, why, nowNs, banned, outputs);
        }
    }

    private void connectIfDue(
        Route route, FeedReason why, long nowNs, boolean banned, Outputs outputs) {
        Leg leg = route.spare(Leg.Phase.IDLE);
        if (leg == null || route.spare(Leg.Phase.CONNECTING) != null || banned
            || nowNs - route.nextAttemptNs < 0 || !backOff.allows(route, nowNs)
            || outputs.room() == 0) {
            return;
        }
        backOff.attempted(route, nowNs);
        leg.phase = Leg.Phase.CONNECTING;
        leg.attempt = ++route.attempts;
        request(leg, FeedAction.CONNECT, why, outputs);
    }

    /**
     * The spare leg takes over once it brings everything, at once where the current one brings
     * nothing. One that has not come so far by the deadline of the first tick takes over if it is
     * better than the current leg, or as good as one that is worn out; else it was a failed
     * attempt.
     */
    private void superviseSpare(Route route, Leg spare, long nowNs, Outputs outputs) {
        long openNs = nowNs - spare.openedNs;
        boolean overlapLong = openNs >= limits.stableAfterNs();
        if (!route.anyWell() || route.isCompleteOn(spare, overlapLong, true)) {
            adopt(route, spare, nowNs, outputs);
        } else if (openNs > Math.max(limits.firstTickWithinNs(), limits.stableAfterNs())) {
            boolean wornOut = route.current.doomed
                || nowNs - route.current.bornNs >= limits.rotateAfterNs();
            if (route.countOnSpare() > route.countWell()
                || wornOut && route.isCompleteOn(spare, overlapLong, false)) {
                adopt(route, spare, nowNs, outputs);
            } else {
                close(spare, FeedReason.NO_FIRST_TICK, outputs);
                spareFailed(route, nowNs, 0);
            }
        }
    }

    private void adopt(Route route, Leg spare, long nowNs, Outputs outputs) {
        Leg old = route.current;
        route.current = spare;
        for (int i = 0; i < route.streams.size(); i++) {
            route.streams.get(i).movedTo(spare, old.isOpen(), clock, nowNs);
        }
        if (old.isOpen()) {
            close(old, FeedReason.REPLACED, outputs);
        }
    }

    private void close(Leg leg, FeedReason why, Outputs outputs) {
        leg.phase = Leg.Phase.CLOSING;
        request(leg, FeedAction.CLOSE, why, outputs);
    }

    /**
     * A fact about a leg.
     *
     * @param fact    other than those about REST
     * @param outputs for FEED_REQUEST
     */
    void onFact(Event fact, Outputs outputs) {
        long nowNs = fact.engineNs();
        LinkFact what = LinkFact.of(fact.get(Link.FACT));
        if (what == LinkFact.PLANNED) {
            planned(fact, nowNs);
            return;
        }
        Route route = find(fact.link());
        Leg leg = route == null ? null : route.leg(fact.link());
        if (leg == null || !route.planned) {
            return;
        }
        if (what == LinkFact.SHUTDOWN) {
            leg.doomed = true;
        } else if (fact.get(Link.ATTEMPT) == leg.attempt) {
            onOwnFact(fact, what, route, leg, outputs);
        }
    }

    private void onOwnFact(
        Event fact, LinkFact what, Route route, Leg leg, Outputs outputs) {
        long nowNs = fact.engineNs();
        switch (what) {
            case OPENED:
                opened(route, leg, nowNs, outputs);
                break;
            case REFUSED:
            case FAILED:
                if (leg.phase == Leg.Phase.CONNECTING) {
                    leg.phase = Leg.Phase.IDLE;
                    failed(route, nowNs, Math.max(0, fact.get(Link.WAIT_NS)));
                }
                break;
            case CLOSED:
                closed(route, leg, fact.get(Link.CODE), nowNs, outputs);
                break;
            default:
                break;
        }
    }

    private void planned(Event fact, long nowNs) {
        Route route = route((int) fact.get(Link.CODE));
        if (route.leg(fact.link()) == null) {
            route.legs.add(new Leg(fact.link()));
        }
        route.planned = true;
        route.downNs = nowNs;
        route.nextAttemptNs = nowNs;
    }

    private void opened(Route route, Leg leg, long nowNs, Outputs outputs) {
        if (leg.phase != Leg.Phase.CONNECTING) {
            return;
        }
        leg.phase = Leg.Phase.OPEN;
        leg.openedNs = nowNs;
        leg.bornNs = nowNs;
        leg.doomed = false;
        if (route.current == null) {
            route.current = leg;
            for (int i = 0; i < route.streams.size(); i++) {
                route.streams.get(i).subscribed(nowNs);
            }
        }
        request(leg, FeedAction.SUBSCRIBE, FeedReason.NONE, outputs);
    }

    private void closed(Route route, Leg leg, long code, long nowNs, Outputs outputs) {
        boolean asked = leg.phase == Leg.Phase.CLOSING;
        leg.phase = Leg.Phase.IDLE;
        long waitNs = 0;
        if (code == POLICY_VIOLATION) {
            // Full jitter alone might ask again at once.
            waitNs = backOff.ceilingNs(FAILURES_AFTER_VIOLATION) / 2;
            route.failures = Math.max(route.failures, FAILURES_AFTER_VIOLATION);
            route.spareFailures = Math.max(route.spareFailures, FAILURES_AFTER_VIOLATION);
        }
        if (leg == route.current) {
            Leg spare = route.spare(Leg.Phase.OPEN);
            if (spare != null) {
                adopt(route, spare, nowNs, outputs);
                route.nextAttemptNs = Math.max(route.nextAttemptNs, nowNs + waitNs);
            } else {
                lost(route, nowNs, waitNs);
            }
        } else if (!asked) {
            spareFailed(route, nowNs, waitNs);
        }
    }

    private void failed(Route route, long nowNs, long waitNs) {
        if (route.current == null) {
            lost(route, nowNs, waitNs);
        } else {
            spareFailed(route, nowNs, waitNs);
        }
    }

    /** The route has no current leg, or still has none; its streams are stale at once. */
    private void lost(Route route, long nowNs, long waitNs) {
        boolean again = route.current == null;
        if (!again) {
            route.downNs = nowNs;
        }
        route.current = null;
        route.hasFailed = true;
        route.nextAttemptNs = nowNs + Math.max(backOff.delayNs(route.failures), waitNs);
        route.failures++;
        for (int i = 0; i < route.streams.size(); i++) {
            route.streams.get(i).linkLost(again, nowNs);
        }
    }

    private void spareFailed(Route route, long nowNs, long waitNs) {
        route.nextAttemptNs = nowNs + Math.max(backOff.delayNs(route.spareFailures), waitNs);
        route.spareFailures++;
        for (int i = 0; i < route.streams.size(); i++) {
            route.streams.get(i).spareLost();
        }
    }

    /** A route carries a stream. */
    void carries(int linkId, StreamState stream) {
        Route route = route(linkId);
        stream.route = route;
        if (!route.streams.contains(stream)) {
            route.streams.add(stream);
        }
    }

    /** The process stood still: deadlines of the venue move. */
    void stalled(long stallNs, long nowNs) {
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            route.downNs = Math.min(route.downNs + stallNs, nowNs);
            for (int j = 0; j < route.legs.size(); j++) {
                Leg leg = route.legs.get(j);
                leg.openedNs = Math.min(leg.openedNs + stallNs, nowNs);
            }
        }
    }

    /** All links are down until the new incarnation plans them. */
    void resumed() {
        for (int i = 0; i < routes.size(); i++) {
            routes.get(i).resumed();
        }
    }

    private static void request(
        Leg leg, FeedAction action, FeedReason reason, Outputs outputs) {
        outputs.claim(EventType.FEED_REQUEST, 0)
            .link(leg.id)
            .set(FeedRequest.ACTION, action.ordinal())
            .set(FeedRequest.ATTEMPT, leg.attempt)
            .set(FeedRequest.REASON, reason.ordinal());
        outputs.commit();
    }

    /** The route that has a leg of this id, null if there is none. */
    private Route find(int linkId) {
        for (int i = 0; i < routes.size(); i++) {
            if (routes.get(i).leg(linkId) != null) {
                return routes.get(i);
            }
        }
        return null;
    }

    /** The route of this id. */
    Route route(int id) {
        for (int i = 0; i < routes.size(); i++) {
            if (routes.get(i).id == id) {
                return routes.get(i);
            }
        }
        Route route = new Route(id, stormPerMinute);
        routes.add(route);
        return route;
    }

    void writeState(StateWriter out) {
        backOff.write(out);
        out.put(routes.size());
        for (int i = 0; i < routes.size(); i++) {
            routes.get(i).write(out);
        }
    }

    void readState(StateReader in) {
        backOff.read(in);
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            route(in.getInt()).read(in);
        }
    }
}
