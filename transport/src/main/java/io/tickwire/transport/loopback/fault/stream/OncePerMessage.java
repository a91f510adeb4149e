package io.tickwire.transport.loopback.fault.stream;

import io.tickwire.transport.loopback.message.Payload;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Something decided once for each message, however many sockets want it, so that they all see the
 * same.
 *
 * @param <T> what is decided
 */
final class OncePerMessage<T> {
    private final Function<Payload, T> decision;
    private final Map<String, Decided<T>> last = new HashMap<>();

    OncePerMessage(Function<Payload, T> decision) {
        this.decision = decision;
    }

    /** Decides, unless the stream's last message was this one. */
    T of(Payload payload) {
        Decided<T> known = last.get(payload.stream());
        if (known == null || !known.payload().isSameMessage(payload)) {
            known = new Decided<>(payload, decision.apply(payload));
            last.put(payload.stream(), known);
        }
        return known.what();
    }

    private record Decided<T>(Payload payload, T what) {
    }
}
