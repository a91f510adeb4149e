package io.tickwire.engine.market.account;

/** Why an order, a change or a cancellation is not taken; nothing has happened then. */
public enum OrderRefusal {
    /** A limit order without a price above 0. */
    PRICE_NOT_POSITIVE,
    /** Above the symbol's highest price. */
    PRICE_TOO_HIGH,
    /** Below its lowest. */
    PRICE_TOO_LOW,
    /** No multiple of the tick. */
    PRICE_OFF_TICK,
    /** Not above 0. */
    QUANTITY_NOT_POSITIVE,
    /** Below the symbol's smallest quantity. */
    QUANTITY_TOO_LOW,
    /** Above its largest. */
    QUANTITY_TOO_HIGH,
    /** No multiple of the lot. */
    QUANTITY_OFF_LOT,
    /** A buy too far above the mark price. */
    ABOVE_BAND,
    /** A sale too far below the mark price. */
    BELOW_BAND,
    /** Price times quantity too small, and not reduce-only. */
    NOTIONAL_TOO_SMALL,
    /** An open order of the account on this symbol has the same client id. */
    DUPLICATE_CLIENT_ID,
    /** The account has as many open orders on this symbol as it may. */
    TOO_MANY_ORDERS,
    /** The margin would not suffice. */
    MARGIN_INSUFFICIENT,
    /** Reduce-only without a position on the other side. */
    NOTHING_TO_REDUCE,
    /** Fill-or-kill, and less is there than it wants. */
    NOT_WHOLE,
    /** Post-only, and it would take. */
    WOULD_TAKE,
    /** There is no such open order. */
    NOT_OPEN,
    /** A change of what is no limit order. */
    NOT_LIMIT,
    /** A change that changes nothing. */
    NOTHING_TO_CHANGE,
    /** It was changed as often as an order may be. */
    TOO_MANY_CHANGES
}
