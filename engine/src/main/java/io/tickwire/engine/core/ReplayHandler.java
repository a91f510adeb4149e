package io.tickwire.engine.core;

import io.tickwire.engine.event.Event;

/**
 * Callbacks of a {@link ReplayLoop}. By default recorded decisions and snapshots are skipped and
 * recomputed ones dropped, which is what a restart needs. Called on the thread that runs the loop.
 */
public class ReplayHandler extends ScratchOutputs {
    /**
     * Asked before each record.
     *
     * @return whether the loop should end here
     */
    protected boolean isDone() {
        return false;
    }

    /**
     * An input is about to run through the stages.
     *
     * @param input valid until the next input
     */
    protected void onInput(Event input) {
    }

    /**
     * A stage threw; the loop goes on if this returns.
     *
     * @param input   on which it did
     * @param failure what it threw
     */
    protected void onFailure(Event input, RuntimeException failure) {
        throw failure;
    }

    /**
     * Behind its input stands an output that was not taken by {@link ReplayLoop#recordedOutput}.
     *
     * @param recorded valid during the call
     */
    protected void onSurplus(Event recorded) {
    }

    /**
     * A segment's head, or the session's end, holds the state at this place.
     *
     * @param recorded SNAPSHOT, valid during the call
     */
    protected void onSnapshot(Event recorded) {
    }
}
