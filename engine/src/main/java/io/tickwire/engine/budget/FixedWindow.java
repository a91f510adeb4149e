package io.tickwire.engine.budget;

import io.tickwire.engine.event.WindowKind;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * A window that begins anew at each multiple of its duration by the venue's clock, as a minute
 * does. A call that is under way when one begins may be counted in either, so it counts in both.
 */
final class FixedWindow extends Window {
    /** By so much our idea of the venue's clock may be wrong. */
    private static final long MAX_SKEW_NS = 1_000_000_000L;

    /** Asked as soon as a window begins, a call may be counted in the one before. */
    private final long skewNs;
    /** Number of the latest window that was begun. */
    private long number;
    private long used;
    private long orders;
    /** Used of the window before it, should that turn out not to be over yet. */
    private long usedBefore;
    private long ordersBefore;
    private long inFlight;
    private long ordersInFlight;

    FixedWindow(long durationNs, long limit) {
        super(durationNs, limit);
        skewNs = Math.min(MAX_SKEW_NS, durationNs / 4);
    }

    @Override
    WindowKind kind() {
        return WindowKind.FIXED;
    }

    private long numberAt(long venueNs) {
        return Math.floorDiv(venueNs, durationNs);
    }

    @Override
    void advance(long nowNs, long venueNs) {
        long next = numberAt(venueNs);
        // A better estimate of the venue's clock may go back over its beginning: no new one.
        if (next != number && next != number - 1) {
            boolean adjacent = next == number + 1;
            usedBefore = adjacent ? used : 0;
            ordersBefore = adjacent ? orders : 0;
            number = next;
            used = inFlight;
            orders = ordersInFlight;
        }
    }

    @Override
    long used(long venueNs) {
        return numberAt(venueNs) == number - 1 ? usedBefore + used : used;
    }

    @Override
    long usedByOrders(long venueNs) {
        return numberAt(venueNs) == number - 1 ? ordersBefore + orders : orders;
    }

    /**
     * What the even rate has earned in this window, and of a burst in advance as much as is left
     * of the window, so that none runs dry at its end.
     */
    @Override
    long patientShare(long venueNs) {
        long elapsedNs = Math.floorMod(venueNs, durationNs);
        long advanceNs = (durationNs - elapsedNs) / BURSTS;
        return usable() * ((elapsedNs + advanceNs) / unitNs) / duration;
    }

    @Override
    void begun(long cost, boolean order) {
        used += cost;
        inFlight += cost;
        if (order) {
            orders += cost;
            ordersInFlight += cost;
        }
    }

    @Override
    void correct(long cost, long counted, long askedNs, long nowNs) {
        long asked = numberAt(askedNs - skewNs);
        if (asked == number) {
            used = Math.max(used, counted + inFlight - cost);
        } else if (asked == number - 1) {
            usedBefore = Math.max(usedBefore, counted);
        }
    }

    @Override
    void end(long cost, boolean order, long nowNs) {
        inFlight -= cost;
        ordersInFlight -= order ? cost : 0;
    }

    @Override
    void resumed(long nowNs) {
        inFlight = 0;
        ordersInFlight = 0;
    }

    @Override
    public void writeState(StateWriter out) {
        super.writeState(out);
        out.put("number", number).put("used", used).put("orders", orders)
            .put("usedBefore", usedBefore).put("ordersBefore", ordersBefore)
            .put("inFlight", inFlight).put("ordersInFlight", ordersInFlight);
    }

    @Override
    public void readState(StateReader in) {
        super.readState(in);
        number = in.getLong();
        used = in.getLong();
        orders = in.getLong();
        usedBefore = in.getLong();
        ordersBefore = in.getLong();
        inFlight = in.getLong();
        ordersInFlight = in.getLong();
    }
}
