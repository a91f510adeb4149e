package io.tickwire.transport.loopback.rest;

import io.tickwire.engine.market.MarketSymbol;
import java.util.List;

/**
 * Data for REST replies about a symbol, as JSON; null where nothing is known. Implemented by the
 * seeded market and by a recording.
 */
public interface RestRows {
    /** @return all symbols with scales and steps */
    List<MarketSymbol> symbols();

    String price(String symbol);

    String bookTicker(String symbol);

    String statistics(String symbol);

    String premiumIndex(String symbol);

    /**
     * Aggregate trades, rising by id.
     *
     * @param symbol a known one
     * @param query  which of them
     * @return a JSON object each
     */
    List<String> aggregates(String symbol, AggregateQuery query);
}
