package io.tickwire.transport.loopback.fault.http;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.rest.RestReply;
import io.tickwire.transport.loopback.wire.HttpCall;
import io.tickwire.transport.loopback.wire.HttpFault;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Every REST reply has one long header more, such as a policy or a cookie of whoever stands in
 * front of the venue.
 *
 * @param header with its value
 */
record LargeHeads(Map<String, String> header) implements HttpFault {
    /** Name in scenario files. */
    static final String NAME = "large-heads";

    private static final int DEFAULT_BYTES = 9_000;
    private static final int MAX_BYTES = 1 << 20;

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        int bytes = entry.whole("bytes", DEFAULT_BYTES, one -> one >= 1 && one <= MAX_BYTES,
            "allowed are 1 to " + MAX_BYTES);
        Map<String, String> header = Map.of("Content-Security-Policy", "x".repeat(bytes));
        return new GateFault("REST answers have a header of " + bytes + " bytes",
            controls -> new LargeHeads(header));
    }

    @Override
    public boolean onCall(HttpCall call, Supplier<RestReply> usual) {
        call.answer(usual.get(), header);
        return true;
    }
}
