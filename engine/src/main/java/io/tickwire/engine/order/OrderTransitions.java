package io.tickwire.engine.order;

import io.tickwire.engine.event.OrderEvent;
import io.tickwire.engine.event.OrderState;

/**
 * What an order becomes, in one table.
 *
 * <pre>
 *    PENDING_NEW     --ACCEPTED, PART_FILLED--------> OPEN      (a fill proves that it is there)
 *    PENDING_NEW     --REJECTED---------------------> REJECTED
 *    OPEN            --REPLACE_REQUESTED------------> PENDING_REPLACE
 *    PENDING_REPLACE --REPLACED, REPLACE_REJECTED---> OPEN
 *    PENDING_CANCEL  --CANCEL_REJECTED--------------> OPEN
 *    PENDING_CANCEL  --REJECTED---------------------> REJECTED
 *    PENDING_CANCEL  --ACCEPTED, REPLACED, REPLACE_REJECTED--> stays
 *    PENDING_NEW, OPEN, PENDING_REPLACE --CANCEL_REQUESTED--> PENDING_CANCEL
 *
 *    from each of these four:
 *        --FILLED--> FILLED    --CANCELLED--> CANCELLED    --EXPIRED--> EXPIRED
 *        --PART_FILLED--> stays, but for PENDING_NEW
 *    from each of FILLED, CANCELLED, REJECTED, EXPIRED, which are the ends:
 *        --CANCEL_REJECTED, REPLACE_REJECTED--> stays  (answers to what was asked before the end)
 * </pre>
 *
 * <p>A cancellation takes the place of a pending replacement, whose answer may still come and
 * changes no state then. What is not in the table cannot happen, and whoever reports it has made a
 * mistake.
 */
final class OrderTransitions {
    private static final OrderState[][] NEXT =
        new OrderState[OrderState.values().length][OrderEvent.values().length];

    static {
        for (OrderState state : OrderState.values()) {
            if (state.isOver()) {
                put(state, OrderEvent.CANCEL_REJECTED, state);
                put(state, OrderEvent.REPLACE_REJECTED, state);
            } else {
                put(state, OrderEvent.PART_FILLED, state);
                put(state, OrderEvent.FILLED, OrderState.FILLED);
                put(state, OrderEvent.CANCELLED, OrderState.CANCELLED);
                put(state, OrderEvent.EXPIRED, OrderState.EXPIRED);
                put(state, OrderEvent.CANCEL_REQUESTED, OrderState.PENDING_CANCEL);
            }
        }
        put(OrderState.PENDING_NEW, OrderEvent.ACCEPTED, OrderState.OPEN);
        put(OrderState.PENDING_NEW, OrderEvent.REJECTED, OrderState.REJECTED);
        put(OrderState.PENDING_NEW, OrderEvent.PART_FILLED, OrderState.OPEN);
        put(OrderState.OPEN, OrderEvent.REPLACE_REQUESTED, OrderState.PENDING_REPLACE);
        put(OrderState.PENDING_REPLACE, OrderEvent.REPLACED, OrderState.OPEN);
        put(OrderState.PENDING_REPLACE, OrderEvent.REPLACE_REJECTED, OrderState.OPEN);
        // Asked for before the market had the order, or while another answer was on its way.
        put(OrderState.PENDING_CANCEL, OrderEvent.ACCEPTED, OrderState.PENDING_CANCEL);
        put(OrderState.PENDING_CANCEL, OrderEvent.REJECTED, OrderState.REJECTED);
        put(OrderState.PENDING_CANCEL, OrderEvent.CANCEL_REJECTED, OrderState.OPEN);
        put(OrderState.PENDING_CANCEL, OrderEvent.REPLACED, OrderState.PENDING_CANCEL);
        put(OrderState.PENDING_CANCEL, OrderEvent.REPLACE_REJECTED, OrderState.PENDING_CANCEL);
        NEXT[OrderState.PENDING_CANCEL.ordinal()][OrderEvent.CANCEL_REQUESTED.ordinal()] = null;
    }

    private OrderTransitions() {
    }

    private static void put(OrderState state, OrderEvent event, OrderState next) {
        NEXT[state.ordinal()][event.ordinal()] = next;
    }

    /**
     * The state behind an event.
     *
     * @param state before it
     * @param event that happens
     * @return null where it cannot happen
     */
    static OrderState next(OrderState state, OrderEvent event) {
        return NEXT[state.ordinal()][event.ordinal()];
    }
}
