package io.tickwire.transport.loopback.account;

import io.tickwire.engine.market.MarkState;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.market.account.Account;
import io.tickwire.engine.market.account.AccountOrder;
import io.tickwire.engine.market.account.AccountPosition;
import io.tickwire.engine.market.account.Exchange;
import io.tickwire.engine.market.account.Money;
import io.tickwire.engine.market.account.SymbolAccount;
import io.tickwire.transport.loopback.message.JsonBuilder;
import io.tickwire.transport.loopback.rest.OrderCountLimits;
import java.util.ArrayList;
import java.util.List;

/** The calls about cash, positions and settings of an account (protocols A9). */
final class AccountCalls {
    private static final long MS = 1_000_000L;
    /** A year; longer ones count as this. */
    private static final long MAX_COUNTDOWN_MS = 31_536_000_000L;
    private static final String ZERO = OrderJson.money(0);

    private final Exchange exchange;
    private final OrderCalls orders;

    AccountCalls(Exchange exchange, OrderCalls orders) {
        this.exchange = exchange;
        this.orders = orders;
    }

    String balance(ApiCall call) {
        Account account = call.account();
        return JsonBuilder.array(List.of(new JsonBuilder().string("accountAlias", account.name())
            .string("asset", OrderJson.ASSET).string("balance", OrderJson.money(account.wallet()))
            .string("crossWalletBalance", OrderJson.money(account.wallet()))
            .string("crossUnPnl", OrderJson.money(account.unrealised()))
            .string("availableBalance", OrderJson.money(account.available()))
            .string("maxWithdrawAmount", OrderJson.money(withdrawable(account)))
            .bool("marginAvailable", true).number("updateTime", account.updatedNs() / MS).end()));
    }

    /** Only symbols with a position or an open order. */
    String positions(ApiCall call) throws ApiException {
        List<String> rows = new ArrayList<>();
        for (SymbolAccount one : owners(call)) {
            if (one.position().quantity() != 0 || !one.openOrders().isEmpty()) {
                rows.add(position(one, false));
            }
        }
        return JsonBuilder.array(rows);
    }

    /** All symbols, with the settings of each. */
    String positionsWithSettings(ApiCall call) throws ApiException {
        List<String> rows = new ArrayList<>();
        for (SymbolAccount one : owners(call)) {
            rows.add(position(one, true));
        }
        return JsonBuilder.array(rows);
    }

    private List<SymbolAccount> owners(ApiCall call) throws ApiException {
        return call.parameters().has("symbol")
            ? List.of(orders.owner(call, call.parameters())) : call.account().symbols();
    }

    private static String position(SymbolAccount one, boolean withSettings) {
        AccountPosition position = one.position();
        MarketSymbol symbol = one.market().symbol();
        long mark = one.market().mark().mark();
        JsonBuilder json = new JsonBuilder().string("symbol", symbol.name())
            .string("positionSide", "BOTH")
            .decimal("positionAmt", position.quantity(), symbol.quantityDecimals())
            .string("entryPrice",
                OrderJson.unitPrice(position.cost(), position.quantity(), symbol))
            .string("breakEvenPrice",
                OrderJson.unitPrice(position.breakEvenCost(), position.quantity(), symbol))
            .decimal("markPrice", mark, MarkState.DECIMALS)
            .string("unRealizedProfit", OrderJson.money(position.unrealised(mark)))
            .string("liquidationPrice", "0");
        if (withSettings) {
            return json.string("leverage", Integer.toString(Account.LEVERAGE))
                .string("maxNotionalValue", Long.toString(Long.MAX_VALUE))
                .string("marginType", "cross").string("isolatedMargin", ZERO)
                .string("isAutoAddMargin", "false")
                .string("notional", OrderJson.money(position.value(mark)))
                .string("isolatedWallet", ZERO)
                .number("updateTime", position.updatedNs() / MS).end();
        }
        return json.string("isolatedMargin", ZERO)
            .string("notional", OrderJson.money(position.value(mark)))
            .string("marginAsset", OrderJson.ASSET).string("isolatedWallet", ZERO)
            .string("initialMargin", OrderJson.money(Account.initialMargin(one)))
            .string("maintMargin", OrderJson.money(maintenance(one)))
            .string("positionInitialMargin", OrderJson.money(Account.positionMargin(one)))
            .string("openOrderInitialMargin",
                OrderJson.money(Account.initialMargin(one) - Account.positionMargin(one)))
            .number("adl", 0).string("bidNotional", OrderJson.money(open(one, "BUY")))
            .string("askNotional", OrderJson.money(open(one, "SELL")))
            .number("updateTime", position.updatedNs() / MS).end();
    }

    private static long open(SymbolAccount one, String side) {
        long sum = 0;
        for (AccountOrder order : one.openOrders()) {
            if (order.side().name().equals(side)) {
                sum += Money.notional(one.market().symbol(), order.price(),
                    order.quantity() - order.filled());
            }
        }
        return sum;
    }

    private static long maintenance(SymbolAccount one) {
        return Math.abs(one.position().value(one.market().mark().mark())) / Account.MAINTENANCE;
    }

