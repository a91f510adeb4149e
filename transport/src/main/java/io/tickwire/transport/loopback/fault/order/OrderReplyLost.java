package io.tickwire.transport.loopback.fault.order;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.rest.RestReply;
import io.tickwire.transport.loopback.wire.HttpCall;
import io.tickwire.transport.loopback.wire.HttpFault;
import java.util.function.Supplier;

/**
 * A call is carried out, and its connection reset instead of an answer.
 *
 * @param scope of calls
 */
record OrderReplyLost(OrderCallScope scope) implements HttpFault {
    /** Name in scenario files. */
    static final String NAME = "order-reply-lost";

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        OrderCallScope scope = OrderCallScope.read(entry);
        return new CallFault(scope + " are carried out and not answered",
            controls -> new OrderReplyLost(scope));
    }

    @Override
    public boolean onCall(HttpCall call, Supplier<RestReply> usual) {
        if (!scope.concerns(call)) {
            return false;
        }
        usual.get();
        call.reset();
        return true;
    }
}
