package io.tickwire.transport.loopback.account;

import io.tickwire.engine.market.account.Account;

/**
 * A call of somebody who may make it.
 *
 * @param member     who
 * @param parameters what for
 * @param nowNs      since the epoch
 */
record ApiCall(Member member, Parameters parameters, long nowNs) {
    Account account() {
        return member.account();
    }
}