    private static long withdrawable(Account account) {
        return Math.min(account.available(), Math.max(0, account.wallet()));
    }

    String account(ApiCall call) {
        Account account = call.account();
        JsonBuilder json = new JsonBuilder();
        long maintenance = 0;
        for (SymbolAccount one : account.symbols()) {
            maintenance += maintenance(one);
        }
        String initial = OrderJson.money(account.initialMargin());
        String positions = OrderJson.money(account.positionMargin());
        String orderMargin = OrderJson.money(account.initialMargin() - account.positionMargin());
        String wallet = OrderJson.money(account.wallet());
        String unrealised = OrderJson.money(account.unrealised());
        String margin = OrderJson.money(account.wallet() + account.unrealised());
        String available = OrderJson.money(account.available());
        String withdrawable = OrderJson.money(withdrawable(account));
        json.string("totalInitialMargin", initial)
            .string("totalMaintMargin", OrderJson.money(maintenance))
            .string("totalWalletBalance", wallet).string("totalUnrealizedProfit", unrealised)
            .string("totalMarginBalance", margin).string("totalPositionInitialMargin", positions)
            .string("totalOpenOrderInitialMargin", orderMargin)
            .string("totalCrossWalletBalance", wallet).string("totalCrossUnPnl", unrealised)
            .string("availableBalance", available).string("maxWithdrawAmount", withdrawable)
            .startArray("assets").startObject().string("asset", OrderJson.ASSET)
            .string("walletBalance", wallet).string("unrealizedProfit", unrealised)
            .string("marginBalance", margin).string("maintMargin", OrderJson.money(maintenance))
            .string("initialMargin", initial).string("positionInitialMargin", positions)
            .string("openOrderInitialMargin", orderMargin).string("crossWalletBalance", wallet)
            .string("crossUnPnl", unrealised).string("availableBalance", available)
            .string("maxWithdrawAmount", withdrawable)
            .number("updateTime", account.updatedNs() / MS).endObject().endArray()
            .startArray("positions");
        for (SymbolAccount one : account.symbols()) {
            if (one.position().quantity() != 0 || !one.openOrders().isEmpty()) {
                accountPosition(json, one);
            }
        }
        return json.endArray().end();
    }

    private static void accountPosition(JsonBuilder json, SymbolAccount one) {
        AccountPosition position = one.position();
        MarketSymbol symbol = one.market().symbol();
        long mark = one.market().mark().mark();
        json.startObject().string("symbol", symbol.name()).string("positionSide", "BOTH")
            .decimal("positionAmt", position.quantity(), symbol.quantityDecimals())
            .string("unrealizedProfit", OrderJson.money(position.unrealised(mark)))
            .string("isolatedMargin", ZERO)
            .string("notional", OrderJson.money(position.value(mark)))
            .string("isolatedWallet", ZERO)
            .string("initialMargin", OrderJson.money(Account.initialMargin(one)))
            .string("maintMargin", OrderJson.money(maintenance(one)))
            .number("updateTime", position.updatedNs() / MS).endObject();
    }

    String config(ApiCall call) {
        return new JsonBuilder().number("feeTier", 0).bool("canTrade", true)
            .bool("canDeposit", true).bool("canWithdraw", true).bool("dualSidePosition", false)
            .number("updateTime", 0).bool("multiAssetsMargin", false).number("tradeGroupId", -1)
            .end();
    }

    String symbolConfig(ApiCall call) throws ApiException {
        List<String> rows = new ArrayList<>();
        for (SymbolAccount one : owners(call)) {
            rows.add(new JsonBuilder().string("symbol", one.market().symbol().name())
                .string("marginType", "CROSSED").bool("isAutoAddMargin", false)
                .number("leverage", Account.LEVERAGE)
                .string("maxNotionalValue", Long.toString(Long.MAX_VALUE)).end());
        }
        return JsonBuilder.array(rows);
    }

    String positionMode(ApiCall call) {
        return new JsonBuilder().bool("dualSidePosition", false).end();
    }

    String rateLimits(ApiCall call) {
        return JsonBuilder.array(List.of(
            rateLimit("SECOND", 10, OrderCountLimits.TEN_SECONDS),
            rateLimit("MINUTE", 1, OrderCountLimits.MINUTE)));
    }

    private static String rateLimit(String interval, int intervals, int limit) {
        return new JsonBuilder().string("rateLimitType", "ORDERS").string("interval", interval)
            .number("intervalNum", intervals).number("limit", limit).end();
    }

    /** Cancels all open orders of a symbol unless it is called again in time. */
    String countdownCancelAll(ApiCall call) throws ApiException {
        SymbolAccount owner = orders.owner(call, call.parameters());
        String text = call.parameters().required("countdownTime");
        long countdownMs = call.parameters().whole("countdownTime", 0);
        long untilNs = Math.addExact(call.nowNs(), Math.min(countdownMs, MAX_COUNTDOWN_MS) * MS);
        exchange.cancelAllAt(owner, countdownMs == 0 ? 0 : untilNs);
        return new JsonBuilder().string("symbol", owner.market().symbol().name())
            .string("countdownTime", text).end();
    }
}
