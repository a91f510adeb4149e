package io.tickwire.transport.loopback.fault.listing;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import java.util.Map;
import java.util.function.Function;

/** What can happen to the list of symbols. */
public final class ListingFaults {
    /** By name, each with the reader of its own keys. */
    public static final Map<String, Function<FaultEntry, FaultAction>> READERS = Map.of(
        ListEmpty.NAME, ListEmpty::read,
        NotTraded.DELISTED, NotTraded::readDelisted,
        NotTraded.PENDING, NotTraded::readPending);

    private ListingFaults() {
    }
}
