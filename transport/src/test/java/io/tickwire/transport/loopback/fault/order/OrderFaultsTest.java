package io.tickwire.transport.loopback.fault.order;

import static io.tickwire.transport.loopback.scenario.Scenarios.fault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.transport.loopback.Client;
import io.tickwire.transport.loopback.VenueFixture;
import io.tickwire.transport.loopback.account.Trader;
import io.tickwire.transport.loopback.fault.FaultAction;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of orders over real sockets: what is answered, and what is true. */
final class OrderFaultsTest extends VenueFixture {
    private static final String ORDER = "/fapi/v1/order";

    private Trader trader;

    @BeforeEach
    void trader() {
        trader = Trader.ofDefault(venue);
    }

    /** One that rests. */
    private String resting(String clientId) throws Exception {
        return "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.010&price="
            + new BigDecimal(trader.quote("BTCUSDT", "bidPrice"))
            .multiply(new BigDecimal("0.96")).setScale(0, RoundingMode.DOWN)
            + "&newClientOrderId=" + clientId;
    }

    private String status(String clientId) throws Exception {
        return trader.call("GET", ORDER, "symbol=BTCUSDT&origClientOrderId=" + clientId)
            .get("status").asText();
    }

    @Test
    void anOrderThatNobodyKnowsOfIsThereOrNot() throws Exception {
        FaultAction unknown = fault("fault: order-unknown, calls: place");
        begin(unknown);
        HttpResponse<String> answer = trader.send("POST", ORDER, resting("unknown"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Client.json(answer.body()).get("msg").asText())
            .isEqualTo("Unknown error, please check your request or try again later.");
        assertThat(status("unknown")).isEqualTo("NEW");
        trader.call("DELETE", ORDER, "symbol=BTCUSDT&origClientOrderId=unknown");
        end(unknown);

        FaultAction dropped = fault("fault: order-unknown, executed: false");
        begin(dropped);
        assertThat(trader.send("POST", ORDER, resting("dropped")).body()).isEqualTo(answer.body());
        assertThat(trader.refusal("GET", ORDER, "symbol=BTCUSDT&origClientOrderId=dropped"))
            .isEqualTo("400 -2013");
        end(dropped);
        trader.place(resting("after"));
    }

    @Test
    void oneInSoManyIsConcerned() throws Exception {
        begin(fault("fault: order-unknown, every: 2"));
        for (int i = 0; i < 4; i++) {
            assertThat(trader.send("POST", ORDER, resting("every-" + i)).statusCode())
                .isEqualTo(i % 2 == 0 ? 503 : 200);
        }
    }

    @Test
    void anAnswerIsLostAndTheOrderIsNot() throws Exception {
        FaultAction lost = fault("fault: order-reply-lost, calls: place");
        begin(lost);
        assertThatThrownBy(() -> trader.send("POST", ORDER, resting("lost")))
            .isInstanceOf(IOException.class);
        assertThat(status("lost")).isEqualTo("NEW");
    }

    /** Without the fault the answer is first; with it, the event. */
    @Test
    void theEventComesBeforeTheAnswer() throws Exception {
        FaultAction late = fault("fault: order-reply-late, by: 10m");
        try (Client events = trader.listen()) {
            begin(late);
            String order = resting("late");
            CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return trader.send("POST", ORDER, order);
                } catch (Exception broken) {
                    throw new IllegalStateException(broken);
                }
            });
            assertThat(Client.json(events.next()).get("o").get("c").asText()).isEqualTo("late");
            assertThat(answer).isNotDone();
            end(late);
            assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void eventsComeTwiceOrNeverLikeThoseOfAnyStream() throws Exception {
        try (Client events = trader.listen()) {
            FaultAction twice = fault("fault: duplicate, stream: userData");
            begin(twice);
            trader.place(resting("twice"));
            assertThat(events.next()).isEqualTo(events.next());
            end(twice);

            FaultAction never = fault("fault: mute, stream: userData");
            begin(never);
            trader.place(resting("never"));
            // An answer of the socket is no event, and behind whatever was sent.
            events.send("{\"method\":\"GET_PROPERTY\",\"params\":[\"combined\"],\"id\":1}");
            assertThat(Client.json(events.next()).has("id")).isTrue();
            end(never);
            trader.place(resting("again"));
            assertThat(Client.json(events.next()).get("o").get("c").asText()).isEqualTo("again");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aListenKeyEndsToldOrNot(boolean told) throws Exception {
        String key = trader.listenKey();
        try (Client events = trader.listen()) {
            assertThat(begin(fault("fault: listen-keys-end, told: " + told)))
                .startsWith("1 listen keys end");
            trader.place(resting("deaf"));
            events.send("{\"method\":\"GET_PROPERTY\",\"params\":[\"combined\"],\"id\":1}");
            JsonNode next = Client.json(events.next());
            if (told) {
                assertThat(next.get("e").asText()).isEqualTo("listenKeyExpired");
                assertThat(next.get("listenKey").asText()).isEqualTo(key);
                next = Client.json(events.next());
            }
            assertThat(next.has("id")).isTrue();
            assertThat(trader.raw("PUT", "/fapi/v1/listenKey", "", "loopback-key").statusCode())
                .isEqualTo(400);
            assertThat(trader.listenKey()).isNotEqualTo(key);
        }
    }

    @Test
    void aCancellationCrossesAFill() throws Exception {
        trader.place(resting("crossed"));
        FaultAction crossing = fault("fault: cancel-crosses-fill");
        begin(crossing);
        assertThat(trader.refusal("DELETE", ORDER, "symbol=BTCUSDT&origClientOrderId=crossed"))
            .isEqualTo("400 -2011");
        assertThat(status("crossed")).isEqualTo("FILLED");
        end(crossing);
        trader.place(resting("usual"));
        trader.call("DELETE", ORDER, "symbol=BTCUSDT&origClientOrderId=usual");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ahead", "behind"})
    void aClockThatIsOffIsTold(String to) throws Exception {
        FaultAction skew = fault("fault: clock-skew, by: 1h, to: " + to);
        begin(skew);
        assertThat(trader.refusal("GET", "/fapi/v3/balance", "")).isEqualTo("400 -1021");
        long offsetMs = Client.json(trader.raw("GET", "/fapi/v1/time", "", null).body())
            .get("serverTime").asLong() - System.currentTimeMillis();
        assertThat(offsetMs / 60_000 * (to.equals("ahead") ? 1 : -1)).isBetween(59L, 61L);
        end(skew);
        trader.call("GET", "/fapi/v3/balance", "");
    }

    @Test
    void ordersAreLimited() throws Exception {
        FaultAction limit = fault("fault: order-limit, orders: 0");
        begin(limit);
        HttpResponse<String> refused = trader.send("POST", ORDER, resting("limited"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Client.json(refused.body()).get("code").asInt()).isEqualTo(-1015);
        trader.call("DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT");
        end(limit);
        trader.place(resting("limited"));
    }

    @Test
    void fillsComeInLots() throws Exception {
        begin(fault("fault: partial-fills, lots: 2"));
        JsonNode order = trader.place("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.005"
            + "&newOrderRespType=RESULT");

        assertThat(order.get("executedQty").asText()).isEqualTo("0.002");
        assertThat(order.get("status").asText()).isEqualTo("EXPIRED");
    }

    @Test
    void aPostOnlyOrderExpiresInsteadOfBeingRefused() throws Exception {
        String order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTX&quantity=0.010&price="
            + new BigDecimal(trader.quote("BTCUSDT", "askPrice"))
            .multiply(new BigDecimal("1.02")).setScale(0, RoundingMode.DOWN);
        FaultAction expires = fault("fault: post-only-expires");
        begin(expires);
        assertThat(trader.place(order + "&newClientOrderId=expired&newOrderRespType=RESULT")
            .get("status").asText()).isEqualTo("EXPIRED");
        assertThat(trader.call("GET", "/fapi/v1/openOrders", "")).isEmpty();
        end(expires);
        assertThat(trader.refusal("POST", ORDER, order)).isEqualTo("400 -5022");
    }

    @Test
    void aVenueIsAwayAndItsOrdersAreThereAfterwards() throws Exception {
        trader.place(resting("kept"));
        FaultAction restart = fault("fault: venue-restart");
        try (Client events = trader.listen()) {
            begin(restart);
            events.awaitClose();
            assertThatThrownBy(() -> trader.send("POST", ORDER, "symbol=BTCUSDT"))
                .isInstanceOf(IOException.class);
        }
        end(restart);
        assertThat(status("kept")).isEqualTo("NEW");
        assertThat(trader.raw("PUT", "/fapi/v1/listenKey", "", "loopback-key").statusCode())
            .isEqualTo(400);
    }
}
