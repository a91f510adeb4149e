package io.tickwire.transport.loopback.scenario;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.fault.http.HttpFaults;
import io.tickwire.transport.loopback.fault.listing.ListingFaults;
import io.tickwire.transport.loopback.fault.order.OrderFaults;
import io.tickwire.transport.loopback.fault.socket.SocketFaults;
import io.tickwire.transport.loopback.fault.stream.StreamFaults;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Everything that can happen, by name, each with the reader of its own keys. */
final class FaultKinds {
    private static final TreeMap<String, Function<FaultEntry, FaultAction>> READERS =
        new TreeMap<>();

    static {
        READERS.putAll(HttpFaults.READERS);
        READERS.putAll(ListingFaults.READERS);
        READERS.putAll(OrderFaults.READERS);
        READERS.putAll(SocketFaults.READERS);
        READERS.putAll(StreamFaults.READERS);
    }

    private FaultKinds() {
    }

    /** Reads the keyword {@code fault} and the keys that are its own; null where it is wrong. */
    static Named read(FaultEntry entry) {
        String name = entry.name("fault", READERS.keySet());
        if (name == null) {
            return null;
        }
        FaultAction action = READERS.get(name).apply(entry);
        entry.rejectUnknown();
        return new Named(name, action);
    }

    /** @return all names, in the order of the alphabet */
    static SortedSet<String> names() {
        return READERS.navigableKeySet();
    }

    /** @return those of orders and accounts, in the order of the alphabet */
    static SortedSet<String> ofOrders() {
        return new TreeSet<>(OrderFaults.READERS.keySet());
    }

    /**
     * A fault without its time.
     *
     * @param name   of its kind
     * @param action what happens
     */
    record Named(String name, FaultAction action) {
    }
}
