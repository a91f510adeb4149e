package io.tickwire.transport.loopback.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.market.account.AccountFill;
import io.tickwire.engine.market.account.AccountOrder;
import io.tickwire.engine.market.account.Exchange;
import io.tickwire.engine.market.account.OrderRefusal;
import io.tickwire.engine.market.account.OrderRefusedException;
import io.tickwire.engine.market.account.OrderRequest;
import io.tickwire.engine.market.account.SymbolAccount;
import io.tickwire.transport.loopback.message.JsonBuilder;
import io.tickwire.transport.loopback.rest.RestReply;
import io.tickwire.transport.loopback.rest.SymbolStatuses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls that place, change, cancel and show orders (protocols A6). */
final class OrderCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BATCH = "batchOrders";
    private static final int MAX_BATCH = 5;
    private static final int MAX_BATCH_CANCELS = 10;
    private static final int DEFAULT_ROWS = 500;
    private static final int MAX_ROWS = 1000;
    private static final long MS = 1_000_000L;
    private static final String DONE =
        new JsonBuilder().number("code", 200)
            .string("msg", "The operation of cancel all open order is done.").end();

    private final Exchange exchange;
    private final SymbolStatuses statuses;
    private long orders;
    private boolean fillsBeforeCancel;

    OrderCalls(Exchange exchange, SymbolStatuses statuses) {
        this.exchange = exchange;
        this.statuses = statuses;
    }

    void fillBeforeCancel(boolean fill) {
        fillsBeforeCancel = fill;
    }

    private OrderRequest request(ApiCall call, Parameters parameters) throws ApiException {
        MarketSymbol symbol = owner(call, parameters).market().symbol();
        // Of the time and a number, so that no two orders of any venue here have the same.
        String otherId = "venue-" + Long.toString(call.nowNs() / 1_000, Character.MAX_RADIX)
            + "-" + Long.toString(++orders, Character.MAX_RADIX);
        return OrderParameters.read(parameters, symbol, otherId, call.nowNs());
    }

    /** What the account has of the symbol that is asked for. */
    SymbolAccount owner(ApiCall call, Parameters parameters) throws ApiException {
        String name = parameters.symbol();
        SymbolAccount owner = call.account().symbol(name);
        if (owner == null || !statuses.isTraded(name)) {
            throw ApiException.invalidSymbol();
        }
        return owner;
    }

    String place(ApiCall call) throws ApiException {
        return place(call, call.parameters());
    }

    private String place(ApiCall call, Parameters parameters) throws ApiException {
        OrderRequest request = request(call, parameters);
        boolean result = OrderParameters.wantsResult(parameters);
        try {
            AccountOrder order = exchange.place(call.account(), request, call.nowNs());
            return result ? OrderJson.reply(order) : OrderJson.acknowledgement(order);
        } catch (OrderRefusedException refused) {
            throw Refusals.of(refused.refusal());
        }
    }

    String test(ApiCall call) throws ApiException {
        OrderRequest request = request(call, call.parameters());
        OrderParameters.wantsResult(call.parameters());
        try {
            exchange.check(call.account(), request);
            return new JsonBuilder().end();
        } catch (OrderRefusedException refused) {
            throw Refusals.of(refused.refusal());
        }
    }

    String change(ApiCall call) throws ApiException {
        Parameters parameters = call.parameters();
        SymbolAccount owner = owner(call, parameters);
        AccountOrder order = find(owner, parameters);
        MarketSymbol symbol = owner.market().symbol();
        if (order != null && !order.side().name().equals(parameters.required("side"))) {
            throw ApiException.badRequest(-1117, "Invalid side.");
        }
        long quantity = parameters.decimal("quantity", symbol.quantityDecimals());
        long price = parameters.decimal("price", symbol.priceDecimals());
        try {
            exchange.change(order, price, quantity, call.nowNs());
            return OrderJson.reply(order);
        } catch (OrderRefusedException refused) {
            throw refused.refusal() == OrderRefusal.NOT_OPEN ? noSuchOrder()
                : Refusals.of(refused.refusal());
        }
    }

    String cancel(ApiCall call) throws ApiException {
        SymbolAccount owner = owner(call, call.parameters());
        return cancel(find(owner, call.parameters()), call.nowNs());
    }

    private String cancel(AccountOrder order, long nowNs) throws ApiException {
        if (fillsBeforeCancel && order != null) {
            exchange.fillWhole(order, nowNs);
        }
        try {
            exchange.cancel(order, nowNs);
            return OrderJson.reply(order);
        } catch (OrderRefusedException refused) {
            throw Refusals.of(refused.refusal());
        }
    }

    String cancelAll(ApiCall call) throws ApiException {
        SymbolAccount owner = owner(call, call.parameters());
        if (fillsBeforeCancel) {
            owner.openOrders().forEach(order -> exchange.fillWhole(order, call.nowNs()));
        }
        exchange.cancelAll(owner, call.nowNs());
        return DONE;
    }

    String show(ApiCall call) throws ApiException {
        AccountOrder order = find(owner(call, call.parameters()), call.parameters());
        if (order == null) {
            throw noSuchOrder();
        }
        return OrderJson.row(order);
    }

    String showOpen(ApiCall call) throws ApiException {
        AccountOrder order = find(owner(call, call.parameters()), call.parameters());
        if (order == null || !order.status().isOpen()) {
            throw noSuchOrder();
        }
        return OrderJson.row(order);
    }

    String allOpen(ApiCall call) throws ApiException {
        List<String> rows = new ArrayList<>();
        for (SymbolAccount owner : owners(call)) {
            owner.openOrders().forEach(order -> rows.add(OrderJson.row(order)));
        }
        return JsonBuilder.array(rows);
    }

    String all(ApiCall call) throws ApiException {
        Parameters parameters = call.parameters();
        long fromId = parameters.whole("orderId", 0);
        List<AccountOrder> found = new ArrayList<>();
        for (SymbolAccount owner : owners(call)) {
            for (AccountOrder order : owner.orders()) {
                if (order.id() >= fromId && isWithin(parameters, order.createdNs())) {
                    found.add(order);
                }
            }
        }
        return JsonBuilder.array(rows(parameters, fromId > 0, found).stream()
            .map(OrderJson::row).toList());
    }

    String fills(ApiCall call) throws ApiException {
        Parameters parameters = call.parameters();
        long orderId = parameters.whole("orderId", -1);
        long fromId = parameters.whole("fromId", -1);
        List<AccountFill> found = new ArrayList<>();
        for (AccountFill fill : owner(call, parameters).fills()) {
            if ((orderId < 0 || fill.order().id() == orderId) && fill.tradeId() >= fromId
                && isWithin(parameters, fill.timeNs())) {
                found.add(fill);
            }
        }
        return JsonBuilder.array(rows(parameters, fromId >= 0, found).stream()
            .map(OrderJson::fill).toList());
    }

    private List<SymbolAccount> owners(ApiCall call) throws ApiException {
        return call.parameters().has("symbol") ? List.of(owner(call, call.parameters()))
            : call.account().symbols();
    }

    private static boolean isWithin(Parameters parameters, long timeNs) throws ApiException {
        return timeNs / MS >= parameters.whole("startTime", 0)
            && timeNs / MS <= parameters.whole("endTime", Long.MAX_VALUE);
    }

    /** The latest, or the first where a begin is asked for. */
    private static <T> List<T> rows(Parameters parameters, boolean fromBegin, List<T> found)
        throws ApiException {
        long limit = parameters.whole("limit", DEFAULT_ROWS);
        if (limit < 1 || limit > MAX_ROWS) {
            throw ApiException.notValid("limit");
        }
        int size = (int) Math.min(limit, found.size());
        return fromBegin || parameters.has("startTime") ? found.subList(0, size)
            : found.subList(found.size() - size, found.size());
    }

    String placeBatch(ApiCall call) throws ApiException {
        List<Parameters> orders = batch(call.parameters().required(BATCH));
        List<String> replies = new ArrayList<>();
        for (Parameters order : orders) {
            replies.add(reply(() -> place(call, order)));
        }
        return JsonBuilder.array(replies);
    }

    private static List<Parameters> batch(String text) throws ApiException {
        JsonNode list = array(BATCH, text);
        if (list.size() > MAX_BATCH) {
            throw ApiException.badRequest(-4082, "Invalid batch place order size.");
        }
        List<Parameters> orders = new ArrayList<>();
        for (JsonNode order : list) {
            Map<String, String> values = new LinkedHashMap<>();
            order.properties().forEach(field ->
                values.put(field.getKey(), field.getValue().asText()));
            orders.add(new Parameters(values));
        }
        return orders;
    }

    String cancelBatch(ApiCall call) throws ApiException {
        Parameters parameters = call.parameters();
        SymbolAccount owner = owner(call, parameters);
        boolean byId = parameters.has("orderIdList");
        String name = byId ? "orderIdList" : "origClientOrderIdList";
        JsonNode list = array(name, parameters.required(name));
        if (list.size() > MAX_BATCH_CANCELS) {
            throw ApiException.notValid(name);
        }
        List<String> replies = new ArrayList<>();
        for (JsonNode id : list) {
            AccountOrder order = byId ? owner.order(id.asLong()) : owner.order(id.asText());
            replies.add(reply(() -> cancel(order, call.nowNs())));
        }
        return JsonBuilder.array(replies);
    }

    private static JsonNode array(String name, String text) throws ApiException {
        try {
            JsonNode list = JSON.readTree(text);
            if (list.isArray() && !list.isEmpty()) {
                return list;
            }
        } catch (JsonProcessingException noJson) {
            throw ApiException.notValid(name);
        }
        throw ApiException.notValid(name);
    }

    /** One of a batch: what it comes to, whatever becomes of the others. */
    private static String reply(Element element) {
        try {
            return element.call();
        } catch (ApiException refused) {
            return RestReply.error(refused.code(), refused.getMessage());
        }
    }

    /** One call of a batch. */
    private interface Element {
        String call() throws ApiException;
    }

    /** By the venue's id, else by the account's; null where there is no such order. */
    private static AccountOrder find(SymbolAccount owner, Parameters parameters)
        throws ApiException {
        if (parameters.has("orderId")) {
            return owner.order(parameters.whole("orderId", 0));
        }
        return owner.order(parameters.required("origClientOrderId"));
    }

    private static ApiException noSuchOrder() {
        return ApiException.badRequest(-2013, "Order does not exist.");
    }
}
