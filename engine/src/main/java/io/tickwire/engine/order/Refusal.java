package io.tickwire.engine.order;

import io.tickwire.engine.event.RiskRule;
import io.tickwire.engine.event.Side;

/**
 * Something a strategy asked for and a rule held back, as it is told at the next input; valid
 * during the call only. Engine thread only.
 */
public final class Refusal {
    private static final RiskRule[] RULES = RiskRule.values();

    long handle;
    int instrumentId;
    int rule;
    int side;
    long quantity;
    long limit;

    Refusal() {
    }

    /** @return which order, as {@code placeOrder} named it; NONE where it has no name */
    public long handle() {
        return handle;
    }

    /** @return id of its symbol, 0 where nobody knows the order that is to be changed */
    public int instrumentId() {
        return instrumentId;
    }

    /** @return the rule that it breaks */
    public RiskRule rule() {
        return RULES[rule];
    }

    /** @return which way it goes; BUY where nobody knows the order */
    public Side side() {
        return Side.of(side);
    }

    /** @return what was asked for, in the scale of the instrument */
    public long quantity() {
        return quantity;
    }

    /** @return the limit in that scale, absent where the rule has none in quantity */
    public long limit() {
        return limit;
    }
}
