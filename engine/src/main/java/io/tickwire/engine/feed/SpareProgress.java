package io.tickwire.engine.feed;

import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * How far the connection that stands by has come with one stream: whether it could take over
 * without a loss. Engine thread only.
 */
final class SpareProgress implements State {
    private static final int NO_ID = -1;

    /** How its ticks stand to each other; empty until it has brought one. */
    TickSequencer ticks;
    /** Whether it has brought news. */
    boolean heard;
    /** When it last brought news, ns. */
    long heardNs;
    /** Highest id that it brought and that waits for the current connection; -1 = none. */
    long waitingId = NO_ID;
    /** Since when it is further than what strategies were shown, ns; 0 = it is not. */
    long aheadNs;

    /** Of a stream with these traits. */
    SpareProgress(StreamTraits traits) {
        ticks = new TickSequencer(traits);
    }

    /** It brought an id that only counts once the current connection had its chance. */
    void waits(long id) {
        waitingId = Math.max(waitingId, id);
    }

    /** Whether it has been further for longer than the current connection may take. */
    boolean isAheadFor(long limitNs, long nowNs) {
        if (aheadNs == 0) {
            aheadNs = nowNs;
        }
        return nowNs - aheadNs > limitNs;
    }

    /** The venue numbers anew: nothing before that counts. */
    void renumbered() {
        ticks.reset();
        waitingId = NO_ID;
    }

    /** It is gone, or there is a new one. */
    void reset() {
        heard = false;
        aheadNs = 0;
        renumbered();
    }

    @Override
    public void writeState(StateWriter out) {
        out.part("ticks", ticks);
        out.put("heard", heard).put("heardNs", heardNs).put("waitingId", waitingId)
            .put("aheadNs", aheadNs);
    }

    @Override
    public void readState(StateReader in) {
        ticks.readState(in);
        heard = in.getBoolean();
        heardNs = in.getLong();
        waitingId = in.getLong();
        aheadNs = in.getLong();
    }
}
