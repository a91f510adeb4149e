package io.tickwire.engine.feed;

import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/** A flag with its reason, since when, and what was published of it. Engine thread only. */
final class FlagState implements State {
    FeedFlag flag = FeedFlag.YELLOW;
    StatusReason reason = StatusReason.NONE;
    long sinceNs;
    /** What was last published: flag, reason and more in one number; -1 = nothing. */
    private long published = -1;

    /** Takes over what was found; a new flag begins now. */
    void set(FeedFlag found, StatusReason why, long nowNs) {
        if (flag != found || sinceNs == 0) {
            sinceNs = nowNs;
        }
        flag = found;
        reason = why;
    }

    /** Whether it differs from what was published. */
    boolean hasChanged(int more) {
        return published != word(more);
    }

    void published(int more) {
        published = word(more);
    }

    private long word(int more) {
        // Quiet or fresh makes no difference to anybody who reads it.
        StatusReason said = flag == FeedFlag.GREEN ? StatusReason.FRESH : reason;
        return ((long) more << 8 | flag.ordinal()) << 8 | said.ordinal();
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("flag", flag).put("reason", reason).put("sinceNs", sinceNs)
            .put("published", published);
    }

    @Override
    public void readState(StateReader in) {
        flag = FeedFlag.of(in.getLong());
        reason = StatusReason.of(in.getLong());
        sinceNs = in.getLong();
        published = in.getLong();
    }
}
