package io.tickwire.transport.loopback.wire;

import io.tickwire.transport.loopback.message.Payload;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one socket has subscribed to. Any name is taken, as the venue does; names of another
 * endpoint or of nothing at all just never match.
 */
final class Subscriptions {
    /** Most names of one socket. */
    static final int MAX_STREAMS = 1024;

    private final StreamEndpoint endpoint;
    private final Set<String> streams;
    /** Of a listen key, which events are wanted; all where it is missing. */
    private final Map<String, Set<String>> events;
    private boolean combined;

    Subscriptions(StreamPath path) {
        endpoint = path.endpoint();
        combined = path.combined();
        streams = new LinkedHashSet<>(path.streams());
        events = path.events();
    }

    /**
     * Adds names.
     *
     * @param names already held ones count once
     * @return false where they would be more than {@link #MAX_STREAMS}; then none is added
     */
    boolean add(Collection<String> names) {
        Set<String> all = new LinkedHashSet<>(streams);
        all.addAll(names);
        if (all.size() > MAX_STREAMS) {
            return false;
        }
        streams.addAll(names);
        return true;
    }

    void remove(Collection<String> names) {
        names.forEach(streams::remove);
    }

    List<String> list() {
        return List.copyOf(streams);
    }

    boolean isEmpty() {
        return streams.isEmpty();
    }

    boolean wants(StreamEndpoint streamEndpoint, String stream) {
        return endpoint == streamEndpoint && streams.contains(stream);
    }

    boolean wants(StreamEndpoint streamEndpoint, Payload payload) {
        Set<String> chosen = events.get(payload.stream());
        return wants(streamEndpoint, payload.stream())
            && (chosen == null || chosen.contains(payload.event()));
    }

    boolean combined() {
        return combined;
    }

    void combine(boolean on) {
        combined = on;
    }
}
