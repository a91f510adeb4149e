package io.tickwire.engine.market;

/**
 * One fill.
 *
 * @param id         of the trade, rising, with holes
 * @param price      on tick
 * @param quantity   on lot
 * @param buyerMaker whether the aggressor sold
 * @param timeNs     when, since the epoch
 */
public record MarketTrade(long id, long price, long quantity, boolean buyerMaker, long timeNs) {
}
