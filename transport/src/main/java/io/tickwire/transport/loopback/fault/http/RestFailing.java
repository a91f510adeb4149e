package io.tickwire.transport.loopback.fault.http;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.rest.RestReply;
import io.tickwire.transport.loopback.wire.HttpCall;
import io.tickwire.transport.loopback.wire.HttpFault;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * REST calls fail with a status, as protocols A5 has it; they cost no weight.
 *
 * @param status of HTTP
 */
record RestFailing(int status) implements HttpFault {
    /** Name in scenario files. */
    static final String NAME = "rest-failing";

    private static final int DEFAULT_STATUS = 503;
    private static final int MIN = 500;
    private static final int MAX = 599;
    /** Bodies other than that of an internal error; those of a gateway are pages. */
    private static final Map<Integer, String> BODIES = new TreeMap<>(Map.of(
        403, "<html><body><h1>403 ERROR</h1>Request blocked.</body></html>",
        408, RestReply.error(-1007, "Timeout waiting for response from backend server. Send status "
            + "unknown; execution status unknown."),
        451, RestReply.error(0, "Service unavailable from a restricted location."),
        502, "<html><body><h1>502 Bad Gateway</h1></body></html>",
        503, RestReply.error(-1001, "Service Unavailable."),
        504, "<html><body><h1>504 Gateway Timeout</h1></body></html>"));

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        int status = entry.whole("status", DEFAULT_STATUS,
            one -> one >= MIN && one <= MAX || BODIES.containsKey(one),
            "allowed are " + MIN + " to " + MAX + ", 403, 408, 451");
        return new GateFault("REST calls fail with " + status,
            controls -> new RestFailing(status));
    }

    @Override
    public boolean onCall(HttpCall call, Supplier<RestReply> usual) {
        call.answer(new RestReply(status, BODIES.getOrDefault(status,
            RestReply.error(-1000, "An unknown error occurred while processing the request.")),
            RestReply.ABSENT, RestReply.ABSENT));
        return true;
    }
}
