package io.tickwire.transport.loopback.fault.http;

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
 * REST calls are charged and answered as usual, but the answers are sent later: they tell what was
 * true when the call came. What is held at the end is sent at once.
 */
final class RestDelay implements HttpFault {
    /** Name in scenario files. */
    static final String NAME = "rest-delay";

    private final FaultControls controls;
    private final long byNs;
    private final Queue<Runnable> held = new ArrayDeque<>();

    RestDelay(FaultControls controls, long byNs) {
        this.controls = controls;
        this.byNs = byNs;
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        long byNs = entry.durationNs("by", "1ms", "10m");
        return new GateFault("REST answers come late by " + Durations.format(Math.max(0, byNs)),
            controls -> new RestDelay(controls, byNs));
    }

    @Override
    public boolean onCall(HttpCall call, Supplier<RestReply> usual) {
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
