package io.tickwire.engine.order;

import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.Arrays;

/**
 * How many orders were sent within the last second, by engine time, as far as a limit needs to know
 * it. Engine thread only.
 */
final class OrderRate implements State {
    private static final long WINDOW_NS = 1_000_000_000L;

    /** When the last ones were sent, a ring; {@link Long#MIN_VALUE} before the first. */
    private final long[] sentNs;
    private int next;

    /** Of a limit; 0 = none. */
    OrderRate(int mostPerSecond) {
        sentNs = new long[mostPerSecond];
        Arrays.fill(sentNs, Long.MIN_VALUE);
    }

    /** Whether another one now would be too many. */
    boolean isExhausted(long nowNs) {
        // The oldest of as many as there may be.
        return sentNs.length > 0 && sentNs[next] != Long.MIN_VALUE
            && nowNs - sentNs[next] < WINDOW_NS;
    }

    void sent(long nowNs) {
        if (sentNs.length > 0) {
            sentNs[next] = nowNs;
            next = (next + 1) % sentNs.length;
        }
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("next", next);
        for (long ns : sentNs) {
            out.put("sentNs", ns);
        }
    }

    @Override
    public void readState(StateReader in) {
        next = in.getInt();
        for (int i = 0; i < sentNs.length; i++) {
            sentNs[i] = in.getLong();
        }
    }
}
