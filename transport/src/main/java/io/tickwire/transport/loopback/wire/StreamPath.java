package io.tickwire.transport.loopback.wire;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * What the path of a WebSocket handshake asks for (protocols A1): {@code /endpoint/ws/a/b},
 * {@code /endpoint/stream?streams=a/b}, or either without streams. Without a endpoint it is public.
 *
 * @param endpoint    which streams can arrive
 * @param combined whether payloads come in an envelope
 * @param streams  subscribed from the start; for the private endpoint listen keys
 */
record StreamPath(StreamEndpoint endpoint, boolean combined, List<String> streams) {

    StreamPath {
        streams = List.copyOf(streams);
    }

    /**
     * Reads a path.
     *
     * @param uri path and query, percent-encoded or raw
     * @return what it asks for, null where it is no stream path
     */
    static StreamPath parse(String uri) {
        QueryStringDecoder decoder = new QueryStringDecoder(uri);
        String path = decoder.path();
        if (!path.startsWith("/")) {
            return null;
        }
        List<String> segments = new ArrayList<>(List.of(path.substring(1).split("/", -1)));
        StreamEndpoint endpoint = StreamEndpoint.bySegment(segments.get(0));
        if (endpoint == null) {
            endpoint = StreamEndpoint.PUBLIC;
        } else {
            segments.remove(0);
        }
        if (segments.isEmpty()) {
            return null;
        }
        String kind = segments.remove(0);
        if (kind.equals("ws")) {
            return of(endpoint, false, segments);
        }
        if (!kind.equals("stream") || !segments.isEmpty()) {
            return null;
        }
        List<String> asked = decoder.parameters().getOrDefault("streams", List.of());
        return of(endpoint, true,
            asked.isEmpty() ? asked : List.of(String.join("/", asked).split("/", -1)));
    }

    /** An empty name, as a slash at the end makes one, and a comma fail the handshake. */
    private static StreamPath of(StreamEndpoint endpoint, boolean combined, List<String> streams) {
        for (String stream : streams) {
            if (stream.isEmpty() || stream.indexOf(',') >= 0) {
                return null;
            }
        }
        return streams.size() > Subscriptions.MAX_STREAMS ? null
            : new StreamPath(endpoint, combined, streams);
    }
}
