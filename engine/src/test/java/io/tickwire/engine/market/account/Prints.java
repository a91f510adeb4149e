package io.tickwire.engine.market.account;

import io.tickwire.engine.market.AggregateTrade;
import io.tickwire.engine.market.MarketListener;
import io.tickwire.engine.market.MarketTrade;
import io.tickwire.engine.market.SymbolMarket;
import java.util.ArrayList;
import java.util.List;

/** Trades as the market's other listeners hear of them: side of who took, quantity, price. */
final class Prints implements MarketListener {
    final List<String> trades = new ArrayList<>();

    @Override
    public void onQuote(SymbolMarket market, long timeNs) {
        // Trades alone.
    }

    @Override
    public void onTrade(SymbolMarket market, MarketTrade trade) {
        trades.add((trade.buyerMaker() ? "SELL " : "BUY ") + trade.quantity() + " at "
            + trade.price());
    }

    @Override
    public void onAggregate(SymbolMarket market, AggregateTrade trade) {
        // Trades alone.
    }

    @Override
    public void onSkippedId(SymbolMarket market, long id, long timeNs) {
        // Trades alone.
    }

    @Override
    public void onSecond(long timeNs) {
        // Trades alone.
    }
}
