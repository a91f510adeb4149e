package io.tickwire.transport.loopback.scenario;

import io.tickwire.transport.loopback.fault.FaultAction;

/** Faults as scenario files write them. */
public final class Scenarios {
    private Scenarios() {
    }

    /**
     * Reads one.
     *
     * @param keys of the entry behind its time: {@code fault: mute, stream: aggTrade}
     */
    public static FaultAction fault(String keys) {
        return fault("1h", keys);
    }

    public static FaultAction fault(String lasts, String keys) {
        return action(plan("faults: [{at: 0s, for: " + lasts + ", " + keys + "}]"), 0);
    }

    public static FaultPlan plan(String yaml) {
        try {
            return FaultFile.read(yaml);
        } catch (FaultFileException e) {
            throw new AssertionError(e);
        }
    }

    /** What happens, of those in the order of their begin. */
    public static FaultAction action(FaultPlan plan, int index) {
        return plan.faults().get(index).action();
    }
}
