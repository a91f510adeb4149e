package io.tickwire.engine.market;

/**
 * The fills of one aggressor at one price.
 *
 * @param id         each one above that before, per symbol
 * @param price      on tick
 * @param quantity   sum of the fills
 * @param firstId    id of the first fill
 * @param lastId     id of the last fill
 * @param buyerMaker whether the aggressor sold
 * @param timeNs     when, since the epoch
 */
public record AggregateTrade(
    long id, long price, long quantity, long firstId, long lastId, boolean buyerMaker,
    long timeNs) {
}
