package io.tickwire.engine.market.account;

/** What just happened to an order. */
public enum ExecutionKind {
    /** It was taken. */
    NEW,
    /** It was filled, in part or whole. */
    TRADE,
    /** Its account took it back. */
    CANCELED,
    /** The market took it out. */
    EXPIRED,
    /** It has another price or quantity, and a new place in the queue. */
    AMENDMENT
}
