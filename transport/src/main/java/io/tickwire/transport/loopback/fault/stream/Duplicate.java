package io.tickwire.transport.loopback.fault.stream;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;

/** Every message is sent again, at once. */
final class Duplicate {
    /** Name in scenario files. */
    static final String NAME = "duplicate";

    private static final int MAX_COPIES = 100;

    private Duplicate() {
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        int copies = entry.whole("copies", 1, one -> one >= 1 && one <= MAX_COPIES,
            "allowed are 1 to " + MAX_COPIES);
        return new StreamFault(StreamScope.read(entry, ""),
            "each message is sent " + copies + " times more",
            controls -> (socket, payload, next) -> {
                for (int i = 0; i <= copies; i++) {
                    next.send(socket, payload);
                }
            });
    }
}
