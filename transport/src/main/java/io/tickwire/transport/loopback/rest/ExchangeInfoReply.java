package io.tickwire.transport.loopback.rest;

import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.market.account.OrderLimits;
import io.tickwire.transport.loopback.message.JsonBuilder;
import java.util.List;

/** The reply of exchangeInfo (protocols A4). */
final class ExchangeInfoReply {
    private static final List<String> QUOTE_ASSETS = List.of("USDT", "USDC", "BUSD", "BTC", "USD");

    private final JsonBuilder json = new JsonBuilder();

    private ExchangeInfoReply() {
    }

    static String text(
        List<MarketSymbol> symbols, SymbolStatuses statuses, int weightLimit, long nowMs) {
        ExchangeInfoReply reply = new ExchangeInfoReply();
        reply.head(weightLimit, nowMs);
        symbols.stream().filter(symbol -> statuses.isListed(symbol.name()))
            .forEach(symbol -> reply.row(symbol, statuses.status(symbol.name())));
        return reply.json.endArray().end();
    }

    private void head(int weightLimit, long nowMs) {
        json.string("timezone", "UTC").number("serverTime", nowMs)
            .string("futuresType", "U_MARGINED").startArray("rateLimits");
        rateLimit("REQUEST_WEIGHT", "MINUTE", 1, weightLimit);
        rateLimit("ORDERS", "MINUTE", 1, OrderCountLimits.MINUTE);
        rateLimit("ORDERS", "SECOND", 10, OrderCountLimits.TEN_SECONDS);
        json.endArray().startArray("exchangeFilters").endArray()
            .startArray("assets").startObject().string("asset", "USDT")
            .bool("marginAvailable", true).string("autoAssetExchange", "0").endObject().endArray()
            .startArray("symbols");
    }

    private void rateLimit(String type, String interval, int intervals, int limit) {
        json.startObject().string("rateLimitType", type).string("interval", interval)
            .number("intervalNum", intervals).number("limit", limit).endObject();
    }

    private void row(MarketSymbol symbol, String status) {
        String name = symbol.name();
        String quote = QUOTE_ASSETS.stream().filter(name::endsWith).findFirst().orElse("");
        json.startObject().string("symbol", name).string("pair", name)
            .string("contractType", "PERPETUAL").number("deliveryDate", 4_133_404_800_000L)
            .number("onboardDate", 1_569_398_400_000L).string("status", status)
            .string("maintMarginPercent", "2.5000").string("requiredMarginPercent", "5.0000")
            .string("baseAsset", name.substring(0, name.length() - quote.length()))
            .string("quoteAsset", quote).string("marginAsset", quote)
            .number("pricePrecision", symbol.priceDecimals())
            .number("quantityPrecision", symbol.quantityDecimals())
            .number("baseAssetPrecision", 8).number("quotePrecision", 8)
            .string("underlyingType", "COIN").strings("underlyingSubType", "PoW")
            .string("triggerProtect", "0.0500").string("liquidationFee", "0.012500")
            .string("marketTakeBound", "0.05").startArray("filters");
        filters(symbol, !status.equals(SymbolStatuses.PENDING_TRADING));
        json.endArray().strings("orderTypes", "LIMIT", "MARKET")
            .strings("timeInForce", "GTC", "IOC", "FOK", "GTX", "GTD").endObject();
    }

    private void filters(MarketSymbol symbol, boolean hasSteps) {
        int decimals = symbol.priceDecimals();
        json.startObject().string("filterType", "PRICE_FILTER")
            .decimal("minPrice", hasSteps ? OrderLimits.minPrice(symbol) : 0, decimals)
            .decimal("maxPrice", hasSteps ? OrderLimits.maxPrice(symbol) : 0, decimals)
            .decimal("tickSize", hasSteps ? symbol.tick() : 0, decimals).endObject();
        lots("LOT_SIZE", symbol, hasSteps);
        lots("MARKET_LOT_SIZE", symbol, hasSteps);
        json.startObject().string("filterType", "MAX_NUM_ORDERS")
            .number("limit", OrderLimits.MAX_OPEN_ORDERS).endObject()
            .startObject().string("filterType", "MIN_NOTIONAL")
            .string("notional", Integer.toString(OrderLimits.MIN_NOTIONAL)).endObject()
            .startObject().string("filterType", "PERCENT_PRICE").string("multiplierUp", "1.0500")
            .string("multiplierDown", "0.9500").string("multiplierDecimal", "4").endObject()
            .startObject().string("filterType", "POSITION_RISK_CONTROL")
            .string("positionControlSide", "NONE").endObject();
    }

    private void lots(String type, MarketSymbol symbol, boolean hasSteps) {
        int decimals = symbol.quantityDecimals();
        json.startObject().string("filterType", type)
            .decimal("minQty", hasSteps ? OrderLimits.minQuantity(symbol) : 0, decimals)
            .decimal("maxQty", hasSteps ? OrderLimits.maxQuantity(symbol) : 0, decimals)
            .decimal("stepSize", hasSteps ? symbol.lot() : 0, decimals).endObject();
    }
}
