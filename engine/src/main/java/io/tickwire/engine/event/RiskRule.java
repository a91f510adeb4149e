package io.tickwire.engine.event;

/** Which risk rule refused an order. */
public enum RiskRule implements Label {
    /** Order larger than allowed. */
    MAX_ORDER_QTY,
    /** Position would grow beyond its limit. */
    MAX_POSITION,
    /** No quote to fill against. */
    NO_QUOTE,
    /** The instrument's streams are not fresh. */
    STALE_FEED,
    /** Rounded to the lot nothing is left. */
    LOT_SIZE,
    /** May only make the position smaller, and would not. */
    REDUCE_ONLY,
    /** Not a market order, and its price is absent, zero or below. */
    INVALID_PRICE
}
