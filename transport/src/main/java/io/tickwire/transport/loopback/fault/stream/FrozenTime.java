package io.tickwire.transport.loopback.fault.stream;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.message.Payload;
import io.tickwire.transport.loopback.wire.Impairment;
import io.tickwire.transport.loopback.wire.OpenSocket;
import io.tickwire.transport.loopback.wire.Outlet;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The exchange's time in messages stands still, at the first one of each stream, while prices and
 * ids move on.
 */
final class FrozenTime implements Impairment {
    /** Name in scenario files. */
    static final String NAME = "frozen-time";

    /** Event time, transaction time, close of the day (protocols A3), ms since the epoch. */
    private static final Pattern TIMES = Pattern.compile("\"([ETC])\":([0-9]{13})");

    private final Map<String, String> frozen = new HashMap<>();
    private final OncePerMessage<Payload> stopped = new OncePerMessage<>(this::stop);

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        return new StreamFault(StreamScope.read(entry, ""), "exchange time stands still",
            controls -> new FrozenTime());
    }

    @Override
    public void pass(OpenSocket socket, Payload payload, Outlet next) {
        next.send(socket, stopped.of(payload));
    }

    private Payload stop(Payload payload) {
        Matcher times = TIMES.matcher(payload.data());
        return payload.withData(times.replaceAll(time -> "\"" + time.group(1) + "\":"
            + frozen.computeIfAbsent(payload.stream() + ' ' + time.group(1),
                first -> time.group(2))));
    }
}
