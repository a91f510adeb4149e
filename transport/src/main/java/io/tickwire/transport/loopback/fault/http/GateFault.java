package io.tickwire.transport.loopback.fault.http;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.wire.HttpFault;
import java.util.function.Function;

/** A fault of REST calls or handshakes, which stands in front of them while it lasts. */
public final class GateFault implements FaultAction {
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
    public GateFault(String what, Function<FaultControls, HttpFault> maker) {
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
