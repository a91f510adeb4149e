package io.tickwire.transport.loopback.fault.stream;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.message.Payload;
import io.tickwire.transport.loopback.wire.Impairment;
import io.tickwire.transport.loopback.wire.OpenSocket;
import io.tickwire.transport.loopback.wire.Outlet;
import java.util.HashMap;
import java.util.Map;

/** Each stream loses its next messages, on every socket the same ones; REST still has them. */
final class SkipIds implements Impairment {
    /** Name in scenario files. */
    static final String NAME = "skip-ids";

    private static final int DEFAULT_COUNT = 3;
    private static final int MAX_COUNT = 1_000_000;

    private final int count;
    private final Map<String, Integer> skipped = new HashMap<>();
    private final OncePerMessage<Boolean> lost = new OncePerMessage<>(this::isLost);

    SkipIds(int count) {
        this.count = count;
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        int count = entry.whole("count", DEFAULT_COUNT, one -> one >= 1 && one <= MAX_COUNT,
            "allowed are 1 to " + MAX_COUNT);
        return new StreamFault(StreamScope.read(entry, "aggTrade"),
            "the next " + count + " of each stream are not sent",
            controls -> new SkipIds(count));
    }

    @Override
    public void pass(OpenSocket socket, Payload payload, Outlet next) {
        if (!lost.of(payload)) {
            next.send(socket, payload);
        }
    }

    private boolean isLost(Payload payload) {
        return skipped.merge(payload.stream(), 1, Integer::sum) <= count;
    }
}
