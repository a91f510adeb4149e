package io.tickwire.transport.loopback.wire;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the path of a WebSocket handshake asks for (protocols A1): {@code /endpoint/ws/a/b},
 * {@code /endpoint/stream?streams=a/b}, or either without streams. Without a endpoint it is public.
 * On the private one also {@code /private/ws?listenKey=a&events=b/c}.
 *
 * @param endpoint    which streams can arrive
 * @param combined whether payloads come in an envelope
 * @param streams  subscribed from the start; for the private endpoint listen keys
 * @param events   of a listen key, the events that are wanted; all of one that is missing
 */
record StreamPath(StreamEndpoint endpoint, boolean combined, List<String> streams,
    Map<String, Set<String>> events) {

    private static final String LISTEN_KEY = "listenKey";
    private static final String EVENTS = "events";

    StreamPath {
        streams = List.copyOf(streams);
        events = Map.copyOf(events);
    }

    /** One that wants all events of its listen keys. */
    StreamPath(StreamEndpoint endpoint, boolean combined, List<String> streams) {
        this(endpoint, combined, streams, Map.of());
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
        if (endpoint == StreamEndpoint.PRIVATE && segments.isEmpty()
            && decoder.parameters().containsKey(LISTEN_KEY)) {
            return ofListenKeys(kind, decoder.rawQuery());
        }
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

    /** As the keys stand in the query, each with the events behind it. */
    private static StreamPath ofListenKeys(String kind, String query) {
        if (!kind.equals("ws") && !kind.equals("stream")) {
            return null;
        }
        Map<String, Set<String>> events = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>();
        for (String part : query.split("&")) {
            String[] pair = part.split("=", 2);
            if (pair.length == 2 && pair[0].equals(LISTEN_KEY)) {
                keys.add(pair[1]);
            } else if (pair.length == 2 && pair[0].equals(EVENTS) && !keys.isEmpty()) {
                events.put(keys.get(keys.size() - 1), Set.copyOf(
                    List.of(QueryStringDecoder.decodeComponent(pair[1]).split("/"))));
            }
        }
        return keys.size() > Subscriptions.MAX_STREAMS ? null
            : new StreamPath(StreamEndpoint.PRIVATE, kind.equals("stream"), keys, events);
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
