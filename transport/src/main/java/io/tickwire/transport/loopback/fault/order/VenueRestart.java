package io.tickwire.transport.loopback.fault.order;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.rest.RestReply;
import io.tickwire.transport.loopback.wire.HttpCall;
import io.tickwire.transport.loopback.wire.HttpFault;
import io.tickwire.transport.loopback.wire.OpenSocket;
import java.util.function.Supplier;

/**
 * The venue is away: sockets are reset, and so is whatever connects. It comes back with all orders
 * and positions; listen keys are gone, and nobody was told.
 */
final class VenueRestart extends AccountFault implements HttpFault {
    /** Name in scenario files. */
    static final String NAME = "venue-restart";

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        return new VenueRestart();
    }

    @Override
    public String begin(FaultControls controls) {
        controls.gate().add(this);
        controls.accounts().endListenKeys(false);
        return controls.hub().shut(OpenSocket::reset) + " sockets reset, nothing is answered";
    }

    @Override
    public void end(FaultControls controls) {
        controls.gate().remove(this);
        controls.hub().reopen();
    }

    @Override
    public boolean onCall(HttpCall call, Supplier<RestReply> usual) {
        call.reset();
        return true;
    }

    @Override
    public boolean onUpgrade(HttpCall call) {
        call.reset();
        return true;
    }
}
