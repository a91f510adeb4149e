package io.tickwire.transport.loopback.fault.order;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.rest.RestReply;
import io.tickwire.transport.loopback.wire.HttpCall;
import io.tickwire.transport.loopback.wire.HttpFault;
import java.util.function.Supplier;

/**
 * A call is answered with the 503 that leaves open whether it was carried out (protocols A5).
 *
 * @param scope    of calls
 * @param executed whether it was
 */
record OrderUnknown(OrderCallScope scope, boolean executed) implements HttpFault {
    /** Name in scenario files. */
    static final String NAME = "order-unknown";

    private static final int UNAVAILABLE = 503;
    private static final RestReply UNKNOWN = new RestReply(UNAVAILABLE, RestReply.error(-1000,
        "Unknown error, please check your request or try again later."), RestReply.ABSENT,
        RestReply.ABSENT);

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        OrderCallScope scope = OrderCallScope.read(entry);
        boolean executed = entry.flag("executed", true);
        return new CallFault(scope + (executed ? " are carried out" : " are not carried out")
            + " and answered with 503, unknown error",
            controls -> new OrderUnknown(scope, executed));
    }

    @Override
    public boolean onCall(HttpCall call, Supplier<RestReply> usual) {
        if (!scope.concerns(call)) {
            return false;
        }
        if (executed) {
            usual.get();
        }
        call.answer(UNKNOWN);
        return true;
    }
}
