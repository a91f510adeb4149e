package io.tickwire.transport.loopback.fault.stream;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;

/** Streams say nothing more, while their sockets answer whatever they are asked. */
final class Mute {
    /** Name in scenario files. */
    static final String NAME = "mute";

    private Mute() {
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        return new StreamFault(StreamScope.read(entry, ""), "nothing is sent",
            controls -> (socket, payload, next) -> { });
    }
}
