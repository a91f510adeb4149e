package io.tickwire.transport.monitor;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedReason;
import io.tickwire.engine.event.FeedRequest;
import io.tickwire.engine.event.Link;
import io.tickwire.engine.event.LinkFact;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Says what became of the links, leg by leg, and counts their connections. */
final class ConnectionLog {
    private static final double SECOND_NS = 1e9;

    private final Consumer<String> log;
    private final RestLog rest;
    private final Map<Integer, Leg> legs = new TreeMap<>();
    private int connections;

    ConnectionLog(Consumer<String> log) {
        this.log = log;
        this.rest = new RestLog(log);
    }

    /** Legs of one route stand in for each other: it is lost when the last of them is. */
    private static final class Route {
        private String name = "";
        private final TreeSet<Integer> open = new TreeSet<>();
        private long lostNs;
    }

    private static final class Leg {
        private Route route = new Route();
        private FeedReason asked = FeedReason.NONE;
    }

    void onRequest(Event request) {
        if (request.get(FeedRequest.ACTION) == FeedAction.CLOSE.ordinal()) {
            leg(request.link()).asked = FeedReason.of(request.get(FeedRequest.REASON));
        }
    }

    void onFact(Event record) {
        int id = record.link();
        if (id == 0) {
            rest.onFact(record);
            return;
        }
        Leg leg = leg(id);
        long code = record.get(Link.CODE);
        switch (LinkFact.of(record.get(Link.FACT))) {
            case PLANNED:
                leg.route = code > 0 && code < id ? leg((int) code).route : leg.route;
                leg.route.name = record.varText();
                break;
            case OPENED:
                opened(id, leg, record);
                break;
            case CLOSED:
                closed(id, leg, record, code);
                break;
            case REFUSED:
                lost(id, leg, record, "refused: HTTP " + code);
                break;
            case FAILED:
                lost(id, leg, record, "failed");
                break;
            case SUBSCRIBED:
                if (code != 0) {
                    log.accept(name(id, leg) + "subscription refused: error " + code);
                }
                break;
            case SHUTDOWN:
                log.accept(name(id, leg) + "the venue is about to close it");
                break;
            default:
                break;
        }
    }

    private Leg leg(int id) {
        return legs.computeIfAbsent(id, any -> new Leg());
    }

    private void opened(int id, Leg leg, Event record) {
        Route route = leg.route;
        connections++;
        String since = route.lostNs == 0 ? "" : String.format(
            Locale.ROOT, ", %.1f s after loss", (record.engineNs() - route.lostNs) / SECOND_NS);
        log.accept(name(id, leg) + "connected (attempt #" + record.get(Link.ATTEMPT) + since
            + ", " + connections + (connections == 1 ? " connection" : " connections")
            + " this session)");
        route.lostNs = 0;
        route.open.add(id);
        leg.asked = FeedReason.NONE;
    }

    private void closed(int id, Leg leg, Event record, long code) {
        if (leg.asked == FeedReason.REPLACED) {
            leg.route.open.remove(id);
            log.accept(name(id, leg) + "closed, another has taken over");
        } else {
            lost(id, leg, record, "lost: code " + code);
        }
    }

    private void lost(int id, Leg leg, Event record, String what) {
        Route route = leg.route;
        route.open.remove(id);
        // The first loss counts; attempts that fail after it do not start it anew.
        if (route.open.isEmpty() && route.lostNs == 0) {
            route.lostNs = record.engineNs();
        }
        String words = record.varText();
        log.accept(name(id, leg) + what + (words.isEmpty() ? "" : ", " + words));
    }

    private static String name(int id, Leg leg) {
        return "link " + id + " /" + leg.route.name + ": ";
    }
}
