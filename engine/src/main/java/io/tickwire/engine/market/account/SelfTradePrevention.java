package io.tickwire.engine.market.account;

/** What becomes of an order that meets one of its own account. */
public enum SelfTradePrevention {
    /** They trade. */
    NONE,
    /** The one that came expires. */
    EXPIRE_TAKER,
    /** The one that rested expires, and the other goes on. */
    EXPIRE_MAKER,
    /** Both expire. */
    EXPIRE_BOTH
}
