package io.tickwire.transport.loopback.fault.http;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.rest.RestReply;
import io.tickwire.transport.loopback.wire.HttpCall;
import io.tickwire.transport.loopback.wire.HttpFault;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A cache in front of REST that never looks again: the same call has the same answer as the first
 * time, its header of weight included. Nothing but a first call has weight.
 */
final class RestCached implements HttpFault {
    /** Name in scenario files. */
    static final String NAME = "rest-cached";

    /** What is asked with ever new parameters beyond that is answered as usual. */
    private static final int MAX_ANSWERS = 10_000;

    /** By path and query. */
    private final Map<String, RestReply> answers = new HashMap<>();

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        return new GateFault("a REST call is answered as it was the first time",
            controls -> new RestCached());
    }

    @Override
    public boolean onCall(HttpCall call, Supplier<RestReply> usual) {
        if (answers.size() == MAX_ANSWERS && !answers.containsKey(call.uri())) {
            return false;
        }
        call.answer(answers.computeIfAbsent(call.uri(), first -> usual.get()));
        return true;
    }
}
