package io.tickwire.transport.binance;

/** What becomes of a row whose symbol the instrument table does not have. */
enum SymbolPolicy {
    /** The symbol becomes an instrument, its scale taken from the text: for imports. */
    ALL,
    /** The row is counted and ignored: for live sessions, which list their symbols. */
    LISTED
}
