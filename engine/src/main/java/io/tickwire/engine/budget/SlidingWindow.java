package io.tickwire.engine.budget;

import io.tickwire.engine.event.WindowKind;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * A window that ends now, however long now goes on. The venue counts a call at some moment between
 * its beginning and its end, so it counts here from its beginning until the duration has passed
 * since its end. Ends are kept by slices of a 63rd of the duration, and a slice counts until the
 * whole of it is older: up to a 63rd too long, never too short.
 */
final class SlidingWindow extends Window {
    /** The one that is not over, and as many as are as long as the window. */
    private static final int SLICES = 64;

    private final long sliceNs;
    /** By number of the slice, modulo: what calls used that ended in it. */
    private final long[] slices = new long[SLICES];
    private final long[] orderSlices = new long[SLICES];
    /** Number of the slice that is not over. */
    private long current;
    // Sums of the slices.
    private long used;
    private long orders;
    private long inFlight;
    private long ordersInFlight;

    SlidingWindow(long durationNs, long limit) {
        super(durationNs, limit);
        sliceNs = (durationNs + SLICES - 2) / (SLICES - 1);
    }

    @Override
    WindowKind kind() {
        return WindowKind.SLIDING;
    }

    @Override
    void advance(long nowNs, long venueNs) {
        advance(nowNs);
    }

    private void advance(long nowNs) {
        long next = Math.floorDiv(nowNs, sliceNs);
        long from = Math.max(current + 1, next - SLICES + 1);
        for (long slice = from; slice <= next; slice++) {
            int at = (int) Math.floorMod(slice, (long) SLICES);
            used -= slices[at];
            orders -= orderSlices[at];
            slices[at] = 0;
            orderSlices[at] = 0;
        }
        current = Math.max(current, next);
    }

    @Override
    long used(long venueNs) {
        return used + inFlight;
    }

    @Override
    long usedByOrders(long venueNs) {
        return orders + ordersInFlight;
    }

    /** It has no end at which unused weight would be lost, so a burst is always left to others. */
    @Override
    long patientShare(long venueNs) {
        return usable() - usable() / BURSTS;
    }

    @Override
    void begun(long cost, boolean order) {
        inFlight += cost;
        ordersInFlight += order ? cost : 0;
    }

    @Override
    void correct(long cost, long counted, long askedNs, long nowNs) {
        advance(nowNs);
        count(Math.max(0, counted - cost - used), 0);
    }

    private void count(long cost, long byOrders) {
        int at = (int) Math.floorMod(current, (long) SLICES);
        slices[at] += cost;
        used += cost;
        orderSlices[at] += byOrders;
        orders += byOrders;
    }

    @Override
    void end(long cost, boolean order, long nowNs) {
        advance(nowNs);
        inFlight -= cost;
        ordersInFlight -= order ? cost : 0;
        count(cost, order ? cost : 0);
    }

    /** What was under way may have been counted until now. */
    @Override
    void resumed(long nowNs) {
        advance(nowNs);
        count(inFlight, ordersInFlight);
        inFlight = 0;
        ordersInFlight = 0;
    }

    @Override
    public void writeState(StateWriter out) {
        super.writeState(out);
        out.put("current", current).put("inFlight", inFlight)
            .put("ordersInFlight", ordersInFlight);
        for (int i = 0; i < SLICES; i++) {
            out.put("slice", slices[i]).put("orderSlice", orderSlices[i]);
        }
    }

    @Override
    public void readState(StateReader in) {
        super.readState(in);
        current = in.getLong();
        inFlight = in.getLong();
        ordersInFlight = in.getLong();
        used = 0;
        orders = 0;
        for (int i = 0; i < SLICES; i++) {
            slices[i] = in.getLong();
            orderSlices[i] = in.getLong();
            used += slices[i];
            orders += orderSlices[i];
        }
    }
}
