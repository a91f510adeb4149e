package io.tickwire.transport.loopback.fault.socket;

import io.tickwire.engine.config.Durations;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.wire.ControlBudget;

/**
 * Fewer messages than usual are taken from a client before its socket is closed with 1008.
 *
 * @param burst    most at once, below the usual {@link ControlBudget#BURST}
 * @param refillNs one more is allowed after so long
 */
record ControlLimit(int burst, long refillNs) implements FaultAction {
    /** Name in scenario files. */
    static final String NAME = "control-limit";

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        int most = ControlBudget.BURST;
        return new ControlLimit(
            entry.whole("burst", 0, one -> one <= most, "allowed are 0 to " + most),
            entry.durationNs("refill", ControlBudget.REFILL_NS, "1ms", FaultEntry.LONGEST));
    }

    @Override
    public String begin(FaultControls controls) {
        controls.hub().limitControl(new ControlBudget.Limit(burst, refillNs));
        return "a client may send " + burst + " messages at once and one more every "
            + Durations.format(refillNs);
    }

    @Override
    public void end(FaultControls controls) {
        controls.hub().limitControl(ControlBudget.USUAL);
    }
}
