package io.tickwire.engine.event;

/** Whether a venue trades a symbol, by its list of symbols. */
public enum TradingStatus implements Label {
    /** It does. */
    TRADING,
    /** It lists the symbol, but does not trade it: not yet, not now, or not any more. */
    NOT_TRADING,
    /** It does not list the symbol. */
    NOT_LISTED
}
