package io.tickwire.engine.order;

import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * What was refused at the last input, to be told at the next one: the rules are looked at when the
 * strategy has returned. Engine thread only.
 */
public final class Refusals implements State {
    /** All requests of one input, and the one for those that were not taken. */
    private static final int MAX = OrderRequests.MAX + 1;

    private final Refusal[] refusals = new Refusal[MAX];
    private int count;

    /** Without any. */
    public Refusals() {
        for (int i = 0; i < MAX; i++) {
            refusals[i] = new Refusal();
        }
    }

    Refusal add() {
        return refusals[count++];
    }

    /** @return how many */
    public int count() {
        return count;
    }

    /**
     * One of them.
     *
     * @param index 0 to {@link #count()} - 1
     * @return valid until {@link #clear()}
     */
    public Refusal get(int index) {
        return refusals[index];
    }

    /** They were told. */
    public void clear() {
        count = 0;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("count", count);
        for (int i = 0; i < count; i++) {
            Refusal refusal = refusals[i];
            out.put("handle", refusal.handle).put("instrument", refusal.instrumentId)
                .put("rule", refusal.rule).put("side", refusal.side)
                .put("quantity", refusal.quantity).put("limit", refusal.limit);
        }
    }

    @Override
    public void readState(StateReader in) {
        count = in.getInt();
        for (int i = 0; i < count; i++) {
            Refusal refusal = refusals[i];
            refusal.handle = in.getLong();
            refusal.instrumentId = in.getInt();
            refusal.rule = in.getInt();
            refusal.side = in.getInt();
            refusal.quantity = in.getLong();
            refusal.limit = in.getLong();
        }
    }
}
