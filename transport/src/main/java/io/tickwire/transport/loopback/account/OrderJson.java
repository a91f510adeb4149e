package io.tickwire.transport.loopback.account;

import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.market.account.AccountFill;
import io.tickwire.engine.market.account.AccountOrder;
import io.tickwire.engine.market.account.Money;
import io.tickwire.engine.market.account.OrderStatus;
import io.tickwire.transport.loopback.message.JsonBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Orders and fills as REST tells them (protocols A6). */
final class OrderJson {
    /** In which commission is paid. */
    static final String ASSET = "USDT";

    private static final long MS = 1_000_000L;

    private OrderJson() {
    }

    /** Of a call that placed, changed or cancelled it. */
    static String reply(AccountOrder order) {
        JsonBuilder json = new JsonBuilder();
        head(json, order, order.status(), order.filled());
        return tail(json, order, order.updatedNs()).end();
    }

    /** Of a call that placed it, before anything was filled. */
    static String acknowledgement(AccountOrder order) {
        JsonBuilder json = new JsonBuilder();
        head(json, order, OrderStatus.NEW, 0);
        return tail(json, order, order.createdNs()).end();
    }

    /** Of a call that asks for it. */
    static String row(AccountOrder order) {
        JsonBuilder json = new JsonBuilder();
        head(json, order, order.status(), order.filled());
        json.string("avgPrice", averagePrice(order)).string("cumQuote", money(order.cost()))
            .number("time", order.createdNs() / MS);
        return tail(json, order, order.updatedNs()).end();
    }

    private static void head(JsonBuilder json, AccountOrder order, OrderStatus status,
        long filled) {
        MarketSymbol symbol = order.owner().market().symbol();
        int decimals = symbol.quantityDecimals();
        json.number("orderId", order.id()).string("symbol", symbol.name())
            .string("status", status.name()).string("clientOrderId", order.clientId())
            .decimal("price", order.price(), symbol.priceDecimals())
            .decimal("origQty", order.quantity(), decimals)
            .decimal("executedQty", filled, decimals).decimal("cumQty", filled, decimals);
    }

    private static JsonBuilder tail(JsonBuilder json, AccountOrder order, long updatedNs) {
        return json.string("timeInForce", timeInForce(order)).string("type", order.type().name())
            .string("origType", order.type().name())
            .bool("reduceOnly", order.request().reduceOnly()).bool("closePosition", false)
            .string("side", order.side().name()).string("positionSide", "BOTH")
            .decimal("stopPrice", 0, order.owner().market().symbol().priceDecimals())
            .string("workingType", "CONTRACT_PRICE").bool("priceProtect", false)
            .string("priceMatch", "NONE")
            .string("selfTradePreventionMode", order.request().selfTrade().name())
            .number("goodTillDate", goodTillMs(order)).number("updateTime", updatedNs / MS);
    }

    /** A market order is told as GTC, as the venue does. */
    static String timeInForce(AccountOrder order) {
        return order.type() == OrderType.MARKET ? "GTC"
            : order.request().goodTillNs() > 0 ? "GTD" : order.timeInForce().name();
    }

    static long goodTillMs(AccountOrder order) {
        return order.request().goodTillNs() / MS;
    }

    static String fill(AccountFill fill) {
        AccountOrder order = fill.order();
        MarketSymbol symbol = order.owner().market().symbol();
        boolean buyer = order.side() == Side.BUY;
        return new JsonBuilder().string("symbol", symbol.name()).number("id", fill.tradeId())
            .number("orderId", order.id()).string("side", order.side().name())
            .decimal("price", fill.price(), symbol.priceDecimals())
            .decimal("qty", fill.quantity(), symbol.quantityDecimals())
            .string("realizedPnl", money(fill.realised()))
            .string("quoteQty", money(fill.notional()))
            .string("commission", money(fill.commission())).string("commissionAsset", ASSET)
            .number("time", fill.timeNs() / MS).string("positionSide", "BOTH")
            .bool("buyer", buyer).bool("maker", fill.maker()).end();
    }

    static String averagePrice(AccountOrder order) {
        return unitPrice(order.cost(), order.filled(), order.owner().market().symbol());
    }

    /** Of one unit, with eight decimals; 0 where there is no quantity. */
    static String unitPrice(long amount, long quantity, MarketSymbol symbol) {
        BigDecimal price = quantity == 0 ? BigDecimal.ZERO
            : BigDecimal.valueOf(Math.abs(amount), Money.DECIMALS).divide(
                BigDecimal.valueOf(Math.abs(quantity), symbol.quantityDecimals()),
                Money.DECIMALS, RoundingMode.HALF_UP);
        return price.setScale(Money.DECIMALS, RoundingMode.HALF_UP).toPlainString();
    }

    static String money(long amount) {
        return JsonBuilder.decimal(amount, Money.DECIMALS);
    }
}
