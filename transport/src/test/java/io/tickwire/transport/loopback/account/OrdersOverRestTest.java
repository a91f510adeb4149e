package io.tickwire.transport.loopback.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.transport.loopback.Client;
import io.tickwire.transport.loopback.VenueServer;
import io.tickwire.transport.loopback.Venues;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders over real HTTP with the default key: what is answered, and what is told. */
final class OrdersOverRestTest {
    private static final String ORDER = "/fapi/v1/order";

    private static VenueServer venue;
    private static Trader trader;

    @BeforeAll
    static void launch() throws Exception {
        venue = Venues.launch();
        trader = Trader.ofDefault(venue);
    }

    @AfterAll
    static void close() throws Exception {
        venue.close();
    }

    /** So far below the market that nothing comes there, within its band of 5 %. */
    private static String low(String symbol) throws Exception {
        return new BigDecimal(trader.quote(symbol, "bidPrice"))
            .multiply(new BigDecimal("0.96")).setScale(0, RoundingMode.DOWN).toPlainString();
    }

    @Test
    void anOrderIsPlacedQueriedAndCancelled() throws Exception {
        String price = low("BTCUSDT");
        JsonNode placed = trader.place("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTX"
            + "&quantity=0.010&price=" + price + "&newClientOrderId=first");

        assertThat(keys(placed)).isEqualTo("orderId,symbol,status,clientOrderId,price,origQty,"
            + "executedQty,cumQty,timeInForce,type,origType,reduceOnly,closePosition,side,"
            + "positionSide,stopPrice,workingType,priceProtect,priceMatch,"
            + "selfTradePreventionMode,goodTillDate,updateTime");
        assertThat(placed.get("status").asText()).isEqualTo("NEW");
        assertThat(placed.get("price").asText()).isEqualTo(price + ".00");
        assertThat(placed.get("origQty").asText()).isEqualTo("0.010");
        assertThat(placed.get("timeInForce").asText()).isEqualTo("GTX");

        JsonNode found = trader.call("GET", ORDER, "symbol=BTCUSDT&origClientOrderId=first");
        assertThat(found.get("orderId")).isEqualTo(placed.get("orderId"));
        assertThat(found.get("avgPrice").asText()).isEqualTo("0.00000000");
        assertThat(trader.call("GET", "/fapi/v1/openOrder",
            "symbol=BTCUSDT&orderId=" + placed.get("orderId"))).isEqualTo(found);

        JsonNode cancelled =
            trader.call("DELETE", ORDER, "symbol=BTCUSDT&orderId=" + placed.get("orderId"));
        assertThat(cancelled.get("status").asText()).isEqualTo("CANCELED");
        assertThat(trader.refusal("DELETE", ORDER, "symbol=BTCUSDT&origClientOrderId=first"))
            .isEqualTo("400 -2011");
        assertThat(trader.refusal("GET", "/fapi/v1/openOrder",
            "symbol=BTCUSDT&origClientOrderId=first")).isEqualTo("400 -2013");
        assertThat(trader.call("GET", ORDER, "symbol=BTCUSDT&origClientOrderId=first")
            .get("status").asText()).isEqualTo("CANCELED");
    }

