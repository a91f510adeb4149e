package io.tickwire.transport.loopback.feed;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.market.AggregateTrade;
import io.tickwire.engine.market.DayStatistics;
import io.tickwire.engine.market.MarkState;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.market.MarketTrade;
import io.tickwire.engine.market.SymbolMarket;
import io.tickwire.transport.loopback.message.JsonBuilder;

/** Payloads of streams in the key order and number formats of 2026 (protocols A3). */
final class MarketPayloads {
    /** Value of {@code st} for contracts settled in a stable coin. */
    static final int USD_M = 1;
    /** Value of {@code st} for contracts settled in the coin. */
    static final int COIN_M = 2;

    private static final long MS = 1_000_000L;
    private static final long MINUTE_MS = 60_000;

    private MarketPayloads() {
    }

    static String bookTicker(SymbolMarket market, long timeNs) {
        MarketSymbol symbol = market.symbol();
        return new JsonBuilder().string("e", "bookTicker").number("u", market.updateId())
            .string("s", symbol.name()).string("ps", symbol.name())
            .decimal("b", market.bid(), symbol.priceDecimals())
            .decimal("B", market.bidQuantity(), symbol.quantityDecimals())
            .decimal("a", market.ask(), symbol.priceDecimals())
            .decimal("A", market.askQuantity(), symbol.quantityDecimals())
            .number("T", market.quoteTimeNs() / MS).number("E", timeNs / MS)
            .number("st", USD_M).end();
    }

    static String trade(MarketSymbol symbol, MarketTrade trade) {
        return trade(symbol, trade.timeNs() / MS, trade.id(),
            JsonBuilder.decimal(trade.price(), symbol.priceDecimals()),
            JsonBuilder.decimal(trade.quantity(), symbol.quantityDecimals()), "MARKET",
            trade.buyerMaker());
    }

    /** An id without a trade; clients must drop it. */
    static String statusTrade(MarketSymbol symbol, long id, long timeNs) {
        return trade(symbol, timeNs / MS, id, "0", "0", "NA", false);
    }

    private static String trade(MarketSymbol symbol, long timeMs, long id, String price,
        String quantity, String kind, boolean buyerMaker) {
        return new JsonBuilder().string("e", "trade").number("E", timeMs).number("T", timeMs)
            .string("s", symbol.name()).number("t", id).string("p", price).string("q", quantity)
            .string("X", kind).bool("m", buyerMaker).number("st", USD_M).end();
    }

    static String aggTrade(MarketSymbol symbol, AggregateTrade trade) {
        return new JsonBuilder().string("e", "aggTrade").number("E", trade.timeNs() / MS)
            .number("a", trade.id()).string("s", symbol.name())
            .decimal("p", trade.price(), symbol.priceDecimals())
            .decimal("q", trade.quantity(), symbol.quantityDecimals())
            .decimal("nq", quantityWithoutRetail(symbol, trade), symbol.quantityDecimals())
            .number("f", trade.firstId()).number("l", trade.lastId())
            .number("T", trade.timeNs() / MS).bool("m", trade.buyerMaker())
            .number("st", USD_M).end();
    }

    /** One trade in sixteen has a lot of retail price improvement, so that both fields matter. */
    static long quantityWithoutRetail(MarketSymbol symbol, AggregateTrade trade) {
        return trade.id() % 16 == 0 && trade.quantity() > symbol.lot()
            ? trade.quantity() - symbol.lot() : trade.quantity();
    }

    static String ticker(SymbolMarket market, long timeNs) {
        return ticker(market, market.symbol().name(), market.symbol().name(), USD_M, timeNs);
    }

    static String ticker(
        SymbolMarket market, String name, String pair, int settledIn, long timeNs) {
        MarketSymbol symbol = market.symbol();
        DayStatistics day = market.statistics();
        int decimals = symbol.priceDecimals();
        return new JsonBuilder().string("e", "24hrTicker").number("E", timeNs / MS)
            .string("s", name).string("ps", pair)
            .decimal("p", day.last() - day.open(), decimals)
            .decimal("P", changePercent(day), 3)
            .decimal("w", average(day), decimals)
            .decimal("c", day.last(), decimals)
            .decimal("Q", day.lastQuantity(), symbol.quantityDecimals())
            .decimal("o", day.open(), decimals).decimal("h", day.high(), decimals)
            .decimal("l", day.low(), decimals)
            .decimal("v", day.volume(), symbol.quantityDecimals())
            .decimal("q", quoteVolume(symbol, day), decimals)
            .number("O", openMs(day)).number("C", timeNs / MS).number("F", day.firstId())
            .number("L", day.lastId()).number("n", day.count()).number("st", settledIn).end();
    }

    static String miniTicker(SymbolMarket market, long timeNs) {
        MarketSymbol symbol = market.symbol();
        DayStatistics day = market.statistics();
        int decimals = symbol.priceDecimals();
        return new JsonBuilder().string("e", "24hrMiniTicker").number("E", timeNs / MS)
            .string("s", symbol.name()).string("ps", symbol.name())
            .decimal("c", day.last(), decimals).decimal("o", day.open(), decimals)
            .decimal("h", day.high(), decimals).decimal("l", day.low(), decimals)
            .decimal("v", day.volume(), symbol.quantityDecimals())
            .decimal("q", quoteVolume(symbol, day), decimals).number("st", USD_M).end();
    }

    static String markPrice(SymbolMarket market, long timeNs) {
        return markPrice(market, market.symbol().name(), USD_M, timeNs);
    }

    static String markPrice(SymbolMarket market, String name, int settledIn, long timeNs) {
        MarkState mark = market.mark();
        return new JsonBuilder().string("e", "markPriceUpdate").number("E", timeNs / MS)
            .string("s", name).decimal("p", mark.mark(), MarkState.DECIMALS)
            .decimal("ap", mark.average(), MarkState.DECIMALS)
            .decimal("P", mark.settle(), MarkState.DECIMALS)
            .decimal("i", mark.index(), MarkState.DECIMALS)
            .decimal("r", mark.fundingRate(), MarkState.DECIMALS)
            .number("T", mark.nextFundingNs() / MS).number("st", settledIn).end();
    }

    static long changePercent(DayStatistics day) {
        return Math.round((day.last() - day.open()) * 100_000.0 / day.open());
    }

    static long average(DayStatistics day) {
        return day.volume() == 0 ? day.last() : day.quoteVolume() / day.volume();
    }

    /** The product has the decimals of both; the venue prints it with those of the price. */
    static long quoteVolume(MarketSymbol symbol, DayStatistics day) {
        return day.quoteVolume() / Decimals.powerOfTen(symbol.quantityDecimals());
    }

    static long openMs(DayStatistics day) {
        return day.openTimeNs() / MS / MINUTE_MS * MINUTE_MS;
    }
}
