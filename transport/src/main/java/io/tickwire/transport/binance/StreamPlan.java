package io.tickwire.transport.binance;

import io.tickwire.engine.event.StreamKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which sockets carry which streams of USD-M futures. Every stream lives under exactly one part of
 * the venue, and a socket on the wrong one is acknowledged and silent for ever, so each part gets
 * groups of its own; a socket carries at most 1024 streams, so that where there are more, a part
 * has several groups (protocols/binance.md A1, A2). Of each group there are two connections, links
 * that stand in for each other: the first group has the links 1 and 2, the next one 3 and 4.
 *
 * @param groups in the order of their links
 */
public record StreamPlan(List<PlannedGroup> groups) {
    /** Links of each group. */
    public static final int CONNECTIONS = 2;
    /** Most streams of one socket; one more loses them all. */
    public static final int MAX_STREAMS = 1024;
    /** Most names in one SUBSCRIBE that were seen to work. */
    public static final int MAX_NAMES = 200;

    /** Where a stream lives: the first part of a socket's path. */
    private enum Part {
        PUBLIC("public"),
        MARKET("market");

        private final String path;

        Part(String path) {
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
     * What one socket carries.
     *
     * @param firstLink lowest link id of its connections
     * @param name      first part of the path
     * @param streams   that it carries
     */
    public record PlannedGroup(int firstLink, String name, List<PlannedStream> streams) {
        /** @return path of a socket, combined mode, to be appended to the root */
        public String path() {
            return "/" + name + "/stream";
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
     * @return no more groups than needed, none without a stream
     */
    public static StreamPlan of(List<String> symbols, List<StreamKind> kinds) {
        List<PlannedGroup> groups = new ArrayList<>();
        for (Part part : Part.values()) {
            List<PlannedStream> streams = new ArrayList<>();
            for (String symbol : symbols) {
                for (StreamKind kind : kinds) {
                    if (partOf(kind) == part) {
                        streams.add(new PlannedStream(symbol, kind, name(symbol, kind)));
                    }
                }
            }
            for (int from = 0; from < streams.size(); from += MAX_STREAMS) {
                int to = Math.min(streams.size(), from + MAX_STREAMS);
                groups.add(new PlannedGroup(CONNECTIONS * groups.size() + 1, part.path,
                    List.copyOf(streams.subList(from, to))));
            }
        }
        return new StreamPlan(List.copyOf(groups));
    }

    /**
     * The group of a connection.
     *
     * @param link id of the connection
     * @return its group
     */
    public PlannedGroup groupOf(int link) {
        return groups.get((link - 1) / CONNECTIONS);
    }

    /**
     * What may be wrong with a stream whose socket was acknowledged and never brought a tick.
     *
     * @param kind of the stream
     * @return in words, such as {@code acknowledged but silent: aggTrade is served on /market}
     */
    public static String silentWords(StreamKind kind) {
        return "acknowledged but silent: " + suffix(kind) + " is served on /" + partOf(kind).path;
    }

    private static Part partOf(StreamKind kind) {
        return kind == StreamKind.QUOTE ? Part.PUBLIC : Part.MARKET;
    }

    private static String name(String symbol, StreamKind kind) {
        return symbol.toLowerCase(Locale.ROOT) + "@" + suffix(kind);
    }

    /** Exactly as written; {@code trade} has holes in its ids. */
    private static String suffix(StreamKind kind) {
        switch (kind) {
            case QUOTE:
                return "bookTicker";
            case TRADE:
                return "aggTrade";
            case STATS:
                return "ticker";
            case MARK:
                return "markPrice@1s";
            default:
                throw new IllegalArgumentException("no stream of kind " + kind);
        }
    }
}
