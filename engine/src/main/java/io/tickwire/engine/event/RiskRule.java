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
    INVALID_PRICE,
    /** Not IOC: what rests in the book, or has to be filled whole, paper cannot do truthfully. */
    TIME_IN_FORCE,
    /** The limit price is between two prices of the instrument. */
    TICK_SIZE,
    /** The limit price is too far from the market to be meant. */
    PRICE_BAND,
    /** Less than the venue takes. */
    MIN_QTY,
    /** More than the venue takes. */
    MAX_QTY,
    /** Worth less than the venue takes. */
    MIN_NOTIONAL,
    /** The order, or the position with it, would be worth more than allowed. */
    MAX_NOTIONAL,
    /** One input asked for more orders than there may be; this is the first beyond them. */
    TOO_MANY,
    /** Scale and limits of the instrument are not known yet, so no quantity means anything. */
    LIMITS_UNKNOWN,
    /** The venue does not trade the instrument. */
    NOT_TRADING
}
