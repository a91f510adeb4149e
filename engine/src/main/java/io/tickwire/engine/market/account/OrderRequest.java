package io.tickwire.engine.market.account;

import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.TimeInForce;

/**
 * An order that an account asks for.
 *
 * @param symbol      name
 * @param clientId    of the account's own choice, unique among its open orders of the symbol
 * @param side        buy or sell
 * @param type        limit or market
 * @param timeInForce of a limit order; a market order counts as IOC
 * @param price       of a limit order, else 0
 * @param quantity    above 0
 * @param reduceOnly  whether it may only make a position smaller
 * @param selfTrade   what happens where it meets an order of its own account
 * @param goodTillNs  when it expires, since the epoch; 0 = never
 */
public record OrderRequest(
    String symbol, String clientId, Side side, OrderType type, TimeInForce timeInForce, long price,
    long quantity, boolean reduceOnly, SelfTradePrevention selfTrade, long goodTillNs) {
}
