package io.tickwire.transport.loopback.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.transport.loopback.Client;
import io.tickwire.transport.loopback.VenueServer;
import io.tickwire.transport.loopback.Venues;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an account hears of itself, over a real WebSocket, and what it has by REST. */
final class UserStreamsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ORDER_KEYS = "s,c,S,o,f,q,p,ap,sp,x,X,i,l,z,L,n,N,T,t,b,a,m,R,wt,"
        + "ot,ps,cp,rp,pP,si,ss,V,pm,gtd,er";

    private VenueServer venue;
    private Trader trader;

    @BeforeEach
    void launch() throws Exception {
        venue = Venues.launch();
        trader = Trader.ofDefault(venue);
    }

    @AfterEach
    void close() throws Exception {
        venue.close();
    }

    private Client open(String path) throws Exception {
        return Client.open(HTTP, "ws://127.0.0.1:" + venue.port() + path);
    }

    private String rest(String clientId) throws Exception {
        return "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.010&price="
            + new BigDecimal(trader.quote("BTCUSDT", "bidPrice"))
            .multiply(new BigDecimal("0.96")).setScale(0, RoundingMode.DOWN)
            + "&newClientOrderId=" + clientId;
    }

    @Test
    void ofAFillItHearsThreeTimesAndRestHasTheSame() throws Exception {
        try (Client events = trader.listen()) {
            JsonNode placed = trader.place("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001"
                + "&newClientOrderId=fill");

            JsonNode taken = Client.json(events.next());
            assertThat(taken.path("o").path("x").asText()).isEqualTo("NEW");
            assertThat(keys(taken)).isEqualTo("e,T,E,o");
            JsonNode lite = Client.json(events.next());
            assertThat(keys(lite)).isEqualTo("e,E,T,s,q,p,m,c,S,L,l,t,i");
            assertThat(lite.get("e").asText()).isEqualTo("TRADE_LITE");
            JsonNode update = Client.json(events.next());
            assertThat(update.get("e").asText()).isEqualTo("ACCOUNT_UPDATE");
            JsonNode trade = Client.json(events.next()).get("o");
            assertThat(keys(trade)).isEqualTo(ORDER_KEYS);
            assertThat(trade.get("x").asText()).isEqualTo("TRADE");
            assertThat(trade.get("X").asText()).isEqualTo("FILLED");
            assertThat(trade.get("i")).isEqualTo(placed.get("orderId"));
            assertThat(trade.get("t")).isEqualTo(lite.get("t"));

            // 100,000 less 0.05 % of what was paid.
            BigDecimal price = new BigDecimal(trade.get("L").asText());
            BigDecimal commission = price.multiply(new BigDecimal("0.001"))
                .multiply(new BigDecimal("0.0005")).setScale(8, RoundingMode.HALF_UP);
            BigDecimal wallet = new BigDecimal(100_000).subtract(commission);
            assertThat(new BigDecimal(trade.get("n").asText())).isEqualByComparingTo(commission);
            JsonNode cash = update.get("a").get("B").get(0);
            assertThat(new BigDecimal(cash.get("wb").asText())).isEqualByComparingTo(wallet);
            JsonNode position = update.get("a").get("P").get(0);
            assertThat(position.get("pa").asText()).isEqualTo("0.001");
            assertThat(new BigDecimal(position.get("ep").asText())).isEqualByComparingTo(price);

            JsonNode balance = trader.call("GET", "/fapi/v3/balance", "").get(0);
            assertThat(new BigDecimal(balance.get("balance").asText()))
                .isEqualByComparingTo(wallet);
            JsonNode risks = trader.call("GET", "/fapi/v3/positionRisk", "");
            assertThat(risks).hasSize(1);
            assertThat(risks.get(0).get("positionAmt").asText()).isEqualTo("0.001");
            assertThat(risks.get(0).has("leverage")).isFalse();
            assertThat(trader.call("GET", "/fapi/v2/positionRisk", "")).hasSize(3);
            assertThat(trader.call("GET", "/fapi/v3/account", "").get("totalWalletBalance"))
                .isEqualTo(balance.get("balance"));
            JsonNode fill = trader.call("GET", "/fapi/v1/userTrades", "symbol=BTCUSDT").get(0);
            assertThat(fill.get("id")).isEqualTo(trade.get("t"));
        }
    }

    /** On both sides of a market that moves, so that one of them is met. */
    @Test
    void aRestingOrderIsFilledByTheMarket() throws Exception {
        try (Client events = trader.listen()) {
            String order = "symbol=SOLUSDT&type=LIMIT&timeInForce=GTC&quantity=0.10&price=";
            trader.place(order + trader.quote("SOLUSDT", "bidPrice") + "&side=BUY");
            trader.place(order + trader.quote("SOLUSDT", "askPrice") + "&side=SELL");
            JsonNode trade;
            do {
                trade = events.next("e", "ORDER_TRADE_UPDATE").get("o");
            } while (!trade.get("x").asText().equals("TRADE") || !trade.get("m").asBoolean());
            // 0.02 % of what was traded, at the order's own price.
            assertThat(trade.get("L")).isEqualTo(trade.get("p"));
            assertThat(new BigDecimal(trade.get("n").asText())).isEqualByComparingTo(
                new BigDecimal(trade.get("L").asText())
                    .multiply(new BigDecimal(trade.get("l").asText()))
                    .multiply(new BigDecimal("0.0002")).setScale(8, RoundingMode.HALF_UP));
        }
    }

    /** A fill is a trade of the market like any other: it is in the public stream. */
    @Test
    void everybodyHearsOfAFill() throws Exception {
        try (Client events = trader.listen(); Client trades = open("/public/ws/btcusdt@trade")) {
            trades.next();
            trader.place("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001");
            long id = events.next("e", "TRADE_LITE").get("t").asLong();

            JsonNode trade = trades.next("t", Long.toString(id));
            assertThat(trade.get("q").asText()).isEqualTo("0.001");
            assertThat(trade.get("m").asBoolean()).isFalse();
        }
    }

    @Test
    void onlyTheEventsThatAreAskedForCome() throws Exception {
        String key = trader.listenKey();
        try (Client some = open("/private/ws?listenKey=" + key + "&events=TRADE_LITE");
             Client combined = open("/private/stream?listenKey=" + key
                 + "&events=ACCOUNT_UPDATE/ORDER_TRADE_UPDATE")) {
            trader.place("symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.001");
            assertThat(Client.json(some.next()).get("e").asText()).isEqualTo("TRADE_LITE");
            List<String> types = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                JsonNode envelope = Client.json(combined.next());
                assertThat(envelope.get("stream").asText()).isEqualTo(key);
                types.add(envelope.get("data").get("e").asText());
            }
            assertThat(types).containsExactly("ORDER_TRADE_UPDATE", "ACCOUNT_UPDATE",
                "ORDER_TRADE_UPDATE");
        }
    }

    /** Not routed, or with another's key, a socket opens and says nothing. */
    @Test
    void elsewhereNothingComes() throws Exception {
        String key = trader.listenKey();
        try (Client unrouted = open("/ws/" + key); Client wrong = open("/private/ws/"
                 + "x".repeat(64)); Client right = open("/private/ws/" + key)) {
            trader.place(rest("heard"));
            assertThat(Client.json(right.next()).get("e").asText())
                .isEqualTo("ORDER_TRADE_UPDATE");
            for (Client silent : List.of(unrouted, wrong)) {
                silent.send("{\"method\":\"GET_PROPERTY\",\"params\":[\"combined\"],\"id\":1}");
                assertThat(Client.json(silent.next()).has("id")).isTrue();
            }
        }
    }

    @Test
    void aListenKeyIsOneUntilItIsEnded() throws Exception {
        String key = trader.listenKey();
        assertThat(key).matches("[0-9a-zA-Z]{64}");
        assertThat(trader.listenKey()).isEqualTo(key);
        assertThat(trader.raw("PUT", "/fapi/v1/listenKey", "", "loopback-key").body())
            .isEqualTo("{\"listenKey\":\"" + key + "\"}");
        assertThat(trader.raw("DELETE", "/fapi/v1/listenKey", "", "loopback-key").body())
            .isEqualTo("{}");
        var gone = trader.raw("PUT", "/fapi/v1/listenKey", "", "loopback-key");
        assertThat(gone.statusCode()).isEqualTo(400);
        assertThat(Client.json(gone.body()).get("code").asInt()).isEqualTo(-1125);
        assertThat(trader.listenKey()).isNotEqualTo(key);
    }

    @Test
    void aTimerCancelsWhatIsOpen() throws Exception {
        try (Client events = trader.listen()) {
            trader.place(rest("timed"));
            assertThat(trader.call("POST", "/fapi/v1/countdownCancelAll",
                "symbol=BTCUSDT&countdownTime=50").toString())
                .isEqualTo("{\"symbol\":\"BTCUSDT\",\"countdownTime\":\"50\"}");
            assertThat(Client.json(events.next()).get("o").get("X").asText()).isEqualTo("NEW");
            assertThat(Client.json(events.next()).get("o").get("X").asText())
                .isEqualTo("CANCELED");
            assertThat(trader.call("GET", "/fapi/v1/openOrders", "")).isEmpty();
        }
    }

    private static String keys(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return String.join(",", names);
    }
}
