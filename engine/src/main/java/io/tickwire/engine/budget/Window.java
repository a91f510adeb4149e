package io.tickwire.engine.budget;

import io.tickwire.engine.event.WindowKind;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * One of the times in which the venue counts what we use. A quarter of its limit is the reserve,
 * at least 1 where the limit is more, which only calls about orders may use; polls spend the rest
 * evenly, with bursts of a tenth, so that they slow down rather than run dry. Engine thread only;
 * does not allocate.
 */
abstract class Window implements State {
    static final long BURSTS = 10;
    private static final long RESERVE_PART = 4;
    private static final long LONG_NS = 3_600_000_000_000L;
    private static final long COARSE_NS = 1_000_000L;

    final long durationNs;
    /** In which products with costs are made: ns, but of long windows coarser. */
    final long unitNs;
    /** Of the window, in that unit. */
    final long duration;
    /** Most that is saved up for a burst, as time of the even rate. */
    private final long burstNs;
    private long limit;
    /** Time of the even rate that is saved up; below 0 after a call dearer than the burst. */
    private long creditNs;
    private long refilledNs;

    Window(long durationNs, long limit) {
        this.durationNs = durationNs;
        this.unitNs = durationNs > LONG_NS ? COARSE_NS : 1;
        this.duration = durationNs / unitNs;
        this.burstNs = durationNs / BURSTS;
        limit(limit);
    }

    static Window of(WindowKind kind, long durationNs, long limit) {
        return kind == WindowKind.FIXED ? new FixedWindow(durationNs, limit)
            : new SlidingWindow(durationNs, limit);
    }

    abstract WindowKind kind();

    final void limit(long allowed) {
        // Beyond that nobody counts, and products of it and the duration fit into a long.
        limit = Math.min(allowed, Long.MAX_VALUE / duration);
    }

    final long limit() {
        return limit;
    }

    /** What polls may use of it while orders use no more than their reserve. */
    final long usable() {
        return limit - reserve();
    }

    private long reserve() {
        return limit > 1 ? Math.max(1, limit / RESERVE_PART) : 0;
    }

    /** How long the even rate takes to earn so much; 0 while nobody knows what is allowed. */
    final long costNs(long cost) {
        return limit == 0 ? 0 : cost * duration / usable() * unitNs;
    }

    /**
     * Whether a call may be made now.
     *
     * @param cost     of the call
     * @param priority of the call
     * @param nowNs    engine time
     * @param venueNs  the venue's clock
     */
    final boolean allows(long cost, Priority priority, long nowNs, long venueNs) {
        creditNs = Math.min(burstNs, creditNs + nowNs - refilledNs);
        refilledNs = nowNs;
        advance(nowNs, venueNs);
        if (priority == Priority.ORDER) {
            return used(venueNs) + cost <= limit;
        }
        long share = priority == Priority.URGENT ? usable() : patientShare(venueNs);
        // What orders have used of their reserve is not taken away from polls.
        if (used(venueNs) + cost > share + Math.min(reserve(), usedByOrders(venueNs))) {
            return false;
        }
        long leftNs = priority == Priority.BACKGROUND ? burstNs / 2 : 0;
        long neededNs = Math.min(burstNs, costNs(cost)) + leftNs;
        return creditNs >= Math.min(burstNs, neededNs);
    }

    /** A call is made. */
    final void begin(long cost, boolean order) {
        if (!order) {
            creditNs -= costNs(cost);
        }
        begun(cost, order);
    }

    /** Goes on in time. */
    abstract void advance(long nowNs, long venueNs);

    /** What counts as used now, calls under way included. */
    abstract long used(long venueNs);

    /** What of it calls about orders have used. */
    abstract long usedByOrders(long venueNs);

    /** What polls that can wait may use up to now. */
    abstract long patientShare(long venueNs);

    abstract void begun(long cost, boolean order);

    /**
     * The venue says what is used; where it is less than what we know, ours stands: it may not
     * have counted everything yet.
     *
     * @param cost    of the call that it said so with, which is still under way; 0 = not one of
     *                ours
     * @param counted by the venue
     * @param askedNs the venue's clock when that call was begun, or now
     * @param nowNs   engine time
     */
    abstract void correct(long cost, long counted, long askedNs, long nowNs);

    /** A call has ended. */
    abstract void end(long cost, boolean order, long nowNs);

    /** A new incarnation: no call is under way any more. */
    abstract void resumed(long nowNs);

    @Override
    public void writeState(StateWriter out) {
        out.put("limit", limit).put("creditNs", creditNs).put("refilledNs", refilledNs);
    }

    @Override
    public void readState(StateReader in) {
        limit = in.getLong();
        creditNs = in.getLong();
        refilledNs = in.getLong();
    }
}
