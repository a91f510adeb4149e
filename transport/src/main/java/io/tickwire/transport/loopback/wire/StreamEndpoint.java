package io.tickwire.transport.loopback.wire;

import io.tickwire.transport.loopback.message.ListenKey;
import java.util.Set;

/** Parts of the stream host. A stream is delivered on its own part only (protocols A1). */
enum StreamEndpoint {
    PUBLIC("public"), MARKET("market"), PRIVATE("private");

    private static final Set<String> PUBLIC_TYPES =
        Set.of("bookTicker", "depth", "depth5", "depth10", "depth20", "rpiDepth", "trade");

    private final String segment;

    StreamEndpoint(String segment) {
        this.segment = segment;
    }

    /**
     * Finds a endpoint by its part of the path.
     *
     * @param segment such as {@code market}
     * @return the endpoint, null where there is none
     */
    static StreamEndpoint bySegment(String segment) {
        for (StreamEndpoint endpoint : values()) {
            if (endpoint.segment.equals(segment)) {
                return endpoint;
            }
        }
        return null;
    }

    /** @return for a public one the market, for a market one the public */
    StreamEndpoint other() {
        return this == PUBLIC ? MARKET : PUBLIC;
    }

    /**
     * Where a stream is delivered, whether it exists or not.
     *
     * @param stream such as {@code btcusdt@depth@100ms} or {@code !bookTicker}
     * @return {@link #PRIVATE} for a listen key, else {@link #PUBLIC} or {@link #MARKET}
     */
    static StreamEndpoint ofStream(String stream) {
        if (ListenKey.isOne(stream)) {
            return PRIVATE;
        }
        int start = stream.startsWith("!") ? 1 : stream.indexOf('@') + 1;
        int end = stream.indexOf('@', start);
        String type = stream.substring(start, end < 0 ? stream.length() : end);
        return PUBLIC_TYPES.contains(type) ? PUBLIC : MARKET;
    }
}
