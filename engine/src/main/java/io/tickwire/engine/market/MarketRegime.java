package io.tickwire.engine.market;

/**
 * Regimes that a symbol alternates between. Weighted by their mean lengths the rate factors average
 * to 1, so that the market keeps its rate.
 */
enum MarketRegime {
    /** Few events, prices back and forth by a tick, small trades. */
    CALM(4.0, 0.4, 20, 1),
    /** Many events, prices in one direction, large trades. */
    BURST(1.5, 2.6, 45, 12);

    /** Mean length of a phase. */
    final double meanSeconds;
    /** Events in it, relative to the average. */
    final double rateFactor;
    /** How many of 100 actions are trades. */
    final int tradePercent;
    /** Size of trades, relative to calm ones. */
    final int sizeFactor;

    MarketRegime(double meanSeconds, double rateFactor, int tradePercent, int sizeFactor) {
        this.meanSeconds = meanSeconds;
        this.rateFactor = rateFactor;
        this.tradePercent = tradePercent;
        this.sizeFactor = sizeFactor;
    }
}
