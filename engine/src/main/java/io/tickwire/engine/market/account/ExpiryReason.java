package io.tickwire.engine.market.account;

/** Why an order expired. */
public enum ExpiryReason {
    /** It has not. */
    NONE,
    /** It met an order of its own account. */
    SELF_TRADE,
    /** What an IOC order did not fill at once. */
    IMMEDIATE_REMAINDER,
    /** There is no position left that it could reduce. */
    NOTHING_TO_REDUCE,
    /** What a market order did not find within its band. */
    MARKET_REMAINDER,
    /** It was post-only, and would have taken. */
    WOULD_HAVE_TAKEN,
    /** The time it was good for is over. */
    TIME_OVER
}
