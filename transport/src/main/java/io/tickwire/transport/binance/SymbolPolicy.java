package io.tickwire.transport.binance;

/** What happens to a row whose symbol is not in the instrument table. */
enum SymbolPolicy {
    /** The symbol becomes an instrument, its scale taken from the text: for imports. */
    ALL,
    /** The row is counted and ignored: for live sessions, which list their symbols. */
    LISTED
}
