package io.tickwire.transport.loopback.fault.stream;

import io.tickwire.engine.config.Durations;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.message.Payload;
import io.tickwire.transport.loopback.wire.Impairment;
import io.tickwire.transport.loopback.wire.OpenSocket;
import io.tickwire.transport.loopback.wire.Outlet;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** Everything is sent later, in its order; what is held at the end is sent at once. */
final class Delay implements Impairment {
    /** Name in scenario files. */
    static final String NAME = "delay";
    /** Messages that may be held; one more sends the oldest on early. */
    static final int MAX_HELD = 500_000;

    private final FaultControls controls;
    private final long byNs;
    private final Queue<Held> held = new ArrayDeque<>();
    private Outlet behind;

    Delay(FaultControls controls, long byNs) {
        this.controls = controls;
        this.byNs = byNs;
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        long byNs = entry.durationNs("by", "1ms", "10m");
        return new StreamFault(StreamScope.read(entry, ""),
            "sent late by " + Durations.format(Math.max(0, byNs)),
            controls -> new Delay(controls, byNs));
    }

    @Override
    public void pass(OpenSocket socket, Payload payload, Outlet next) {
        behind = next;
        if (held.size() == MAX_HELD) {
            sendOldest();
        }
        held.add(new Held(socket, payload, controls.clock().nowNs() + byNs));
        controls.loop().schedule(this::sendDue, byNs, TimeUnit.NANOSECONDS);
    }

    @Override
    public void release(Outlet next) {
        behind = next;
        while (!held.isEmpty()) {
            sendOldest();
        }
    }

    private void sendDue() {
        long nowNs = controls.clock().nowNs();
        while (!held.isEmpty() && held.peek().dueNs() <= nowNs) {
            sendOldest();
        }
        controls.hub().flush();
    }

    private void sendOldest() {
        Held oldest = held.remove();
        behind.send(oldest.socket(), oldest.payload());
    }

    private record Held(OpenSocket socket, Payload payload, long dueNs) {
    }
}
