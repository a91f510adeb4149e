package io.tickwire.transport.loopback.fault.order;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;

/** Post-only orders that would take are taken and expire at once, instead of being refused. */
final class PostOnlyExpires {
    /** Name in scenario files. */
    static final String NAME = "post-only-expires";

    private PostOnlyExpires() {
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        return AccountFault.of(accounts -> {
            accounts.exchange().expirePostOnly(true);
            return "post-only orders that would take are taken, and expire";
        }, accounts -> accounts.exchange().expirePostOnly(false));
    }
}
