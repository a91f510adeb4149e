package io.tickwire.transport.loopback.fault.order;

import io.tickwire.engine.config.Durations;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import java.util.Set;

/** The venue tells, and judges timestamps of calls by, a clock that is off. */
final class ClockSkew {
    /** Name in scenario files. */
    static final String NAME = "clock-skew";

    private static final long MS = 1_000_000L;
    private static final String AHEAD = "ahead";

    private ClockSkew() {
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        long byMs = entry.durationNs("by", "1ms", FaultEntry.LONGEST) / MS;
        String to = entry.word("to", AHEAD, Set.of(AHEAD, "behind")::contains, "ahead or behind");
        return AccountFault.of(accounts -> {
            accounts.skew(to.equals(AHEAD) ? byMs : -byMs);
            return "the clock is " + to + " by " + Durations.format(Math.max(0, byMs * MS));
        }, accounts -> accounts.skew(0));
    }
}
