package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.replay.simulate.model.ModelConnections;
import io.tickwire.replay.simulate.model.Scenario;

/**
 * {@link Rule#STORM}, and of {@link Rule#REQUESTS} what is about sockets: a connection has one at
 * most, every attempt is answered once, every open socket ends once.
 */
final class ConnectCheck extends Check {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long GRACE_NS = 2_000_000_000L;

    private final Limits limits;
    private final Ledger ledger;
    private final long[][] attemptNs = new long[ModelConnections.COUNT][];
    private final int[] attempts = new int[ModelConnections.COUNT];
    private final int[] connecting = new int[ModelConnections.COUNT];
    private final long[] askedNs = new long[ModelConnections.COUNT];
    private final long[] lastAttempt = new long[ModelConnections.COUNT];
    // By connection: the attempt whose socket is open, 0 = none.
    private final long[] open = new long[ModelConnections.LINKS + 1];

    ConnectCheck(Limits limits, Ledger ledger) {
        this.limits = limits;
        this.ledger = ledger;
        for (int group = 0; group < ModelConnections.COUNT; group++) {
            attemptNs[group] = new long[limits.storm()];
        }
    }

    @Override
    void onRecord(Event event) {
        if (event.link() == 0) {
            return;
        }
        if (event.type() == EventType.FEED_REQUEST) {
            if (event.get(FeedRequestFields.ACTION) == FeedAction.CONNECT.ordinal()) {
                onConnect(event, event.link(), event.get(FeedRequestFields.ATTEMPT));
            }
        } else if (event.type() == EventType.LINK) {
            onFact(event, LinkFact.of(event.get(LinkFields.FACT)), event.get(LinkFields.ATTEMPT));
        }
    }

    private void onConnect(Event request, int link, long attempt) {
        int group = ModelConnections.of(link);
        long nowNs = request.engineNs();
        ledger.exercise(Rule.STORM);
        if (connecting[group] != 0) {
            throw ledger.broken(Rule.STORM, nowNs, "CONNECT of link " + link + " attempt "
                + attempt + " while link " + connecting[group] + " attempt " + lastAttempt[group]
                + " is in flight");
        }
        int slot = attempts[group]++ % limits.storm();
        long oldestNs = attemptNs[group][slot];
        if (oldestNs > 0 && nowNs - oldestNs < MINUTE_NS) {
            throw ledger.broken(Rule.STORM, nowNs, "CONNECT of link " + link + " attempt "
                + attempt + " is number " + (limits.storm() + 1) + " since "
                + ledger.at(oldestNs));
        }
        attemptNs[group][slot] = nowNs;
        if (open[link] != 0 || attempt <= lastAttempt[group]) {
            throw ledger.broken(Rule.REQUESTS, nowNs, "CONNECT of link " + link + " attempt "
                + attempt + " after attempt " + lastAttempt[group] + ", open there: attempt "
                + open[link]);
        }
        connecting[group] = link;
        askedNs[group] = nowNs;
        lastAttempt[group] = attempt;
    }

    private void onFact(Event event, LinkFact fact, long attempt) {
        int link = event.link();
        int group = ModelConnections.of(link);
        switch (fact) {
            case OPENED:
            case REFUSED:
            case FAILED:
                ledger.exercise(Rule.REQUESTS);
                if (connecting[group] != link || attempt != lastAttempt[group]) {
                    throw ledger.broken(Rule.REQUESTS, event.engineNs(), fact + " of link " + link
                        + " attempt " + attempt + ", which is not in flight");
                }
                connecting[group] = 0;
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
        for (int group = 0; group < ModelConnections.COUNT; group++) {
            if (connecting[group] != 0 && nowNs - askedNs[group] > Scenario.CONNECT_TIMEOUT_NS
                + GRACE_NS + ledger.stalledSinceNs(askedNs[group])) {
                throw ledger.broken(Rule.REQUESTS, nowNs, "CONNECT of link " + connecting[group]
                    + " attempt " + lastAttempt[group] + " is in flight since "
                    + ledger.at(askedNs[group]));
            }
        }
    }
}
