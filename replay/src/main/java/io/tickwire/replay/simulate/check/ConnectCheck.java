package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedRequest;
import io.tickwire.engine.event.Link;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.replay.simulate.model.Route;
import io.tickwire.replay.simulate.model.Scenario;

/**
 * {@link Rule#STORM}, and of {@link Rule#REQUESTS} what is about sockets: a leg has one at most,
 * every attempt is answered once, every open socket ends once.
 */
final class ConnectCheck extends Check {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long GRACE_NS = 2_000_000_000L;

    private final Limits limits;
    private final Ledger ledger;
    private final long[][] attemptNs = new long[Route.COUNT][];
    private final int[] attempts = new int[Route.COUNT];
    private final int[] connecting = new int[Route.COUNT];
    private final long[] askedNs = new long[Route.COUNT];
    private final long[] lastAttempt = new long[Route.COUNT];
    // By leg: the attempt whose socket is open, 0 = none.
    private final long[] open = new long[Route.LINKS + 1];

    ConnectCheck(Limits limits, Ledger ledger) {
        this.limits = limits;
        this.ledger = ledger;
        for (int route = 0; route < Route.COUNT; route++) {
            attemptNs[route] = new long[limits.storm()];
        }
    }

    @Override
    void onRecord(Event event) {
        if (event.link() == 0) {
            return;
        }
        if (event.type() == EventType.FEED_REQUEST) {
            if (event.get(FeedRequest.ACTION) == FeedAction.CONNECT.ordinal()) {
                onConnect(event, event.link(), event.get(FeedRequest.ATTEMPT));
            }
        } else if (event.type() == EventType.LINK) {
            onFact(event, LinkFact.of(event.get(Link.FACT)), event.get(Link.ATTEMPT));
        }
    }

    private void onConnect(Event request, int link, long attempt) {
        int route = Route.of(link);
        long nowNs = request.engineNs();
        ledger.exercise(Rule.STORM);
        if (connecting[route] != 0) {
            throw ledger.broken(Rule.STORM, nowNs, "CONNECT of link " + link + " attempt "
                + attempt + " while link " + connecting[route] + " attempt " + lastAttempt[route]
                + " is in flight");
        }
        int slot = attempts[route]++ % limits.storm();
        long oldestNs = attemptNs[route][slot];
        if (oldestNs > 0 && nowNs - oldestNs < MINUTE_NS) {
            throw ledger.broken(Rule.STORM, nowNs, "CONNECT of link " + link + " attempt "
                + attempt + " is number " + (limits.storm() + 1) + " since "
                + ledger.at(oldestNs));
        }
        attemptNs[route][slot] = nowNs;
        if (open[link] != 0 || attempt <= lastAttempt[route]) {
            throw ledger.broken(Rule.REQUESTS, nowNs, "CONNECT of link " + link + " attempt "
                + attempt + " after attempt " + lastAttempt[route] + ", open there: attempt "
                + open[link]);
        }
        connecting[route] = link;
        askedNs[route] = nowNs;
        lastAttempt[route] = attempt;
    }

    private void onFact(Event event, LinkFact fact, long attempt) {
        int link = event.link();
        int route = Route.of(link);
        switch (fact) {
            case OPENED:
            case REFUSED:
            case FAILED:
                ledger.exercise(Rule.REQUESTS);
                if (connecting[route] != link || attempt != lastAttempt[route]) {
                    throw ledger.broken(Rule.REQUESTS, event.engineNs(), fact + " of link " + link
                        + " attempt " + attempt + ", which is not in flight");
                }
                connecting[route] = 0;
                if (fact == LinkFact.OPENED) {
                    open[link] = attempt;
                }
                break;
            case CLOSED:
                if (open[link] != attempt) {
                    throw ledger.broken(Rule.REQUESTS, event.engineNs(), "CLOSED of link " + link
                        + " attempt " + attempt + ", open there: attempt " + open[link]);
                }
                open[link] = 0;
                break;
            default:
                break;
        }
    }

    @Override
    void onTimer(long nowNs) {
        for (int route = 0; route < Route.COUNT; route++) {
            if (connecting[route] != 0 && nowNs - askedNs[route] > Scenario.CONNECT_TIMEOUT_NS
                + GRACE_NS + ledger.stalledSinceNs(askedNs[route])) {
                throw ledger.broken(Rule.REQUESTS, nowNs, "CONNECT of link " + connecting[route]
                    + " attempt " + lastAttempt[route] + " is in flight since "
                    + ledger.at(askedNs[route]));
            }
        }
    }
}
