package io.tickwire.transport.loopback.fault.order;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;

/** All listen keys end when the fault begins; new ones may be had at once. */
final class ListenKeysEnd {
    /** Name in scenario files. */
    static final String NAME = "listen-keys-end";

    private ListenKeysEnd() {
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        boolean told = entry.flag("told", true);
        return AccountFault.of(accounts -> accounts.endListenKeys(told) + " listen keys end"
            + (told ? "" : ", and nobody is told"), accounts -> { });
    }
}
