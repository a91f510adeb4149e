package io.tickwire.transport.loopback.account;

import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.market.account.Account;
import io.tickwire.engine.market.account.AccountFill;
import io.tickwire.engine.market.account.AccountListener;
import io.tickwire.engine.market.account.AccountOrder;
import io.tickwire.engine.market.account.AccountPosition;
import io.tickwire.engine.market.account.ExecutionKind;
import io.tickwire.engine.market.account.ExpiryReason;
import io.tickwire.engine.market.account.SymbolAccount;
import io.tickwire.transport.loopback.message.JsonBuilder;

/**
 * What accounts are told of themselves, as JSON (protocols A8). A fill is told three times:
 * TRADE_LITE, ACCOUNT_UPDATE, ORDER_TRADE_UPDATE, in this order.
 */
final class UserEvents implements AccountListener {
    private static final long MS = 1_000_000L;

    private final Sink sink;

    /** Takes events, to be sent later in their order. */
    interface Sink {
        /**
         * Takes one.
         *
         * @param account whose
         * @param event   type
         * @param json    text
         */
        void tell(Account account, String event, String json);
    }

    UserEvents(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void onOrder(AccountOrder order, ExecutionKind kind, AccountFill fill) {
        SymbolAccount owner = order.owner();
        long timeMs = order.updatedNs() / MS;
        if (fill != null) {
            sink.tell(owner.account(), "TRADE_LITE", tradeLite(fill));
            sink.tell(owner.account(), "ACCOUNT_UPDATE",
                accountUpdate(owner, "ORDER", null, timeMs));
        }
        JsonBuilder json = new JsonBuilder().string("e", "ORDER_TRADE_UPDATE")
            .number("T", timeMs).number("E", timeMs).startObject("o");
        order(json, order, kind, fill);
        sink.tell(owner.account(), "ORDER_TRADE_UPDATE", json.endObject().end());
    }

    @Override
    public void onFunding(SymbolAccount paid, long amount, long timeNs) {
        sink.tell(paid.account(), "ACCOUNT_UPDATE",
            accountUpdate(paid, "FUNDING_FEE", OrderJson.money(amount), timeNs / MS));
    }

    private static void order(JsonBuilder json, AccountOrder order, ExecutionKind kind,
        AccountFill fill) {
        MarketSymbol symbol = order.owner().market().symbol();
        int prices = symbol.priceDecimals();
        int quantities = symbol.quantityDecimals();
        json.string("s", symbol.name()).string("c", order.clientId())
            .string("S", order.side().name()).string("o", order.type().name())
            .string("f", OrderJson.timeInForce(order)).decimal("q", order.quantity(), quantities)
            .decimal("p", order.price(), prices).string("ap", OrderJson.averagePrice(order))
            .decimal("sp", 0, prices).string("x", kind.name()).string("X", order.status().name())
            .number("i", order.id())
            .decimal("l", fill == null ? 0 : fill.quantity(), quantities)
            .decimal("z", order.filled(), quantities)
            .decimal("L", fill == null ? 0 : fill.price(), prices);
        if (fill != null) {
            json.string("n", OrderJson.money(fill.commission())).string("N", OrderJson.ASSET);
        }
        json.number("T", order.updatedNs() / MS).number("t", fill == null ? 0 : fill.tradeId())
            .string("b", "0").string("a", "0").bool("m", fill != null && fill.maker())
            .bool("R", order.request().reduceOnly()).string("wt", "CONTRACT_PRICE")
            .string("ot", order.type().name()).string("ps", "BOTH").bool("cp", false)
            .string("rp", OrderJson.money(fill == null ? 0 : fill.realised())).bool("pP", false)
            .number("si", 0).number("ss", 0).string("V", order.request().selfTrade().name())
            .string("pm", "NONE").number("gtd", OrderJson.goodTillMs(order))
            .string("er", Integer.toString(reason(order.expiry())));
    }

    private static int reason(ExpiryReason expiry) {
        return switch (expiry) {
            case NONE, TIME_OVER, WOULD_HAVE_TAKEN -> 0;
            case SELF_TRADE -> 1;
            case IMMEDIATE_REMAINDER -> 2;
            case NOTHING_TO_REDUCE -> 4;
            case MARKET_REMAINDER -> 9;
        };
    }

    private static String tradeLite(AccountFill fill) {
        AccountOrder order = fill.order();
        MarketSymbol symbol = order.owner().market().symbol();
        return new JsonBuilder().string("e", "TRADE_LITE").number("E", fill.timeNs() / MS)
            .number("T", fill.timeNs() / MS).string("s", symbol.name())
            .decimal("q", order.quantity(), symbol.quantityDecimals())
            .decimal("p", order.price(), symbol.priceDecimals()).bool("m", fill.maker())
            .string("c", order.clientId()).string("S", order.side().name())
            .decimal("L", fill.price(), symbol.priceDecimals())
            .decimal("l", fill.quantity(), symbol.quantityDecimals())
            .number("t", fill.tradeId()).number("i", order.id()).end();
    }

    /** Cash, and the position it is about. */
    private static String accountUpdate(SymbolAccount owner, String reason, String change,
        long timeMs) {
        Account account = owner.account();
        AccountPosition position = owner.position();
        MarketSymbol symbol = owner.market().symbol();
        String wallet = OrderJson.money(account.wallet());
        JsonBuilder json = new JsonBuilder().string("e", "ACCOUNT_UPDATE").number("E", timeMs)
            .number("T", timeMs).startObject("a").string("m", reason)
            .startArray("B").startObject().string("a", OrderJson.ASSET).string("wb", wallet)
            .string("cw", wallet).string("bc", change == null ? "0" : change).endObject()
            .endArray().startArray("P").startObject().string("s", symbol.name())
            .decimal("pa", position.quantity(), symbol.quantityDecimals())
            .string("ep", OrderJson.unitPrice(position.cost(), position.quantity(), symbol))
            .string("bep",
                OrderJson.unitPrice(position.breakEvenCost(), position.quantity(), symbol))
            .string("cr", "0")
            .string("up", OrderJson.money(position.unrealised(owner.market().mark().mark())))
            .string("mt", "cross").string("iw", "0").string("ps", "BOTH").endObject().endArray();
        if (change != null) {
            json.string("S", symbol.name());
        }
        return json.endObject().end();
    }
}
