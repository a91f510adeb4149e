package io.tickwire.transport.live;

import io.tickwire.engine.ring.TickRing;

/**
 * Finds out that the engine is stalled: events are waiting and none was finished for
 * {@code engine.stall}. Asked by a thread that waits for neither ring nor engine: of a full ring
 * the I/O thread itself would wait and never know.
 */
final class EngineWatch {
    private final TickRing ring;
    private final long stallNs;
    private final long maxStepNs;
    private long lastConsumed = Long.MIN_VALUE;
    private long lastNs;
    private long waitedNs;

    /**
     * Watches a ring.
     *
     * @param ring      whose consumer the engine is
     * @param stallNs   longest time without progress
     * @param maxStepNs most that one question may add to it: when the whole process was suspended,
     *                  that was no stall of the engine
     */
    EngineWatch(TickRing ring, long stallNs, long maxStepNs) {
        this.ring = ring;
        this.stallNs = stallNs;
        this.maxStepNs = maxStepNs;
    }

    /**
     * Looks.
     *
     * @param nowNs any monotonic clock, ns
     * @return how long there was no progress if that is too long, else 0; ns
     */
    long stalledNs(long nowNs) {
        // In this order: what is published between the two is work, not a stall.
        long published = ring.published();
        long consumed = ring.consumed().get();
        if (consumed != lastConsumed || consumed >= published) {
            lastConsumed = consumed;
            waitedNs = 0;
        } else {
            waitedNs += Math.min(maxStepNs, nowNs - lastNs);
        }
        lastNs = nowNs;
        return waitedNs > stallNs ? waitedNs : 0;
    }
}
