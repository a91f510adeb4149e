package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.replay.simulate.model.Scenario;

/** Of {@link Rule#REQUESTS} what is about REST: each call is answered once, eight at most wait. */
final class CallCheck extends Check {
    private static final int MOST = 8;
    private static final long GRACE_NS = 2_000_000_000L;

    private final Ledger ledger;
    private final long[] requests = new long[MOST];
    private final long[] callOf = new long[MOST];
    private final int[] instrumentOf = new int[MOST];
    private final long[] askedNs = new long[MOST];
    private long lastRequest;

    CallCheck(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    void onRecord(Event event) {
        if (Calls.isPoll(event)) {
            onCall(event, event.get(FeedRequestFields.REQUEST));
        } else if (Calls.isReply(event)) {
            onReply(event, event.get(CallFields.REQUEST));
        }
    }

    private void onCall(Event event, long request) {
        if (request <= lastRequest) {
            throw ledger.broken(Rule.REQUESTS, event.engineNs(), "call number " + request
                + " after " + lastRequest);
        }
        lastRequest = request;
        int at = find(0);
        if (at < 0) {
            throw ledger.broken(Rule.REQUESTS, event.engineNs(), "call number " + request
                + " while " + MOST + " are in flight");
        }
        requests[at] = request;
        callOf[at] = event.get(FeedRequestFields.CALL);
        instrumentOf[at] = event.instrument();
        askedNs[at] = event.engineNs();
    }

    private void onReply(Event event, long request) {
        ledger.exercise(Rule.REQUESTS);
        int at = find(request);
        if (at < 0 || callOf[at] != event.get(CallFields.CALL)
            || instrumentOf[at] != event.instrument()) {
            throw ledger.broken(Rule.REQUESTS, event.engineNs(),
                CallOutcome.of(event.get(CallFields.OUTCOME)) + " of call number " + request
                    + ", which is not in flight");
        }
        requests[at] = 0;
    }

    private int find(long request) {
        for (int i = 0; i < MOST; i++) {
            if (requests[i] == request) {
                return i;
            }
        }
        return -1;
    }

    @Override
    void onTimer(long nowNs) {
        for (int i = 0; i < MOST; i++) {
            if (requests[i] != 0 && nowNs - askedNs[i] > Scenario.REST_TIMEOUT_NS + GRACE_NS
                + ledger.stalledSinceNs(askedNs[i])) {
                throw ledger.broken(Rule.REQUESTS, nowNs, "call number " + requests[i] + " ("
                    + FeedCall.of(callOf[i]) + ") is in flight since " + ledger.at(askedNs[i]));
            }
        }
    }
}
