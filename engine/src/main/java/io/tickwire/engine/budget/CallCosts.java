package io.tickwire.engine.budget;

import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * What each call costs in each window, and of how many symbols one may ask. A call that costs
 * nothing anywhere is one that the venue does not have. Engine thread only.
 */
final class CallCosts implements State {
    private final long[][] single;
    private final long[][] all;
    private final long[] batch;

    CallCosts(int calls) {
        single = new long[calls][Budget.MAX_WINDOWS];
        all = new long[calls][Budget.MAX_WINDOWS];
        batch = new long[calls];
    }

    void set(int call, int window, long singleCost, long allCost, long symbols) {
        single[call][window] = singleCost;
        all[call][window] = allCost;
        batch[call] = symbols;
    }

    long of(int call, int window, boolean forAll) {
        return forAll ? all[call][window] : single[call][window];
    }

    boolean isKnown(int call, boolean forAll) {
        long[] costs = forAll ? all[call] : single[call];
        for (int i = 0; i < costs.length; i++) {
            if (costs[i] > 0) {
                return true;
            }
        }
        return false;
    }

    boolean isDearer(int call, long count) {
        for (int i = 0; i < Budget.MAX_WINDOWS; i++) {
            if (count * single[call][i] > all[call][i]) {
                return true;
            }
        }
        return false;
    }

    void add(int call, boolean forAll, long times, Demand demand) {
        for (int i = 0; i < Budget.MAX_WINDOWS; i++) {
            demand.costs[i] += times * of(call, i, forAll);
        }
    }

    long batch(int call) {
        return Math.max(1, batch[call]);
    }

    @Override
    public void writeState(StateWriter out) {
        for (int call = 0; call < batch.length; call++) {
            for (int i = 0; i < Budget.MAX_WINDOWS; i++) {
                out.put("single", single[call][i]).put("all", all[call][i]);
            }
            out.put("batch", batch[call]);
        }
    }

    @Override
    public void readState(StateReader in) {
        for (int call = 0; call < batch.length; call++) {
            for (int i = 0; i < Budget.MAX_WINDOWS; i++) {
                single[call][i] = in.getLong();
                all[call][i] = in.getLong();
            }
            batch[call] = in.getLong();
        }
    }
}
