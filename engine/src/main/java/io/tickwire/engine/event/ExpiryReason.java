package io.tickwire.engine.event;

/** Why nothing of a paper order was filled. */
public enum ExpiryReason implements Label {
    /** The best price is worse than its limit. */
    LIMIT_NOT_REACHED,
    /** The best price is shown without a quantity. */
    NOTHING_SHOWN,
    /** The best price is older than its limit, so nobody knows what there is. */
    STALE_QUOTE
}
