package io.tickwire.engine.market;

/**
 * Phases a symbol goes through by itself. Weighted by their lengths the tempos give 1, so the
 * market's rate holds on average.
 */
enum Mood {
    /** Few events, prices back and forth by a tick, small trades. */
    CALM(4.0, 0.4, 20, 1),
    /** Many events, prices in one direction, large trades. */
    BURST(1.5, 2.6, 45, 12);

    /** Mean length of a phase. */
    final double meanSeconds;
    /** Events in it, relative to the average. */
    final double tempo;
    /** How many of 100 actions are trades. */
    final int tradePercent;
    /** Size of trades, relative to calm ones. */
    final int sizeFactor;

    Mood(double meanSeconds, double tempo, int tradePercent, int sizeFactor) {
        this.meanSeconds = meanSeconds;
        this.tempo = tempo;
        this.tradePercent = tradePercent;
        this.sizeFactor = sizeFactor;
    }
}
