package io.tickwire.transport.loopback.fault.http;

import io.tickwire.engine.config.Durations;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.rest.RequestWeightMeter;

/**
 * The limit of weight is used up, as if by somebody else behind the same address: REST calls are
 * refused with 429 until the fault is over, and whoever goes on calling is banned with 418, for as
 * long as a ban lasts.
 *
 * @param lastsNs  the fault
 * @param forgiven refused calls before the one that bans; 0 = banned at the first
 * @param banNs    length of the ban, which may outlast the fault
 * @param header   whether {@code Retry-After} is told
 */
record RestLimited(long lastsNs, int forgiven, long banNs, boolean header)
    implements FaultAction {
    /** Name in scenario files. */
    static final String NAME = "rest-limited";

    private static final int MAX_FORGIVEN = 1_000_000;
    private static final long MS = 1_000_000L;

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        return new RestLimited(entry.lastsNs(),
            entry.whole("forgiven", RequestWeightMeter.MAX_REFUSED, one -> one <= MAX_FORGIVEN,
                "allowed are 0 to " + MAX_FORGIVEN),
            entry.durationNs("ban", RequestWeightMeter.BAN_MS * MS, "1s", "72h"),
            entry.flag("header", true));
    }

    @Override
    public String begin(FaultControls controls) {
        controls.meter().override(new RequestWeightMeter.LimitOverride(
            (controls.clock().nowNs() + lastsNs) / MS, forgiven, banNs / MS, header));
        return "REST calls are refused with 429, after " + forgiven + " of them with 418 for "
            + Durations.format(banNs) + (header ? "" : ", without Retry-After");
    }

    @Override
    public void end(FaultControls controls) {
        controls.meter().clearOverride();
    }
}
