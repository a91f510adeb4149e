package io.tickwire.engine.feed;

import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.Arrays;

/**
 * Which calls fail, so that they are made ever less. Every failure counts for its call, that of a
 * venue which refuses us whatever we ask, or an answer that is not the venue's, for all of them. A
 * request that is refused for what it asks (400) says nothing about others. Engine thread only;
 * does not allocate.
 */
final class FailingCalls implements State {
    private static final int OK = 200;
    private static final int REDIRECTED = 300;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_SLOW = 408;
    private static final int SERVER_ERROR = 500;

    private final CallBackOff all = new CallBackOff();
    private final CallBackOff[] byCall = new CallBackOff[FeedCall.values().length];

    FailingCalls() {
        Arrays.setAll(byCall, any -> new CallBackOff());
    }

    /**
     * A call has ended.
     *
     * @param call    which
     * @param fact    CALL
     * @param askedNs when it was made
     */
    void ended(FeedCall call, Event fact, long askedNs) {
        CallOutcome outcome = CallOutcome.of(fact.get(CallFields.OUTCOME));
        int status = outcome == CallOutcome.ANSWERED ? (int) fact.get(CallFields.HTTP_STATUS) : 0;
        if (status == OK || status == BAD_REQUEST) {
            all.reset();
            byCall[call.ordinal()].reset();
            return;
        }
        // Somebody on the way answers for the venue, a portal that wants us to log in for example.
        boolean foreign = outcome == CallOutcome.UNUSABLE;
        byCall[call.ordinal()].failed(foreign || isRefusal(status), askedNs, fact.engineNs());
        if (foreign || isRefusalOfUs(status)) {
            all.failed(true, askedNs, fact.engineNs());
        }
    }

    /** Not where a server or the way to it is in trouble. */
    private static boolean isRefusal(int status) {
        return status >= REDIRECTED && status < SERVER_ERROR && status != TOO_SLOW;
    }

    /** Whatever we ask: sent elsewhere, no access, a limit, or the law. */
    private static boolean isRefusalOfUs(int status) {
        return switch (status) {
            case 401, 402, 403, 407, 418, 429, 451 -> true;
            default -> status >= REDIRECTED && status < BAD_REQUEST;
        };
    }

    /**
     * Whether a call has to wait.
     *
     * @param call        which
     * @param underWay    whether another one of these is, which will tell
     * @param anyUnderWay whether any is
     * @param nowNs       engine time
     */
    boolean isHeld(FeedCall call, boolean underWay, boolean anyUnderWay, long nowNs) {
        return all.isHeld(anyUnderWay, nowNs) || byCall[call.ordinal()].isHeld(underWay, nowNs);
    }

    /** The venue can be reached: whether calls still fail, one trial of each tells at once. */
    void reached() {
        all.tryNow();
        for (CallBackOff call : byCall) {
            call.tryNow();
        }
    }

    /** A new incarnation: nothing is known of what fails. */
    void reset() {
        all.reset();
        for (CallBackOff call : byCall) {
            call.reset();
        }
    }

    @Override
    public void writeState(StateWriter out) {
        out.part("all", all);
        for (int i = 0; i < byCall.length; i++) {
            out.part("byCall", i, byCall[i]);
        }
    }

    @Override
    public void readState(StateReader in) {
        all.readState(in);
        for (CallBackOff call : byCall) {
            call.readState(in);
        }
    }
}
