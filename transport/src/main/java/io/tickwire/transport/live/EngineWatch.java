package io.tickwire.transport.live;

import io.tickwire.engine.ring.TickRing;
import java.util.function.LongConsumer;

/**
 * Declares the engine stalled: events are waiting and none was finished for {@code engine.stall}.
 * I/O thread only.
 */
final class EngineWatch {
    private final TickRing ring;
    private final long stallNs;
    private final LongConsumer onStall;
    private long lastConsumed = -1;
    private long progressNs;
    private boolean stalled;

    /**
     * Watches a ring.
     *
     * @param onStall told once, with the duration in ns
     */
    EngineWatch(TickRing ring, long stallNs, LongConsumer onStall) {
        this.ring = ring;
        this.stallNs = stallNs;
        this.onStall = onStall;
    }

    boolean isStalled(long nowNs) {
        long consumed = ring.consumed().get();
        if (consumed != lastConsumed || consumed == ring.published() || progressNs == 0) {
            lastConsumed = consumed;
            progressNs = nowNs;
        } else if (!stalled && nowNs - progressNs > stallNs) {
            stalled = true;
            onStall.accept(nowNs - progressNs);
        }
        return stalled;
    }
}
