package io.tickwire.transport.loopback.fault.stream;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.wire.Hub;
import io.tickwire.transport.loopback.wire.Impairment;
import java.util.function.Function;

/** A fault that impairs streams while it lasts. */
final class StreamFault implements FaultAction {
    private final StreamScope scope;
    private final String what;
    private final Function<FaultControls, Impairment> maker;
    /** At work, else null. */
    private Impairment impairment;

    /**
     * A fault that has not begun.
     *
     * @param scope what it concerns
     * @param what  it does, for people: "mute"
     * @param maker makes what does it, anew each time it begins
     */
    StreamFault(StreamScope scope, String what, Function<FaultControls, Impairment> maker) {
        this.scope = scope;
        this.what = what;
        this.maker = maker;
    }

    @Override
    public String begin(FaultControls controls) {
        impairment = maker.apply(controls);
        Hub hub = controls.hub();
        hub.impair(scope.streams(), scope.sockets(hub), impairment);
        return what + ": " + scope
            + (scope.isMissed(hub) ? ", which nobody has subscribed to" : "");
    }

    @Override
    public void end(FaultControls controls) {
        controls.hub().relieve(impairment);
        controls.hub().flush();
        impairment = null;
    }

    @Override
    public String scope() {
        return scope.stream();
    }

    @Override
    public String toString() {
        return what + ": " + scope;
    }
}
