package io.tickwire.transport.loopback.fault.socket;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;

/**
 * All sockets are closed and handshakes are refused with 503, while REST goes on answering.
 *
 * @param ending of the sockets
 */
record SocketsClosed(Ending ending) implements FaultAction {
    /** Name in scenario files. */
    static final String NAME = "sockets-closed";

    /** Reads what is its own in an entry. */
    static SocketsClosed read(FaultEntry entry) {
        return new SocketsClosed(Ending.read(entry));
    }

    @Override
    public String begin(FaultControls controls) {
        return controls.hub().shut(ending::end) + " sockets " + ending + ", handshakes refused";
    }

    @Override
    public void end(FaultControls controls) {
        controls.hub().reopen();
    }
}
