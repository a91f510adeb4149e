package io.tickwire.engine.feed;

import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * Whether polls feed one stream, and the request about it that is under way. Engine thread only.
 */
final class PollState implements State {
    /** Whether they do, because its socket does not or has not yet proved itself. */
    boolean active;
    /** Since when they do, ns. */
    long sinceNs;
    /** Whether they fed it in time at the last TIMER. */
    boolean fresh;
    /** Number of the request under way that will answer for it, 0 = none. */
    long request;
    /** When it was last asked for, ns. */
    long askedNs;
    /** Rows that polls have brought since. */
    long rows;
    /** Whether the last poll for trades asked for the last ones, not behind what was shown. */
    boolean askedLatest;
    /** Whether the next one should: what lies behind is too much, or the venue refuses it. */
    boolean nextLatest;
    /** Of requests that the venue refuses for what they ask, such as a symbol that it lacks. */
    final CallBackOff refused = new CallBackOff();

    void begin(long nowNs) {
        if (!active) {
            active = true;
            sinceNs = nowNs;
            refused.reset();
        }
    }

    /** Whether it is to be polled, as far as the venue does not refuse that. */
    boolean isWanted(long nowNs) {
        return active && !refused.isHeld(false, nowNs);
    }

    void end() {
        active = false;
    }

    void asked(long number, long nowNs) {
        request = number;
        askedNs = nowNs;
        rows = 0;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("active", active).put("sinceNs", sinceNs).put("fresh", fresh)
            .put("request", request).put("askedNs", askedNs).put("rows", rows)
            .put("askedLatest", askedLatest).put("nextLatest", nextLatest);
        out.part("refused", refused);
    }

    @Override
    public void readState(StateReader in) {
        active = in.getBoolean();
        sinceNs = in.getLong();
        fresh = in.getBoolean();
        request = in.getLong();
        askedNs = in.getLong();
        rows = in.getLong();
        askedLatest = in.getBoolean();
        nextLatest = in.getBoolean();
        refused.readState(in);
    }
}
