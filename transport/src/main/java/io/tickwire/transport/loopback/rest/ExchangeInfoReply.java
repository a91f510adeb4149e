package io.tickwire.transport.loopback.rest;

import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.transport.loopback.message.JsonText;
import java.util.List;

/** The reply of exchangeInfo (protocols A4). */
final class ExchangeInfoReply {
    /** Smallest price times quantity of an order. */
    static final String MIN_NOTIONAL = "5";

    private static final List<String> QUOTE_ASSETS = List.of("USDT", "USDC", "BUSD", "BTC", "USD");
    private static final long MAX_TICKS = 100_000_000;
    private static final long MAX_LOTS = 1_000_000;
    private static final String HEAD = """
        {"timezone":"UTC","serverTime":%d,"futuresType":"U_MARGINED",\
        "rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,\
        "limit":%d},{"rateLimitType":"ORDERS","interval":"MINUTE","intervalNum":1,\
        "limit":1200},{"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,\
        "limit":300}],"exchangeFilters":[],"assets":[{"asset":"USDT","marginAvailable":true,\
        "autoAssetExchange":"0"}],"symbols":[""";
    private static final String TAIL = """
        {"filterType":"MAX_NUM_ORDERS","limit":200},\
        {"filterType":"MIN_NOTIONAL","notional":"%s"},\
        {"filterType":"PERCENT_PRICE","multiplierUp":"1.0500","multiplierDown":"0.9500",\
        "multiplierDecimal":"4"},\
        {"filterType":"POSITION_RISK_CONTROL","positionControlSide":"NONE"}]""";

    private ExchangeInfoReply() {
    }

    static String text(List<MarketSymbol> symbols, int weightLimit, long nowMs) {
        StringBuilder text = new StringBuilder(String.format(HEAD, nowMs, weightLimit));
        String separator = "";
        for (MarketSymbol symbol : symbols) {
            text.append(separator).append(row(symbol));
            separator = ",";
        }
        return text.append("]}").toString();
    }

    private static String row(MarketSymbol symbol) {
        String name = symbol.name();
        String quote = QUOTE_ASSETS.stream().filter(name::endsWith).findFirst().orElse("");
        return new JsonText().string("symbol", name).string("pair", name)
            .string("contractType", "PERPETUAL").number("deliveryDate", 4_133_404_800_000L)
            .number("onboardDate", 1_569_398_400_000L).string("status", "TRADING")
            .string("maintMarginPercent", "2.5000").string("requiredMarginPercent", "5.0000")
            .string("baseAsset", name.substring(0, name.length() - quote.length()))
            .string("quoteAsset", quote).string("marginAsset", quote)
            .number("pricePrecision", symbol.priceDecimals())
            .number("quantityPrecision", symbol.quantityDecimals())
            .number("baseAssetPrecision", 8).number("quotePrecision", 8)
            .string("underlyingType", "COIN").json("underlyingSubType", "[\"PoW\"]")
            .string("triggerProtect", "0.0500").string("liquidationFee", "0.012500")
            .string("marketTakeBound", "0.05").json("filters", filters(symbol))
            .json("orderTypes", "[\"LIMIT\",\"MARKET\"]")
            .json("timeInForce", "[\"GTC\",\"IOC\",\"FOK\",\"GTX\",\"GTD\"]").end();
    }

    private static String filters(MarketSymbol symbol) {
        int decimals = symbol.priceDecimals();
        String price = new JsonText().string("filterType", "PRICE_FILTER")
            .decimal("minPrice", symbol.tick(), decimals)
            .decimal("maxPrice", symbol.tick() * MAX_TICKS, decimals)
            .decimal("tickSize", symbol.tick(), decimals).end();
        return '[' + price + ',' + lots("LOT_SIZE", symbol) + ','
            + lots("MARKET_LOT_SIZE", symbol) + ',' + String.format(TAIL, MIN_NOTIONAL);
    }

    private static String lots(String type, MarketSymbol symbol) {
        int decimals = symbol.quantityDecimals();
        return new JsonText().string("filterType", type)
            .decimal("minQty", symbol.lot(), decimals)
            .decimal("maxQty", symbol.lot() * MAX_LOTS, decimals)
            .decimal("stepSize", symbol.lot(), decimals).end();
    }
}
