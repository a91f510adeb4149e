package io.tickwire.transport.venue.wire;

import java.util.Set;

/** Parts of the stream host. A stream is delivered on its own part only (protocols A1). */
enum Route {
    PUBLIC("public"), MARKET("market"), PRIVATE("private");

    private static final Set<String> PUBLIC_TYPES =
        Set.of("bookTicker", "depth", "depth5", "depth10", "depth20", "rpiDepth", "trade");

    private final String segment;

    Route(String segment) {
        this.segment = segment;
    }

    /**
     * Finds a route by its part of the path.
     *
     * @param segment such as {@code market}
     * @return the route, null where there is none
     */
    static Route bySegment(String segment) {
        for (Route route : values()) {
            if (route.segment.equals(segment)) {
                return route;
            }
        }
        return null;
    }

    /** @return for a public one the market, for a market one the public */
    Route other() {
        return this == PUBLIC ? MARKET : PUBLIC;
    }

    /**
     * Where a stream is delivered, whether it exists or not.
     *
     * @param stream such as {@code btcusdt@depth@100ms} or {@code !bookTicker}
     * @return {@link #PUBLIC} or {@link #MARKET}
     */
    static Route ofStream(String stream) {
        int start = stream.startsWith("!") ? 1 : stream.indexOf('@') + 1;
        int end = stream.indexOf('@', start);
        String type = stream.substring(start, end < 0 ? stream.length() : end);
        return PUBLIC_TYPES.contains(type) ? PUBLIC : MARKET;
    }
}
