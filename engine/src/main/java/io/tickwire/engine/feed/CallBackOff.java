package io.tickwire.engine.feed;

import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * How long calls that fail in a row are not made again. The first failure costs nothing, so that
 * one that is over at once delays nobody; from the second one on the time doubles, and one call at
 * a time is a trial until one goes well. Engine thread only; does not allocate.
 */
final class CallBackOff implements State {
    /** Where nobody refuses us, recovery must not wait for long. */
    private static final long MAX_FAILURE_NS = 5_000_000_000L;
    /** Whoever refuses us is left alone for minutes, as with 429. */
    private static final long MAX_REFUSAL_NS = 120_000_000_000L;
    /** After two failures in a row. */
    private static final long FIRST_NS = 500_000_000L;
    private static final int MAX_DOUBLINGS = 32;

    private int failures;
    private long failedNs;
    private long heldUntilNs;

    /**
     * A call has failed. Those that were under way already when it became known that they would
     * fail are one failure.
     *
     * @param refusal whether somebody refuses us, so that it may last
     * @param askedNs when it was made
     * @param nowNs   engine time
     */
    void failed(boolean refusal, long askedNs, long nowNs) {
        if (failures > 0 && askedNs - failedNs <= 0) {
            return;
        }
        failedNs = nowNs;
        if (failures++ == 0) {
            return;
        }
        long maxNs = refusal ? MAX_REFUSAL_NS : MAX_FAILURE_NS;
        int doublings = Math.min(failures - 2, MAX_DOUBLINGS);
        heldUntilNs =
            nowNs + (FIRST_NS >= maxNs >> doublings ? maxNs : FIRST_NS << doublings);
    }

    /** A call went well, or it begins anew. */
    void reset() {
        failures = 0;
        heldUntilNs = 0;
    }

    /** Something speaks for a call that goes well: the next one need not wait, as a trial. */
    void tryNow() {
        heldUntilNs = 0;
    }

    /**
     * Whether a call has to wait.
     *
     * @param underWay whether another one is, which will tell
     * @param nowNs    engine time
     */
    boolean isHeld(boolean underWay, long nowNs) {
        return failures > 0 && (underWay || nowNs - heldUntilNs < 0);
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("failures", failures).put("failedNs", failedNs).put("heldUntilNs", heldUntilNs);
    }

    @Override
    public void readState(StateReader in) {
        failures = in.getInt();
        failedNs = in.getLong();
        heldUntilNs = in.getLong();
    }
}
