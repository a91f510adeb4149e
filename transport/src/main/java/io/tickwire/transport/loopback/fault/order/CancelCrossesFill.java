package io.tickwire.transport.loopback.fault.order;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;

/** Whatever order is to be cancelled is filled whole just before. */
final class CancelCrossesFill {
    /** Name in scenario files. */
    static final String NAME = "cancel-crosses-fill";

    private CancelCrossesFill() {
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        return AccountFault.of(accounts -> {
            accounts.fillBeforeCancel(true);
            return "orders are filled before they are cancelled";
        }, accounts -> accounts.fillBeforeCancel(false));
    }
}
