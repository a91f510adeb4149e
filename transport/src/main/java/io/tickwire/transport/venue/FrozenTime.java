package io.tickwire.transport.venue;

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
    public void pass(VenueSocket socket, Payload payload, Outlet next) {
        next.send(socket, stopped.of(payload));
    }

    private Payload stop(Payload payload) {
        Matcher times = TIMES.matcher(payload.data());
        return payload.withData(times.replaceAll(time -> "\"" + time.group(1) + "\":"
            + frozen.computeIfAbsent(payload.stream() + ' ' + time.group(1),
                first -> time.group(2))));
    }
}
