package io.tickwire.transport.loopback.fault.socket;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;

/**
 * No connection is accepted: the operating system completes them and keeps them waiting, so that
 * nobody answers TLS, REST calls or handshakes on them. At the end they are taken late.
 */
final class AcceptStalled implements FaultAction {
    /** Name in scenario files. */
    static final String NAME = "accept-stalled";

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        return new AcceptStalled();
    }

    @Override
    public String begin(FaultControls controls) {
        controls.listener().config().setAutoRead(false);
        return "connections are not accepted";
    }

    @Override
    public void end(FaultControls controls) {
        controls.listener().config().setAutoRead(true);
    }
}
