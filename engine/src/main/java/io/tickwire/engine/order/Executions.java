package io.tickwire.engine.order;

import io.tickwire.engine.event.ExecutionReason;
import io.tickwire.engine.event.OrderEvent;

/**
 * What happened to orders during the current input, for the signal stage to tell. A fixed number,
 * empty between inputs. Engine thread only.
 */
public final class Executions {
    /** Most of one input. */
    static final int MAX = 64;

    private final Execution[] executions = new Execution[MAX];
    private int count;

    /** Without any. */
    public Executions() {
        for (int i = 0; i < MAX; i++) {
            executions[i] = new Execution();
        }
    }

    boolean hasRoom() {
        return count < MAX;
    }

    Execution add(Order order, OrderEvent event, ExecutionReason reason, int priceExponent) {
        Execution added = executions[count++];
        added.of(order, event, reason, priceExponent);
        return added;
    }

    /** @return how many */
    public int count() {
        return count;
    }

    /**
     * One of them.
     *
     * @param index 0 to {@link #count()} - 1, in the order in which they happened
     * @return valid during this input
     */
    public Execution get(int index) {
        return executions[index];
    }

    /** They were told. */
    public void clear() {
        count = 0;
    }
}
