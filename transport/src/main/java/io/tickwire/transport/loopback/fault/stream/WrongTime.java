package io.tickwire.transport.loopback.fault.stream;

import io.tickwire.engine.config.Durations;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.message.Payload;
import io.tickwire.transport.loopback.wire.Impairment;
import io.tickwire.transport.loopback.wire.OpenSocket;
import io.tickwire.transport.loopback.wire.Outlet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A few messages of each stream have wrong times of the exchange, and all else in them is true. */
final class WrongTime implements Impairment {
    /** Name in scenario files of times in another unit. */
    static final String IN_MICROSECONDS = "tick-in-microseconds";
    /** Name in scenario files of times that are still to come. */
    static final String AHEAD = "tick-ahead";

    /** Event time, transaction time, close of the day (protocols A3), ms since the epoch. */
    private static final Pattern TIMES = Pattern.compile("\"([ETC])\":([0-9]{13})");
    private static final int MAX_COUNT = 1_000_000;
    private static final long MS = 1_000_000L;

    private final int count;
    private final UnaryOperator<String> change;
    private final Map<String, Integer> changed = new HashMap<>();
    private final OncePerMessage<Payload> sent = new OncePerMessage<>(this::change);

    WrongTime(int count, UnaryOperator<String> change) {
        this.count = count;
        this.change = change;
    }

    /** Reads what is its own in an entry of {@link #IN_MICROSECONDS}. */
    static FaultAction readInMicroseconds(FaultEntry entry) {
        return fault(entry, "microseconds", time -> time + "000");
    }

    /** Reads what is its own in an entry of {@link #AHEAD}. */
    static FaultAction readAhead(FaultEntry entry) {
        long byMs = entry.durationNs("by", "1ms", FaultEntry.LONGEST) / MS;
        return fault(entry, "times ahead by " + Durations.format(Math.max(0, byMs * MS)),
            time -> Long.toString(Long.parseLong(time) + byMs));
    }

    private static FaultAction fault(
        FaultEntry entry, String what, UnaryOperator<String> change) {
        int count = entry.whole("count", 1, one -> one >= 1 && one <= MAX_COUNT,
            "allowed are 1 to " + MAX_COUNT);
        return new StreamFault(StreamScope.read(entry, ""),
            "the next " + count + " of each stream have " + what,
            controls -> new WrongTime(count, change));
    }

    @Override
    public void pass(OpenSocket socket, Payload payload, Outlet next) {
        next.send(socket, sent.of(payload));
    }

    private Payload change(Payload payload) {
        if (changed.merge(payload.stream(), 1, Integer::sum) > count) {
            return payload;
        }
        return payload.withData(TIMES.matcher(payload.data()).replaceAll(time ->
            "\"" + time.group(1) + "\":" + change.apply(time.group(2))));
    }
}
