package io.tickwire.engine.feed;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * How far the newest thing that the venue brought of late was ahead of our clock, whatever brought
 * it. Nothing comes before it was made, so the venue's clock shows at least that. Engine thread
 * only.
 */
final class NewestTimes implements State {
    /** Of late is this long and up to twice that: ticks of a second or more ago are no witness. */
    private static final long SPAN_NS = 1_000_000_000L;

    private long spanNs;
    private long newestMs = Event.ABSENT;
    private long newestBeforeMs = Event.ABSENT;

    /** Something has come whose time was so far ahead of ours. */
    void add(long aheadMs, long nowNs) {
        advance(nowNs);
        newestMs = Math.max(newestMs, aheadMs);
    }

    /** How far the newest was ahead of our clock, ms; {@link Event#ABSENT} if nothing came. */
    long aheadMs(long nowNs) {
        return isOver(nowNs) ? newestOfEndedSpanMs(nowNs) : Math.max(newestMs, newestBeforeMs);
    }

    /** Whether the span under way is over, so that the next tick begins another. */
    boolean isOver(long nowNs) {
        return nowNs - spanNs >= SPAN_NS;
    }

    private void advance(long nowNs) {
        if (isOver(nowNs)) {
            newestBeforeMs = newestOfEndedSpanMs(nowNs);
            newestMs = Event.ABSENT;
            spanNs = nowNs;
        }
    }

    private long newestOfEndedSpanMs(long nowNs) {
        return nowNs - spanNs < 2 * SPAN_NS ? newestMs : Event.ABSENT;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("spanNs", spanNs).put("newestMs", newestMs)
            .put("newestBeforeMs", newestBeforeMs);
    }

    @Override
    public void readState(StateReader in) {
        spanNs = in.getLong();
        newestMs = in.getLong();
        newestBeforeMs = in.getLong();
    }
}
