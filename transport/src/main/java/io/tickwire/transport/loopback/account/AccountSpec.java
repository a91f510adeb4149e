package io.tickwire.transport.loopback.account;

import java.util.List;

/**
 * An account that a venue has from its begin.
 *
 * @param key     who may use it
 * @param balance in USDT, with eight decimals
 */
public record AccountSpec(ApiKey key, long balance) {
    /** The only account where nobody says otherwise. */
    public static final AccountSpec DEFAULT =
        new AccountSpec(ApiKey.ofSecret("loopback-key", "loopback-secret"), 10_000_000_000_000L);
    /** Those of a venue where nobody says otherwise. */
    public static final List<AccountSpec> DEFAULTS = List.of(DEFAULT);
}