    @Test
    void aMarketOrderIsFilledAndItsFillsAreTold() throws Exception {
        JsonNode result = trader.place("symbol=ETHUSDT&side=BUY&type=MARKET&quantity=0.010"
            + "&newOrderRespType=RESULT");

        assertThat(result.get("status").asText()).isEqualTo("FILLED");
        assertThat(result.get("executedQty").asText()).isEqualTo("0.010");
        assertThat(result.get("timeInForce").asText()).isEqualTo("GTC");
        JsonNode fills = trader.call("GET", "/fapi/v1/userTrades",
            "symbol=ETHUSDT&orderId=" + result.get("orderId"));
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode fill : fills) {
            BigDecimal notional = new BigDecimal(fill.get("price").asText())
                .multiply(new BigDecimal(fill.get("qty").asText()));
            assertThat(new BigDecimal(fill.get("quoteQty").asText()))
                .isEqualByComparingTo(notional);
            assertThat(new BigDecimal(fill.get("commission").asText())).isEqualByComparingTo(
                notional.multiply(new BigDecimal("0.0005")).setScale(8, RoundingMode.HALF_UP));
            assertThat(fill.get("maker").asBoolean()).isFalse();
            sum = sum.add(new BigDecimal(fill.get("qty").asText()));
        }
        assertThat(sum).isEqualByComparingTo("0.010");
    }

    @Test
    void anAcknowledgementIsNewWithoutFills() throws Exception {
        JsonNode placed = trader.place("symbol=SOLUSDT&side=SELL&type=MARKET&quantity=0.10");

        assertThat(placed.get("status").asText()).isEqualTo("NEW");
        assertThat(placed.get("executedQty").asText()).isEqualTo("0.00");
        assertThat(trader.call("GET", ORDER, "symbol=SOLUSDT&orderId=" + placed.get("orderId"))
            .get("status").asText()).isEqualTo("FILLED");
    }

    @Test
    void aChangeReplacesPriceAndQuantity() throws Exception {
        String price = low("BTCUSDT");
        trader.place("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.010&price="
            + price + "&newClientOrderId=changed");
        String lower = new BigDecimal(price).subtract(BigDecimal.TEN).toPlainString();

        JsonNode changed = trader.call("PUT", ORDER, "symbol=BTCUSDT&side=BUY&quantity=0.020"
            + "&price=" + lower + "&origClientOrderId=changed");
        assertThat(changed.get("price").asText()).isEqualTo(lower + ".00");
        assertThat(changed.get("origQty").asText()).isEqualTo("0.020");
        assertThat(trader.refusal("PUT", ORDER, "symbol=BTCUSDT&side=BUY&quantity=0.020&price="
            + lower + "&origClientOrderId=changed")).isEqualTo("400 -5027");
        assertThat(trader.refusal("PUT", ORDER, "symbol=BTCUSDT&side=BUY&quantity=0.020&price="
            + lower + "&origClientOrderId=nobody")).isEqualTo("400 -2013");
        trader.call("DELETE", ORDER, "symbol=BTCUSDT&origClientOrderId=changed");
    }

    @Test
    void allOpenOrdersOfASymbolAreCancelledAtOnce() throws Exception {
        String price = low("SOLUSDT");
        for (int i = 0; i < 3; i++) {
            trader.place("symbol=SOLUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price="
                + price + "&newClientOrderId=all-" + i);
        }
        assertThat(trader.call("GET", "/fapi/v1/openOrders", "symbol=SOLUSDT")).hasSize(3);

        assertThat(trader.call("DELETE", "/fapi/v1/allOpenOrders", "symbol=SOLUSDT")
            .get("code").asInt()).isEqualTo(200);
        assertThat(trader.call("GET", "/fapi/v1/openOrders", "symbol=SOLUSDT")).isEmpty();
        JsonNode all = trader.call("GET", "/fapi/v1/allOrders", "symbol=SOLUSDT");
        assertThat(all.get(all.size() - 1).get("clientOrderId").asText()).isEqualTo("all-2");
    }

    /** Each breaks one rule of an order that would otherwise be taken. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "side=HOLD|400 -1117", "side=|400 -1102", "type=STOP_MARKET|400 -4120",
        "type=TWAP|400 -1116", "timeInForce=|400 -1102", "timeInForce=DAY|400 -1115",
        "quantity=|400 -1102", "quantity=x|400 -1100", "quantity=-1|400 -1100",
        "quantity=0.0101|400 -1111", "quantity=0|400 -4003", "quantity=1001|400 -4005",
        "price=|400 -1102", "price=83000.105|400 -1111", "price=80000.05|400 -4014",
        "price=0|400 -4001", "price=10000001|400 -4002", "price=1000000|400 -4016",
        "newClientOrderId=a b|400 -4015", "positionSide=LONG|400 -4061",
        "newOrderRespType=FULL|400 -1130", "symbol=NOPEUSDT|400 -1121", "symbol=|400 -1102",
        "reduceOnly=maybe|400 -1130", "reduceOnly=true|400 -2022", "priceMatch=QUEUE|400 -1130",
        "selfTradePreventionMode=X|400 -1130", "recvWindow=60001|400 -1131",
        "quantity=100|400 -2019", "side=SELL&timeInForce=GTX|400 -5022"})
    void whatBreaksARuleIsRefusedWithItsCode(String change, String refusal) throws Exception {
        String order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTX&quantity=0.010&price="
            + low("BTCUSDT");
        for (String part : change.split("&")) {
            String name = part.substring(0, part.indexOf('='));
            order = order.replaceAll("(^|&)" + name + "=[^&]*", "") + "&"
                + part.replace(" ", "%20");
        }
        order = order.replaceAll("^&", "");
        assertThat(trader.refusal("POST", ORDER, order)).isEqualTo(refusal);
        assertThat(trader.refusal("POST", ORDER + "/test", order)).isEqualTo(refusal);
    }

    @Test
    void ofTwoOpenOrdersNoneHasTheOthersClientId() throws Exception {
        String order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.010&price="
            + low("BTCUSDT") + "&newClientOrderId=twice";
        trader.place(order);

        assertThat(trader.refusal("POST", ORDER, order)).isEqualTo("400 -4116");
        trader.call("DELETE", ORDER, "symbol=BTCUSDT&origClientOrderId=twice");
        trader.place(order);
        trader.call("DELETE", ORDER, "symbol=BTCUSDT&origClientOrderId=twice");
    }

    @Test
    void aMarketOrderHasNoPrice() throws Exception {
        assertThat(trader.refusal("POST", ORDER,
            "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.010&price=83000"))
            .isEqualTo("400 -1106");
    }

    @Test
    void aBatchIsAnsweredOneByOne() throws Exception {
        String price = low("ETHUSDT");
        String good = "{\"symbol\":\"ETHUSDT\",\"side\":\"BUY\",\"type\":\"LIMIT\","
            + "\"timeInForce\":\"GTC\",\"quantity\":\"0.010\",\"price\":\"" + price
            + "\",\"newClientOrderId\":\"batch\"}";
        String list = "[" + good + "," + good.replace("0.010", "0.0001") + "]";

        JsonNode replies = trader.call("POST", "/fapi/v1/batchOrders", "batchOrders="
            + URLEncoder.encode(list, StandardCharsets.UTF_8));
        assertThat(replies.get(0).get("status").asText()).isEqualTo("NEW");
        assertThat(replies.get(1).get("code").asInt()).isEqualTo(-1111);
        replies = trader.call("DELETE", "/fapi/v1/batchOrders",
            "symbol=ETHUSDT&origClientOrderIdList=%5B%22batch%22%2C%22none%22%5D");
        assertThat(replies.get(0).get("status").asText()).isEqualTo("CANCELED");
        assertThat(replies.get(1).get("code").asInt()).isEqualTo(-2011);
    }

    @Test
    void whoMayNotIsToldWhy() throws Exception {
        String text = "symbol=BTCUSDT&orderId=1&timestamp=" + System.currentTimeMillis();
        String signed = text + "&signature=" + Trader.sign("loopback-secret", text);

        assertThat(code(trader.raw("GET", ORDER + "?" + signed, "", null))).isEqualTo("401 -2014");
        assertThat(code(trader.raw("GET", ORDER + "?" + signed, "", "somebody")))
            .isEqualTo("401 -2015");
        assertThat(code(trader.raw("GET", ORDER + "?" + signed.replace("orderId=1", "orderId=2"),
            "", "loopback-key"))).isEqualTo("400 -1022");
        assertThat(code(trader.raw("GET", ORDER + "?" + text, "", "loopback-key")))
            .isEqualTo("400 -1102");
        assertThat(code(trader.raw("GET", ORDER + "?" + signed, "", "loopback-key")))
            .isEqualTo("400 -2013");
        assertThat(trader.refusal("GET", ORDER, "symbol=BTCUSDT")).isEqualTo("400 -1102");
        assertThat(stamped(-6_000)).isEqualTo("400 -1021");
        assertThat(stamped(+2_000)).isEqualTo("400 -1021");
        assertThat(stamped(-3_000)).isEqualTo("400 -2013");
    }

    private static String stamped(long offsetMs) throws Exception {
        String text = "symbol=BTCUSDT&orderId=1&timestamp="
            + (System.currentTimeMillis() + offsetMs);
        return code(trader.raw("GET", ORDER + "?" + text + "&signature="
            + Trader.sign("loopback-secret", text), "", "loopback-key"));
    }

    /** Joined without a separator, as the venue does; what is in both has the query's value. */
    @Test
    void queryAndBodyAreOneText() throws Exception {
        String query = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTX";
        String body = "side=SELL&quantity=0.010&price=" + low("BTCUSDT")
            + "&newClientOrderId=mixed&timestamp=" + System.currentTimeMillis();
        HttpResponse<String> placed = trader.raw("POST", ORDER + "?" + query,
            body + "&signature=" + Trader.sign("loopback-secret", query + body), "loopback-key");

        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(200);
        assertThat(Client.json(placed.body()).get("side").asText()).isEqualTo("BUY");
        trader.call("DELETE", ORDER, "symbol=BTCUSDT&origClientOrderId=mixed");
    }

    @Test
    void ordersAreCountedInHeaders() throws Exception {
        HttpResponse<String> one = trader.send("POST", ORDER, "symbol=BTCUSDT&side=BUY"
            + "&type=LIMIT&timeInForce=GTC&quantity=0.010&price=" + low("BTCUSDT")
            + "&newClientOrderId=counted");
        HttpResponse<String> other = trader.send("DELETE", ORDER,
            "symbol=BTCUSDT&origClientOrderId=counted");

        assertThat(one.headers().firstValue("X-MBX-ORDER-COUNT-10S")).get().asString()
            .matches("[1-9][0-9]*");
        assertThat(one.headers().firstValue("X-MBX-ORDER-COUNT-1M")).get().asString()
            .matches("[1-9][0-9]*");
        assertThat(one.headers().firstValue("X-MBX-USED-WEIGHT-1M")).isPresent();
        assertThat(other.headers().firstValue("X-MBX-ORDER-COUNT-10S")).isEmpty();
    }

    private static String code(HttpResponse<String> response) {
        return response.statusCode() + " " + Client.json(response.body()).get("code");
    }

    private static String keys(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return String.join(",", names);
    }
}
