package io.tickwire.transport.loopback.wire;

import io.tickwire.transport.loopback.rest.RestReply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Filters REST calls and handshakes through the active faults, oldest first. Event loop only. */
public final class HttpGate {
    private final List<HttpFault> faults = new ArrayList<>();

    /** Asks it behind the others. */
    public void add(HttpFault fault) {
        faults.add(fault);
    }

    /** Asks it no more. */
    public void remove(HttpFault fault) {
        faults.remove(fault);
    }

    /** As {@link HttpFault#onCall}. */
    boolean takesCall(HttpCall call, Supplier<RestReply> usual) {
        for (HttpFault fault : faults) {
            if (fault.onCall(call, usual)) {
                return true;
            }
        }
        return false;
    }

    /** As {@link HttpFault#onUpgrade}. */
    boolean takesUpgrade(HttpCall call) {
        for (HttpFault fault : faults) {
            if (fault.onUpgrade(call)) {
                return true;
            }
        }
        return false;
    }
}
