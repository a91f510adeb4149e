package io.tickwire.transport.loopback.account;

import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.market.account.OrderRequest;
import io.tickwire.engine.market.account.SelfTradePrevention;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the parameters of a new order ask for (protocols A6). */
final class OrderParameters {
    private static final Pattern CLIENT_ID = Pattern.compile("^[\\.A-Z\\:/a-z0-9_-]{1,36}$");
    private static final Set<String> CONDITIONAL = Set.of("STOP", "STOP_MARKET", "TAKE_PROFIT",
        "TAKE_PROFIT_MARKET", "TRAILING_STOP_MARKET");
    private static final long MS = 1_000_000L;
    private static final long GTD_AT_LEAST_MS = 600_000;
    private static final long GTD_BEFORE_MS = 253_402_300_799_000L;

    private OrderParameters() {
    }

    static OrderRequest read(Parameters parameters, MarketSymbol symbol, String otherId,
        long nowNs) throws ApiException {
        Side side = side(parameters);
        OrderType type = type(parameters);
        if (!"BOTH".equals(orElse(parameters.text("positionSide"), "BOTH"))) {
            throw ApiException.badRequest(-4061,
                "Order's position side does not match user's setting.");
        }
        if (!"NONE".equals(orElse(parameters.text("priceMatch"), "NONE"))) {
            throw ApiException.notValid("priceMatch");
        }
        TimeInForce timeInForce = TimeInForce.IOC;
        long goodTillNs = 0;
        long price = 0;
        if (type == OrderType.LIMIT) {
            boolean untilDate = parameters.required("timeInForce").equals("GTD");
            timeInForce = timeInForce(parameters.text("timeInForce"));
            goodTillNs = untilDate ? goodTillNs(parameters, nowNs) : 0;
            price = parameters.decimal("price", symbol.priceDecimals());
        } else {
            for (String name : List.of("price", "timeInForce")) {
                if (parameters.has(name)) {
                    throw ApiException.badRequest(-1106,
                        "Parameter '" + name + "' sent when not required.");
                }
            }
        }
        return new OrderRequest(symbol.name(), clientId(parameters, otherId), side, type,
            timeInForce, price, parameters.decimal("quantity", symbol.quantityDecimals()),
            parameters.flag("reduceOnly"), selfTrade(parameters), goodTillNs);
    }

    /** Whether the reply tells what became of the order, not only that it was taken. */
    static boolean wantsResult(Parameters parameters) throws ApiException {
        return switch (orElse(parameters.text("newOrderRespType"), "ACK")) {
            case "ACK" -> false;
            case "RESULT" -> true;
            default -> throw ApiException.notValid("newOrderRespType");
        };
    }

    private static Side side(Parameters parameters) throws ApiException {
        return switch (parameters.required("side")) {
            case "BUY" -> Side.BUY;
            case "SELL" -> Side.SELL;
            default -> throw ApiException.badRequest(-1117, "Invalid side.");
        };
    }

    private static OrderType type(Parameters parameters) throws ApiException {
        String type = parameters.required("type");
        if (CONDITIONAL.contains(type)) {
            throw ApiException.badRequest(-4120, "Order type not supported for this endpoint. "
                + "Please use the Algo Order API endpoints instead.");
        }
        return switch (type) {
            case "LIMIT" -> OrderType.LIMIT;
            case "MARKET" -> OrderType.MARKET;
            default -> throw ApiException.badRequest(-1116, "Invalid orderType.");
        };
    }

    private static TimeInForce timeInForce(String text) throws ApiException {
        return switch (text) {
            case "GTC", "GTD" -> TimeInForce.GTC;
            case "IOC" -> TimeInForce.IOC;
            case "FOK" -> TimeInForce.FOK;
            case "GTX" -> TimeInForce.GTX;
            default -> throw ApiException.badRequest(-1115, "Invalid timeInForce.");
        };
    }

    private static long goodTillNs(Parameters parameters, long nowNs) throws ApiException {
        parameters.required("goodTillDate");
        long untilMs = parameters.whole("goodTillDate", 0) / 1000 * 1000;
        if (untilMs <= nowNs / MS + GTD_AT_LEAST_MS || untilMs >= GTD_BEFORE_MS) {
            throw ApiException.notValid("goodTillDate");
        }
        return untilMs < Long.MAX_VALUE / MS ? untilMs * MS : Long.MAX_VALUE;
    }

    private static SelfTradePrevention selfTrade(Parameters parameters) throws ApiException {
        return switch (orElse(parameters.text("selfTradePreventionMode"), "EXPIRE_MAKER")) {
            case "NONE" -> SelfTradePrevention.NONE;
            case "EXPIRE_TAKER" -> SelfTradePrevention.EXPIRE_TAKER;
            case "EXPIRE_MAKER" -> SelfTradePrevention.EXPIRE_MAKER;
            case "EXPIRE_BOTH" -> SelfTradePrevention.EXPIRE_BOTH;
            default -> throw ApiException.notValid("selfTradePreventionMode");
        };
    }

    private static String clientId(Parameters parameters, String otherId) throws ApiException {
        String clientId = orElse(parameters.text("newClientOrderId"), otherId);
        if (!CLIENT_ID.matcher(clientId).matches()) {
            throw ApiException.badRequest(-4015, "Client order id is not valid.");
        }
        return clientId;
    }

    private static String orElse(String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
