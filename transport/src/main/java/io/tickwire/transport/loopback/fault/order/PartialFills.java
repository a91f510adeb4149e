package io.tickwire.transport.loopback.fault.order;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;

/** An order finds a few lots at a time; what rests is filled bit by bit. */
final class PartialFills {
    /** Name in scenario files. */
    static final String NAME = "partial-fills";

    private static final int MAX_LOTS = 1_000_000;

    private PartialFills() {
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        int lots = entry.whole("lots", 1, one -> one >= 1 && one <= MAX_LOTS,
            "allowed are 1 to " + MAX_LOTS);
        return AccountFault.of(accounts -> {
            accounts.exchange().limitFills(lots);
            return "fills are of " + lots + " lots at most";
        }, accounts -> accounts.exchange().limitFills(0));
    }
}
