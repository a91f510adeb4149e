package io.tickwire.engine.market.account;

/**
 * One fill of one order.
 *
 * @param tradeId    of the market; where two accounts trade, both have it
 * @param order      as it is by now
 * @param price      of one unit
 * @param quantity   of this fill
 * @param notional   money: price times quantity
 * @param realised   money: profit on what was closed, without commission
 * @param commission money: paid
 * @param maker      whether the order rested
 * @param timeNs     since the epoch
 */
public record AccountFill(
    long tradeId, AccountOrder order, long price, long quantity, long notional, long realised,
    long commission, boolean maker, long timeNs) {
}
