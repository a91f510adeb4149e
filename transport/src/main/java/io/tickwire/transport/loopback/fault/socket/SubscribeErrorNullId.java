package io.tickwire.transport.loopback.fault.socket;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;

/**
 * SUBSCRIBE is refused by an error that does not say which request it answers; the socket stays
 * open, with what is subscribed.
 */
final class SubscribeErrorNullId implements FaultAction {
    /** Name in scenario files. */
    static final String NAME = "subscribe-error-null-id";

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        return new SubscribeErrorNullId();
    }

    @Override
    public String begin(FaultControls controls) {
        controls.hub().refuseSubscriptions(true);
        return "SUBSCRIBE is refused with error 2 and no id";
    }

    @Override
    public void end(FaultControls controls) {
        controls.hub().refuseSubscriptions(false);
    }
}
