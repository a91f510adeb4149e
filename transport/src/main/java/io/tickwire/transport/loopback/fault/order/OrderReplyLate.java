package io.tickwire.transport.loopback.fault.order;

import io.tickwire.engine.config.Durations;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.rest.RestReply;
import io.tickwire.transport.loopback.wire.HttpCall;
import io.tickwire.transport.loopback.wire.HttpFault;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A call is carried out at once and answered later, so that the account hears of its order before
 * it has the answer. What is held at the end is sent at once.
 */
final class OrderReplyLate implements HttpFault {
    /** Name in scenario files. */
    static final String NAME = "order-reply-late";

    private final FaultControls controls;
    private final OrderCallScope scope;
    private final long byNs;
    private final Queue<Runnable> held = new ArrayDeque<>();

    private OrderReplyLate(FaultControls controls, OrderCallScope scope, long byNs) {
        this.controls = controls;
        this.scope = scope;
        this.byNs = byNs;
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        OrderCallScope scope = OrderCallScope.read(entry);
        long byNs = entry.durationNs("by", "1ms", "10m");
        return new CallFault(scope + " are answered late by "
            + Durations.format(Math.max(0, byNs)),
            controls -> new OrderReplyLate(controls, scope, byNs));
    }

    @Override
    public boolean onCall(HttpCall call, Supplier<RestReply> usual) {
        if (!scope.concerns(call)) {
            return false;
        }
        RestReply reply = usual.get();
        held.add(() -> call.answer(reply));
        controls.loop().schedule(this::sendOldest, byNs, TimeUnit.NANOSECONDS);
        return true;
    }

    @Override
    public void release() {
        while (!held.isEmpty()) {
            sendOldest();
        }
    }

    /** Nothing is left where the fault was over first. */
    private void sendOldest() {
        if (!held.isEmpty()) {
            held.remove().run();
        }
    }
}
