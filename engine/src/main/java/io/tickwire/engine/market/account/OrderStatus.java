package io.tickwire.engine.market.account;

/** Where an order stands; all but the first two are final. */
public enum OrderStatus {
    /** Nothing of it is filled. */
    NEW,
    /** Something of it is filled, the rest is open. */
    PARTIALLY_FILLED,
    /** All of it is filled. */
    FILLED,
    /** Its account took it back. */
    CANCELED,
    /** The market took it out: see {@link ExpiryReason}. */
    EXPIRED,
    /** It met an order of its own account. */
    EXPIRED_IN_MATCH;

    /** @return whether it may still be filled */
    public boolean isOpen() {
        return this == NEW || this == PARTIALLY_FILLED;
    }
}
