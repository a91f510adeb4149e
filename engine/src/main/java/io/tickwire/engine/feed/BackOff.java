package io.tickwire.engine.feed;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.random.SplitMix64;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * Exponential back-off with full jitter, from a generator seeded by the session, so that a
 * replay waits as long as the session did; and the storm limit.
 */
final class BackOff implements State {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int MAX_DOUBLINGS = 32;

    private final Config.Reconnect limits;
    private final SplitMix64 random;

    BackOff(Config.Reconnect limits, long seed) {
        this.limits = limits;
        random = new SplitMix64(seed);
    }

    /** Delay before the next attempt, ns: uniform up to twice as much for each failure in a row. */
    long delayNs(long failures) {
        return Long.remainderUnsigned(random.next(), ceilingNs(failures) + 1);
    }

    /** The longest that {@link #delayNs} may be. */
    long ceilingNs(long failures) {
        int doublings = (int) Math.min(failures, MAX_DOUBLINGS);
        return limits.minNs() >= limits.maxNs() >> doublings
            ? limits.maxNs() : limits.minNs() << doublings;
    }

    /** Whether one more attempt now keeps the group within its attempts a minute. */
    boolean allows(ConnectionGroup group, long nowNs) {
        long oldestNs = group.attemptNs[group.nextAttemptSlot];
        return oldestNs == 0 || nowNs - oldestNs >= MINUTE_NS;
    }

    /** Notes an attempt. */
    void attempted(ConnectionGroup group, long nowNs) {
        group.attemptNs[group.nextAttemptSlot] = nowNs;
        group.nextAttemptSlot = (group.nextAttemptSlot + 1) % group.attemptNs.length;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("random", random.state());
    }

    @Override
    public void readState(StateReader in) {
        random.restore(in.getLong());
    }
}
