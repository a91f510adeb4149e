package io.tickwire.transport.loopback.fault.order;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import java.util.Map;
import java.util.function.Function;

/** What can happen to orders and accounts. */
public final class OrderFaults {
    /** By name, each with the reader of its own keys. */
    public static final Map<String, Function<FaultEntry, FaultAction>> READERS = Map.of(
        CancelCrossesFill.NAME, CancelCrossesFill::read,
        ClockSkew.NAME, ClockSkew::read,
        ListenKeysEnd.NAME, ListenKeysEnd::read,
        OrderLimit.NAME, OrderLimit::read,
        OrderReplyLate.NAME, OrderReplyLate::read,
        OrderReplyLost.NAME, OrderReplyLost::read,
        OrderUnknown.NAME, OrderUnknown::read,
        PartialFills.NAME, PartialFills::read,
        PostOnlyExpires.NAME, PostOnlyExpires::read,
        VenueRestart.NAME, VenueRestart::read);

    private OrderFaults() {
    }
}
