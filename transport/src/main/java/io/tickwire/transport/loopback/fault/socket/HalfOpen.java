package io.tickwire.transport.loopback.fault.socket;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.wire.OpenSocket;
import java.util.List;

/**
 * The sockets that are open neither read nor write nor close, as if the other end had lost its
 * network; new ones are well. At the end they are reset.
 */
final class HalfOpen implements FaultAction {
    /** Name in scenario files. */
    static final String NAME = "half-open";

    private List<OpenSocket> frozen = List.of();

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        return new HalfOpen();
    }

    @Override
    public String begin(FaultControls controls) {
        frozen = controls.hub().sockets();
        frozen.forEach(OpenSocket::freeze);
        return frozen.size() + " sockets neither read nor write nor close";
    }

    @Override
    public void end(FaultControls controls) {
        frozen.forEach(OpenSocket::reset);
        frozen = List.of();
    }
}
