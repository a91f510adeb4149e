package io.tickwire.engine.event;

/** Which risk rule refused an order. */
public enum RiskRule implements Label {
    /** Order larger than allowed. */
    MAX_ORDER_QTY,
    /** Position would grow beyond its limit. */
    MAX_POSITION,
    /** No quote to judge by: a side is empty, or the bid is above the ask. */
    NO_QUOTE,
    /** The instrument's streams are not fresh. */
    STALE_FEED,
    /** Rounded to the lot nothing is left. */
    LOT_SIZE,
    /** May only make the position smaller, and would not. */
    REDUCE_ONLY,
    /** Not a market order, and its price is absent, zero or below. */
    INVALID_PRICE,
    /** A market order that is to stay: it is over at once, which is IOC. */
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
    /**
     * One input asked for more than there may be, and this is the first beyond; or more is on its
     * way to the market than there may be.
     */
    TOO_MANY,
    /** Scale and limits of the instrument are not known yet, so no quantity means anything. */
    LIMITS_UNKNOWN,
    /** The venue does not trade the instrument. */
    NOT_TRADING,
    /** The limit price is worse for us than the price it would meet, by more than allowed. */
    COLLAR,
    /** More orders in a second than allowed. */
    RATE,
    /** More open orders than allowed. */
    MAX_OPEN_ORDERS,
    /** Too much was lost since the day began. */
    DAILY_LOSS,
    /** To be cancelled or replaced, and there is no such order. */
    NO_SUCH_ORDER,
    /** To be cancelled or replaced, and it is over, or the same was asked for already. */
    NOT_OPEN,
    /** With it, position or worth would be beyond all numbers there are. */
    OVERFLOW
}
