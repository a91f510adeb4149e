package io.tickwire.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** By the JDK's client, over real sockets. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LoadServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANY = 1_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> texts = new ArrayBlockingQueue<>(100_000);

    private final WebSocket.Listener listener = new WebSocket.Listener() {
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                // What is too much for the test is lost.
                texts.offer(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            texts.add("pong " + message.remaining());
            socket.request(1);
            return null;
        }
    };

    private JsonNode call(LoadServer server, String path) throws Exception {
        return JSON.readTree(http.send(HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString()).body());
    }

    private WebSocket connect(LoadServer server, String path) {
        return http.newWebSocketBuilder().buildAsync(
            URI.create("ws://127.0.0.1:" + server.port() + path), listener).join();
    }

    @Test
    void itFeedsWhoSubscribesInTurnAndByTheClock() throws Exception {
        try (LoadServer server = LoadServer.start(false)) {
            long offsetNs = call(server, "/load/plan?0,0,50000").get("offsetNs").longValue();
            WebSocket socket = connect(server, "/public/stream");
            long beforeNs = System.nanoTime();
            socket.sendText("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@bookTicker\","
                + "\"ethusdt@bookTicker\"],\"id\":7}", true).join();
            assertThat(texts.take()).isEqualTo("{\"result\":null,\"id\":7}");
            long lastId = 0;
            for (int i = 0; i < MANY; i++) {
                JsonNode message = JSON.readTree(texts.take());
                assertThat(message.get("stream").textValue())
                    .isEqualTo(i % 2 == 0 ? "ethusdt@bookTicker" : "btcusdt@bookTicker");
                long id = message.get("data").get("u").longValue();
                assertThat(id).isGreaterThan(lastId);
                if (i > 0) {
                    assertThat(id - lastId).as("20 us apart").isBetween(19_990L, 20_010L);
                }
                assertThat(id + offsetNs).isBetween(beforeNs, System.nanoTime());
                lastId = id;
            }
            assertThat(call(server, "/load/sent").get("sent").longValue())
                .isGreaterThanOrEqualTo(MANY);
            socket.abort();
        }
    }

    @Test
    void flatOutItCountsInTheVolume() throws Exception {
        try (LoadServer server = LoadServer.start(false)) {
            call(server, "/load/plan?0,0,0");
            WebSocket socket = connect(server, "/stream?streams=btcusdt%40ticker%2Fethusdt@ticker");
            for (int i = 1; i <= MANY; i++) {
                assertThat((long) JSON.readTree(texts.take()).get("data").get("v").asDouble())
                    .isEqualTo(LoadFrames.FIRST_SEQUENCE + i);
            }
            socket.abort();
        }
    }

    @Test
    void aPingIsAnswered() throws Exception {
        try (LoadServer server = LoadServer.start(false)) {
            WebSocket socket = connect(server, "/market/stream");
            socket.sendPing(ByteBuffer.wrap(new byte[] {1, 2, 3})).join();
            assertThat(texts.take()).isEqualTo("pong 3");
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }
    }

    @Test
    void callsOfTheStartAreAnswered() throws Exception {
        try (LoadServer server = LoadServer.start(false)) {
            JsonNode list = call(server, "/fapi/v1/exchangeInfo");
            assertThat(list.get("symbols").findValuesAsText("symbol"))
                .isEqualTo(LoadServer.SYMBOLS);
            assertThat(call(server, "/fapi/v1/time").get("serverTime").longValue()).isPositive();
            assertThat(List.of(server.roots().split(" "))).contains(
                "ws://127.0.0.1:" + server.port());
        }
    }
}
