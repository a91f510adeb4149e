package io.tickwire.transport.loopback.account;

import io.tickwire.engine.market.account.Account;

/**
 * Whoever has a key.
 *
 * @param key     of the header, and what is signed with
 * @param account what it is for
 * @param counts  of its orders
 */
record Member(ApiKey key, Account account, OrderCounts counts) {
}
