package io.tickwire.transport.loopback.feed;

import io.tickwire.engine.market.AggregateTrade;
import io.tickwire.engine.market.DayStatistics;
import io.tickwire.engine.market.MarkState;
import io.tickwire.engine.market.Market;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.market.SymbolMarket;
import io.tickwire.engine.ring.EngineClock;
import io.tickwire.transport.loopback.message.JsonBuilder;
import io.tickwire.transport.loopback.rest.AggregateQuery;
import io.tickwire.transport.loopback.rest.RestRows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** REST rows of the seeded market. Their times are those of the last change, not of the call. */
final class MarketRows implements RestRows {
    private static final long MS = 1_000_000L;

    private final EngineClock clock;
    private final Map<String, SymbolMarket> markets = new LinkedHashMap<>();
    private final Map<String, AggregateHistory<AggregateTrade>> histories = new LinkedHashMap<>();
    private final List<MarketSymbol> symbols;

    MarketRows(Market market, EngineClock clock) {
        this.clock = clock;
        symbols = market.markets().stream().map(SymbolMarket::symbol).toList();
        for (SymbolMarket one : market.markets()) {
            markets.put(one.symbol().name(), one);
            histories.put(one.symbol().name(), new AggregateHistory<>());
        }
    }

    void onAggregate(String symbol, AggregateTrade trade) {
        histories.get(symbol).add(trade);
    }

    @Override
    public List<MarketSymbol> symbols() {
        return symbols;
    }

    @Override
    public String price(String name) {
        SymbolMarket market = markets.get(name);
        return new JsonBuilder().string("symbol", name)
            .decimal("price", market.statistics().last(), market.symbol().priceDecimals())
            .number("time", market.statistics().lastTimeNs() / MS).end();
    }

    @Override
    public String bookTicker(String name) {
        SymbolMarket market = markets.get(name);
        MarketSymbol symbol = market.symbol();
        return new JsonBuilder().string("symbol", name)
            .decimal("bidPrice", market.bid(), symbol.priceDecimals())
            .decimal("bidQty", market.bidQuantity(), symbol.quantityDecimals())
            .decimal("askPrice", market.ask(), symbol.priceDecimals())
            .decimal("askQty", market.askQuantity(), symbol.quantityDecimals())
            .number("time", market.quoteTimeNs() / MS).end();
    }

    @Override
    public String statistics(String name) {
        SymbolMarket market = markets.get(name);
        MarketSymbol symbol = market.symbol();
        DayStatistics day = market.statistics();
        int decimals = symbol.priceDecimals();
        return new JsonBuilder().string("symbol", name)
            .decimal("priceChange", day.last() - day.open(), decimals)
            .decimal("priceChangePercent", MarketPayloads.changePercent(day), 3)
            .decimal("weightedAvgPrice", MarketPayloads.average(day), decimals)
            .decimal("lastPrice", day.last(), decimals)
            .decimal("lastQty", day.lastQuantity(), symbol.quantityDecimals())
            .decimal("openPrice", day.open(), decimals)
            .decimal("highPrice", day.high(), decimals).decimal("lowPrice", day.low(), decimals)
            .decimal("volume", day.volume(), symbol.quantityDecimals())
            .decimal("quoteVolume", MarketPayloads.quoteVolume(symbol, day), decimals)
            .number("openTime", MarketPayloads.openMs(day)).number("closeTime", nowMs())
            .number("firstId", day.firstId()).number("lastId", day.lastId())
            .number("count", day.count()).end();
    }

    @Override
    public String premiumIndex(String name) {
        MarkState mark = markets.get(name).mark();
        return new JsonBuilder().string("symbol", name)
            .decimal("markPrice", mark.mark(), MarkState.DECIMALS)
            .decimal("indexPrice", mark.index(), MarkState.DECIMALS)
            .decimal("estimatedSettlePrice", mark.settle(), MarkState.DECIMALS)
            .decimal("lastFundingRate", mark.fundingRate(), MarkState.DECIMALS)
            .string("interestRate", "0.00010000")
            .number("nextFundingTime", mark.nextFundingNs() / MS)
            .number("time", mark.timeNs() / MS).end();
    }

    @Override
    public List<String> aggregates(String name, AggregateQuery query) {
        MarketSymbol symbol = markets.get(name).symbol();
        return query.pick(histories.get(name).trades(), AggregateTrade::id,
                trade -> trade.timeNs() / MS)
            .stream().map(trade -> aggregate(symbol, trade)).toList();
    }

    private static String aggregate(MarketSymbol symbol, AggregateTrade trade) {
        int decimals = symbol.quantityDecimals();
        return new JsonBuilder().number("a", trade.id())
            .decimal("p", trade.price(), symbol.priceDecimals())
            .decimal("q", trade.quantity(), decimals)
            .decimal("nq", MarketPayloads.quantityWithoutRetail(symbol, trade), decimals)
            .number("f", trade.firstId()).number("l", trade.lastId())
            .number("T", trade.timeNs() / MS).bool("m", trade.buyerMaker()).end();
    }

    private long nowMs() {
        return clock.nowNs() / MS;
    }
}
