package io.tickwire.transport.loopback.fault.order;

import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.wire.HttpFault;
import java.util.function.Function;

/** A fault of calls about orders, which stands in front of them while it lasts. */
final class CallFault extends AccountFault {
    private final String what;
    private final Function<FaultControls, HttpFault> maker;
    /** At work, else null. */
    private HttpFault fault;

    /**
     * A fault that has not begun.
     *
     * @param what  it does, for people
     * @param maker makes what does it, anew each time it begins
     */
    CallFault(String what, Function<FaultControls, HttpFault> maker) {
        this.what = what;
        this.maker = maker;
    }

    @Override
    public String begin(FaultControls controls) {
        fault = maker.apply(controls);
        controls.gate().add(fault);
        return what;
    }

    @Override
    public void end(FaultControls controls) {
        controls.gate().remove(fault);
        fault.release();
        fault = null;
    }
}
