package io.tickwire.transport.loopback.fault.order;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;

/** Fewer orders than usual are allowed in ten seconds. */
final class OrderLimit {
    /** Name in scenario files. */
    static final String NAME = "order-limit";

    private static final int DEFAULT = 0;
    private static final int USUAL = 300;

    private OrderLimit() {
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        int orders = entry.whole("orders", DEFAULT, one -> one < USUAL,
            "allowed are 0 to " + (USUAL - 1));
        return AccountFault.of(accounts -> {
            accounts.limitOrders(orders);
            return orders + " orders in ten seconds are allowed";
        }, accounts -> accounts.limitOrders(Integer.MAX_VALUE));
    }
}
