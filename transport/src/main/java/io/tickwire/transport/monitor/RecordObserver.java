package io.tickwire.transport.monitor;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import java.util.Set;

/** Follows the journal of a running session, on a thread of its own. */
@FunctionalInterface
public interface RecordObserver {
    /** People do not see the difference. */
    long DEFAULT_LAG_NS = 40_000_000L;

    /**
     * A record has been written.
     *
     * @param record any but those that are passed over, in journal order; valid during the call
     */
    void onRecord(Event record);

    /**
     * How far it may be behind: it is woken that often, whatever there is. Asked on its thread.
     *
     * @return ns
     */
    default long lagNs() {
        return DEFAULT_LAG_NS;
    }

    /** @return types that are passed over unread, since it has no use for them */
    default Set<EventType> passedOver() {
        return Set.of();
    }
}
