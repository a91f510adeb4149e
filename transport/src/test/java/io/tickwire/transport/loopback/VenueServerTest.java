package io.tickwire.transport.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.engine.market.MarketSymbol;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The seeded venue over real sockets, seen by the JDK's own clients. */
final class VenueServerTest {
    private static final List<MarketSymbol> SYMBOLS = List.of(MarketSymbol.DEFAULT.get(0),
        MarketSymbol.DEFAULT.get(2), new MarketSymbol("币安人生USDT", 4, 0, 1_234, 1, 1));
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static VenueServer server;

    @BeforeAll
    static void launch() throws Exception {
        server = VenueServer.launch(
            new VenueServerOptions(0, false, SYMBOLS, 2000, 42, List.of(), 1,
            1_000_000_000L, VenueServerOptions.PONG_WITHIN_NS), System.out::println);
    }

    @AfterAll
    static void close() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "public btcusdt@bookTicker e,u,s,ps,b,B,a,A,T,E,st",
        "public !bookTicker e,u,s,ps,b,B,a,A,T,E,st",
        "public btcusdt@trade e,E,T,s,t,p,q,X,m,st",
        "market btcusdt@aggTrade e,E,a,s,p,q,nq,f,l,T,m,st",
        "market btcusdt@ticker e,E,s,ps,p,P,w,c,Q,o,h,l,v,q,O,C,F,L,n,st",
        "market btcusdt@miniTicker e,E,s,ps,c,o,h,l,v,q,st",
        "market btcusdt@markPrice e,E,s,p,ap,P,i,r,T,st",
        "market btcusdt@markPrice@1s e,E,s,p,ap,P,i,r,T,st",
        "market 币安人生usdt@markPrice@1s e,E,s,p,ap,P,i,r,T,st",
        "market !ticker@arr e,E,s,ps,p,P,w,c,Q,o,h,l,v,q,O,C,F,L,n,st",
        "market !miniTicker@arr e,E,s,ps,c,o,h,l,v,q,st",
        "market !markPrice@arr e,E,s,p,ap,P,i,r,T,st",
        "market !markPrice@arr@1s e,E,s,p,ap,P,i,r,T,st"})
    void streamsHaveTheKeysOf2026InOrder(String endpoint, String stream, String keys)
        throws Exception {
        try (Client raw = open("/" + endpoint + "/ws");
             Client combined = open("/" + endpoint + "/stream")) {
            subscribe(raw, stream);
            subscribe(combined, stream);
            JsonNode data = Client.json(raw.next());
            for (JsonNode row : data.isArray() ? data : List.of(data)) {
                assertThat(keys(row)).isEqualTo(keys);
            }
            JsonNode envelope = Client.json(combined.next());
            assertThat(keys(envelope)).isEqualTo("stream,data");
            assertThat(envelope.get("stream").asText()).isEqualTo(stream);
            JsonNode inner = envelope.get("data");
            assertThat(keys(inner.isArray() ? inner.get(0) : inner)).isEqualTo(keys);
        }
    }

    @Test
    void numbersAreStringsWithTheDecimalsOfTheSymbol() throws Exception {
        try (Client client = open("/public/ws/solusdt@bookTicker")) {
            for (int i = 0; i < 50; i++) {
                JsonNode quote = Client.json(client.next());
                for (String key : List.of("b", "B", "a", "A")) {
                    int decimals = key.equals("b") || key.equals("a") ? 4 : 2;
                    assertThat(quote.get(key).isTextual()).isTrue();
                    assertThat(new BigDecimal(quote.get(key).asText()).scale()).isEqualTo(decimals);
                }
                assertThat(new BigDecimal(quote.get("b").asText()))
                    .isLessThan(new BigDecimal(quote.get("a").asText()));
            }
        }
    }

    @Test
    void aggregateIdsAreContiguousAndRestHasTheSame() throws Exception {
        List<JsonNode> live = new ArrayList<>();
        try (Client client = open("/market/ws/btcusdt@aggTrade")) {
            for (int i = 0; i < 60; i++) {
                live.add(Client.json(client.next()));
            }
        }
        long first = live.get(0).get("a").asLong();
        JsonNode rest = get("/fapi/v1/aggTrades?symbol=btcusdt&limit=60&fromId=" + first);
        assertThat(rest).hasSize(60);
        for (int i = 0; i < live.size(); i++) {
            assertThat(live.get(i).get("a").asLong()).isEqualTo(first + i);
            for (String key : List.of("a", "p", "q", "nq", "f", "l", "T", "m")) {
                assertThat(rest.get(i).get(key)).isEqualTo(live.get(i).get(key));
            }
        }
    }

    @Test
    void rowsOfOtherContractsAndIdsWithoutTradeTurnUp() throws Exception {
        try (Client marks = open("/market/ws/!markPrice@arr@1s");
             Client trades = open("/public/ws/btcusdt@trade")) {
            JsonNode other;
            do {
                JsonNode rows = Client.json(marks.next());
                other = rows.get(rows.size() - 1);
            } while (other.get("st").asInt() == 1);
            assertThat(other.get("s").asText()).isEqualTo("BTCUSD_PERP");
            assertThat(other.get("st").asInt()).isEqualTo(2);

            JsonNode status = trades.next("X", "NA");
            assertThat(status.get("p").asText()).isEqualTo("0");
            assertThat(status.get("q").asText()).isEqualTo("0");
        }
    }

    /** Right streams prove that time passes on both endpoints while the wrong one says nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "/market btcusdt@markPrice@1s btcusdt@bookTicker",
        "/market btcusdt@markPrice@1s BTCUSDT@aggTrade",
        "/market btcusdt@markPrice@1s nosuch@aggTrade",
        "/public btcusdt@bookTicker btcusdt@aggTrade",
        "'' btcusdt@bookTicker btcusdt@aggTrade"})
    void wrongStreamsAreAcknowledgedAndSilent(String endpoint, String right, String wrong)
        throws Exception {
        try (Client client = open(endpoint + "/stream"); Client pace = open("/market/ws")) {
            subscribe(client, wrong);
            subscribe(client, right);
            subscribe(pace, "btcusdt@markPrice@1s");
            List<String> streams = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                pace.next();
                streams.add(Client.json(client.next()).get("stream").asText());
            }
            assertThat(streams).containsOnly(right);
        }
    }

    @Test
    void privateSocketsOpenAndCarryNothingButReplies() throws Exception {
        try (Client client = open("/private/ws/bogusListenKey");
             Client pace = open("/market/ws/btcusdt@markPrice@1s")) {
            subscribe(client, "btcusdt@bookTicker");
            pace.next();
            client.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":null}");
            assertThat(client.next()).isEqualTo(
                "{\"result\":[\"bogusListenKey\",\"btcusdt@bookTicker\"],\"id\":null}");
        }
    }

    @Test
    void theEnvelopeCanBeSwitched() throws Exception {
        try (Client client = open("/public/ws/btcusdt@bookTicker")) {
            assertThat(Client.json(client.next()).has("stream")).isFalse();
            client.send("{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",true],\"id\":1}");
            client.next("id", "1");
            assertThat(Client.json(client.next()).has("stream")).isTrue();
        }
    }

    @Test
    void tooManyMessagesClose() throws Exception {
        try (Client client = open("/public/ws")) {
            client.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":0}");
            client.next("id", "0");
            boolean open = true;
            for (int id = 1; id < 100 && open; id++) {
                open = client.trySend("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":" + id + "}");
            }
            assertThat(client.awaitClose()).isEqualTo("1008 Too many requests");
            for (int id = 1; id < 15; id++) {
                assertThat(client.next()).isEqualTo("{\"result\":[],\"id\":" + id + "}");
            }
        }
    }

    @Test
    void oneStreamTooManyClosesWithItsError() throws Exception {
        try (Client client = open("/public/ws")) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < 1024; i++) {
                names.add("\"s" + i + "@trade\"");
            }
            client.send("{\"method\":\"SUBSCRIBE\",\"params\":" + names + ",\"id\":1}");
            assertThat(client.next()).isEqualTo("{\"result\":null,\"id\":1}");
            client.send("{\"method\":\"SUBSCRIBE\",\"params\":[\"x@trade\"],\"id\":2}");
            assertThat(client.next()).isEqualTo(
                "{\"error\":{\"code\":4,\"msg\":\"Too many subscriptions\"},\"id\":2}");
            assertThat(client.awaitClose()).isEqualTo("1008 Invalid request");
        }
    }

    @Test
    void controlInABinaryFrameCloses() throws Exception {
        try (Client client = open("/public/ws")) {
            client.sendBinary("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}"
                .getBytes(StandardCharsets.US_ASCII));
            assertThat(client.awaitClose()).isEqualTo("1008 Invalid request");
        }
    }

    @Test
    void pingsCarryTheTimeInMilliseconds() throws Exception {
        try (Client client = open("/public/ws")) {
            assertThat(client.awaitPing()).matches("[0-9]{13}");
        }
    }

    @Test
    void pathsThatAreNoneFailTheHandshake() {
        assertThatThrownBy(() -> open("/public/ws/a@trade,b@trade"))
            .hasStackTraceContaining("WebSocketHandshakeException");
    }

    @Test
    void restTellsOneSymbolAndAll() throws Exception {
        assertThat(get("/fapi/v1/ping")).isEmpty();
        assertThat(get("/fapi/v1/time").get("serverTime").isIntegralNumber()).isTrue();
        assertThat(keys(get("/fapi/v2/ticker/price?symbol=BTCUSDT")))
            .isEqualTo("symbol,price,time");
        assertThat(keys(get("/fapi/v1/ticker/bookTicker").get(2)))
            .isEqualTo("symbol,bidPrice,bidQty,askPrice,askQty,time");
        assertThat(keys(get("/fapi/v1/ticker/24hr").get(1))).isEqualTo("symbol,priceChange,"
            + "priceChangePercent,weightedAvgPrice,lastPrice,lastQty,openPrice,highPrice,lowPrice,"
            + "volume,quoteVolume,openTime,closeTime,firstId,lastId,count");
        assertThat(get("/fapi/v1/premiumIndex?symbol=%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9Fusdt")
            .get("symbol").asText()).isEqualTo("币安人生USDT");
        assertThat(get("/fapi/v1/aggTrades?symbol=SOLUSDT&limit=1").size()).isLessThan(2);
    }

    @Test
    void exchangeInfoHasTheLimitsOfEverySymbol() throws Exception {
        JsonNode info = get("/fapi/v1/exchangeInfo");
        assertThat(info.get("rateLimits")).hasSize(3);
        assertThat(info.get("symbols")).hasSize(3);
        JsonNode btc = info.get("symbols").get(0);
        assertThat(btc.get("baseAsset").asText()).isEqualTo("BTC");
        assertThat(btc.get("filters").get(0).get("tickSize").asText()).isEqualTo("0.10");
        assertThat(btc.get("filters").get(1).get("stepSize").asText()).isEqualTo("0.001");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "/fapi/v1/nothing 404 -5000", "/ 404 -5000",
        "/fapi/v2/ticker/price?symbol=NOPE 400 -1121", "/fapi/v1/aggTrades 400 -1102",
        "/fapi/v1/aggTrades?symbol=NOPE 400 -1121",
        "/fapi/v1/aggTrades?symbol=BTCUSDT&limit=1001 400 -1130",
        "/fapi/v1/aggTrades?symbol=BTCUSDT&limit=0 400 -1130",
        "/fapi/v1/aggTrades?symbol=BTCUSDT&fromId=x 400 -1100"})
    void refusalsHaveCodeAndText(String path, int status, int code) throws Exception {
        HttpResponse<String> response = HTTP.send(request(path).build(),
            HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Client.json(response.body()).get("code").asInt()).isEqualTo(code);
        assertThat(Client.json(response.body()).get("msg").asText()).isNotEmpty();
    }

    private static Client open(String path) throws Exception {
        return Client.open(HTTP, "ws://127.0.0.1:" + server.port() + path);
    }

    private static void subscribe(Client client, String stream) throws Exception {
        client.send("{\"method\":\"SUBSCRIBE\",\"params\":[\"" + stream + "\"],\"id\":\"sub\"}");
        client.next("id", "sub");
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> response = HTTP.send(request(path).build(),
            HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValueAsLong("x-mbx-used-weight-1m").getAsLong())
            .isPositive();
        return Client.json(response.body());
    }

    private static String keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return String.join(",", keys);
    }
}
