package io.tickwire.transport.loopback.fault.order;

import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.http.GateFault;
import io.tickwire.transport.loopback.wire.HttpFault;
import java.util.function.Function;

/** A fault of calls about orders. */
final class CallFault extends AccountFault {
    private final GateFault gate;

    /**
     * A fault that has not begun.
     *
     * @param what  it does, for people
     * @param maker makes what does it, anew each time it begins
     */
    CallFault(String what, Function<FaultControls, HttpFault> maker) {
        gate = new GateFault(what, maker);
    }

    @Override
    public String begin(FaultControls controls) {
        return gate.begin(controls);
    }

    @Override
    public void end(FaultControls controls) {
        gate.end(controls);
    }
}
