package io.tickwire.transport.loopback.fault.listing;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;

/** The list of symbols has none, as during maintenance, while everything else goes on. */
final class ListEmpty implements FaultAction {
    /** Name in scenario files. */
    static final String NAME = "list-empty";

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        return new ListEmpty();
    }

    @Override
    public String begin(FaultControls controls) {
        controls.statuses().emptyList(true);
        return "the list of symbols is empty";
    }

    @Override
    public void end(FaultControls controls) {
        controls.statuses().emptyList(false);
    }
}
