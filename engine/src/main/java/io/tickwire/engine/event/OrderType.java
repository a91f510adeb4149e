package io.tickwire.engine.event;

/** How the price of an order is set. */
public enum OrderType implements Label {
    /** At the best price there is. */
    MARKET,
    /** At its price or better. */
    LIMIT;

    @Override
    public String label() {
        return name();
    }
}
