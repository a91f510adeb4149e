package io.tickwire.transport.monitor;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedRequest;
import io.tickwire.engine.event.Link;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.transport.binance.StreamPlan;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became of the routes. The links of a route are its legs: they stand in for each other, so
 * nothing is wrong with a route as long as one of them is open. Link 0, REST, is a route of its
 * own. One thread uses it.
 */
public final class RouteWatch {
    private final Map<Integer, Route> byLink = new TreeMap<>();
    private int connections;

    /** Knows no route yet. */
    public RouteWatch() {
    }

    private static final class Route {
        private String name = "";
        private final TreeSet<Integer> open = new TreeSet<>();
        // Legs closed because we asked for it: that is the end of a silence, not its cause.
        private final TreeSet<Integer> dropped = new TreeSet<>();
        private boolean acknowledged;
        private String trouble = "";
    }

    /**
     * Takes a fact.
     *
     * @param fact LINK
     */
    public void onFact(Event fact) {
        int link = fact.link();
        long code = fact.get(Link.CODE);
        Route route = route(link);
        switch (LinkFact.of(fact.get(Link.FACT))) {
            case PLANNED:
                planned(link, code, fact.varText());
                break;
            case OPENED:
                connections++;
                route.open.add(link);
                route.dropped.remove(link);
                break;
            case SUBSCRIBED:
                route.acknowledged = code == 0;
                route.trouble = code == 0 ? "" : "subscription refused with error " + code;
                break;
            case CLOSED:
                if (route.dropped.contains(link)) {
                    route.open.remove(link);
                } else {
                    lost(route, link, "closed with code " + code + words(fact));
                }
                break;
            case REFUSED:
                lost(route, link, "refused with HTTP " + code + words(fact));
                break;
            case FAILED:
                lost(route, link, "not connected" + words(fact));
                break;
            default:
                break;
        }
    }

    private Route route(int link) {
        return byLink.computeIfAbsent(link, any -> new Route());
    }

    /** From here on both legs are one. */
    private void planned(int link, long lowest, String name) {
        Route route = lowest > 0 && lowest < link ? route((int) lowest) : route(link);
        route.name = name;
        byLink.put(link, route);
    }

    private static void lost(Route route, int link, String trouble) {
        route.open.remove(link);
        // What befalls one leg is no trouble while another carries the streams.
        if (route.open.isEmpty()) {
            route.trouble = trouble;
        }
    }

    private static String words(Event fact) {
        return fact.varLength() == 0 ? "" : ": " + fact.varText();
    }

    /**
     * Takes what the engine asked for.
     *
     * @param request FEED_REQUEST
     */
    public void onRequest(Event request) {
        if (request.get(FeedRequest.ACTION) == FeedAction.CLOSE.ordinal()) {
            route(request.link()).dropped.add(request.link());
        }
    }

    /** A new incarnation begins: all links are down. */
    public void resumed() {
        byLink.clear();
    }

    /**
     * Why nothing comes of a stream.
     *
     * @param link a leg of its route
     * @param kind of the stream
     * @param ever whether something ever came
     * @return in words
     */
    public String diagnosis(int link, StreamKind kind, boolean ever) {
        Route route = route(link);
        if (!route.trouble.isEmpty()) {
            return route.trouble;
        }
        if (route.open.isEmpty() && route.dropped.isEmpty()) {
            return "not connected yet";
        }
        if (ever) {
            return "ticks stopped on an open connection";
        }
        return route.acknowledged ? StreamPlan.silentWords(kind)
            : "not acknowledged on /" + route.name;
    }

    /**
     * What went wrong last.
     *
     * @param link a leg of the route, 0 for REST
     * @return in words, empty if nothing did
     */
    public String trouble(int link) {
        return route(link).trouble;
    }

    /** @return sockets opened so far */
    public int connections() {
        return connections;
    }
}
