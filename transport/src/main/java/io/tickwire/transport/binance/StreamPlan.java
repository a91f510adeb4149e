package io.tickwire.transport.binance;

import io.tickwire.engine.event.StreamKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which sockets carry which streams of USD-M futures. Every stream lives under exactly one route,
 * and a socket on the wrong one is acknowledged and silent for ever, so each route gets sockets of
 * its own; one socket carries at most 1024 streams (protocols/binance.md A1, A2).
 *
 * @param links in the order of their ids, from 1
 */
public record StreamPlan(List<PlannedLink> links) {
    /** Most streams of one socket; one more loses them all. */
    public static final int MAX_STREAMS = 1024;
    /** Most names in one SUBSCRIBE that were seen to work. */
    public static final int MAX_NAMES = 200;

    /** Where a stream lives. */
    private enum Route {
        PUBLIC("public"),
        MARKET("market");

        private final String path;

        Route(String path) {
            this.path = path;
        }
    }

    /**
     * One stream.
     *
     * @param symbol as the venue writes it
     * @param kind   what it carries
     * @param name   as it stands in a SUBSCRIBE
     */
    public record PlannedStream(String symbol, StreamKind kind, String name) {
    }

    /**
     * One socket.
     *
     * @param id      link id
     * @param route   first part of its path
     * @param streams that it carries
     */
    public record PlannedLink(int id, String route, List<PlannedStream> streams) {
        /** @return path of the socket, combined mode, to be appended to the root */
        public String path() {
            return "/" + route + "/stream";
        }

        /**
         * The control messages that ask for all streams.
         *
         * @param firstRequestId id of the first, one more for each
         * @return JSON texts
         */
        public List<String> subscribeMessages(long firstRequestId) {
            List<String> messages = new ArrayList<>();
            for (int from = 0; from < streams.size(); from += MAX_NAMES) {
                StringBuilder json = new StringBuilder("{\"method\":\"SUBSCRIBE\",\"params\":[");
                int to = Math.min(streams.size(), from + MAX_NAMES);
                for (int i = from; i < to; i++) {
                    json.append(i == from ? "\"" : ",\"")
                        .append(escaped(streams.get(i).name())).append('"');
                }
                json.append("],\"id\":").append(firstRequestId + messages.size()).append('}');
                messages.add(json.toString());
            }
            return messages;
        }

        /** Everything else goes raw, in UTF-8 (protocols/binance.md A2). */
        private static String escaped(String name) {
            return name.replace("\\", "\\\\").replace("\"", "\\\"");
        }
    }

    /**
     * Plans the sockets for the streams asked for.
     *
     * @param symbols as the venue writes them
     * @param kinds   asked for of each
     * @return no more sockets than needed, none without a stream
     */
    public static StreamPlan of(List<String> symbols, List<StreamKind> kinds) {
        List<PlannedLink> links = new ArrayList<>();
        for (Route route : Route.values()) {
            List<PlannedStream> streams = new ArrayList<>();
            for (String symbol : symbols) {
                for (StreamKind kind : kinds) {
                    if (routeOf(kind) == route) {
                        streams.add(new PlannedStream(symbol, kind, name(symbol, kind)));
                    }
                }
            }
            for (int from = 0; from < streams.size(); from += MAX_STREAMS) {
                int to = Math.min(streams.size(), from + MAX_STREAMS);
                links.add(new PlannedLink(
                    links.size() + 1, route.path, List.copyOf(streams.subList(from, to))));
            }
        }
        return new StreamPlan(List.copyOf(links));
    }

    private static Route routeOf(StreamKind kind) {
        return kind == StreamKind.QUOTE ? Route.PUBLIC : Route.MARKET;
    }

    /** Symbol in lower case, suffix exactly as written; {@code @trade} has holes in its ids. */
    private static String name(String symbol, StreamKind kind) {
        String lower = symbol.toLowerCase(Locale.ROOT);
        switch (kind) {
            case QUOTE:
                return lower + "@bookTicker";
            case TRADE:
                return lower + "@aggTrade";
            case STATS:
                return lower + "@ticker";
            case MARK:
                return lower + "@markPrice@1s";
            default:
                throw new IllegalArgumentException("no stream of kind " + kind);
        }
    }
}
