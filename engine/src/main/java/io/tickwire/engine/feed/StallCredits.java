package io.tickwire.engine.feed;

import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * Which streams were given own stalls as credit and have not been heard of since. A part of the
 * state that is written only where there is any, so that snapshots of sessions without it read as
 * they always did. Engine thread only.
 */
final class StallCredits implements State {
    /** Of its section. */
    static final String LABEL = "stalls";

    private final StreamTable streams;

    StallCredits(StreamTable streams) {
        this.streams = streams;
    }

    boolean isEmpty() {
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            if (stream.socket.creditedNs != 0 || stream.rest.creditedNs != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void writeState(StateWriter out) {
        for (int i = 0; i < streams.count(); i++) {
            out.put("socket", streams.get(i).socket.creditedNs)
                .put("rest", streams.get(i).rest.creditedNs);
        }
    }

    @Override
    public void readState(StateReader in) {
        for (int i = 0; i < streams.count(); i++) {
            streams.get(i).socket.creditedNs = in.getLong();
            streams.get(i).rest.creditedNs = in.getLong();
        }
    }
}
