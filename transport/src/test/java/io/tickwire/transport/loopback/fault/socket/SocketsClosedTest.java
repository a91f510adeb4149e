package io.tickwire.transport.loopback.fault.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.transport.loopback.Client;
import io.tickwire.transport.loopback.VenueServer;
import io.tickwire.transport.loopback.VenueServerOptions;
import io.tickwire.transport.loopback.rest.RequestWeightMeter;
import io.tickwire.transport.loopback.scenario.Scenarios;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The fault over real sockets, seen by clients that know none of our code. */
final class SocketsClosedTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int WITHIN_MS = 30_000;
    /** Time for the clients to open before it begins. */
    private static final String AT = "3s";
    private static final String FOR = "2s";

    private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();

    @Test
    void allAreClosedNoneIsOpenedRestAnswersAndThenAllIsWell() throws Exception {
        try (VenueServer venue = launch("code: 1012");
             Client quotes = open(venue, "/public/ws/btcusdt@bookTicker");
             Client trades = open(venue, "/market/ws/btcusdt@aggTrade")) {
            assertThat(awaitNotice()).startsWith("fault begins: ")
                .endsWith(": 2 sockets closed with code 1012, handshakes refused");

            assertThat(List.of(quotes.awaitClose(), trades.awaitClose())).containsOnly("1012 ");
            assertThat(((WebSocketHandshakeException) catchThrowableOfType(
                ExecutionException.class, () -> open(venue, "/public/ws")).getCause())
                .getResponse().statusCode()).isEqualTo(503);
            assertThat(get(venue, "/fapi/v1/ticker/bookTicker").statusCode()).isEqualTo(200);
            assertThat(notices).isEmpty();

            assertThat(awaitNotice()).startsWith("fault is over: ");
            try (Client again = open(venue, "/public/ws/btcusdt@bookTicker")) {
                assertThat(Client.json(again.next()).get("e").asText()).isEqualTo("bookTicker");
            }
        }
    }

    @Test
    void aResetIsNoOrderlyEnd() throws Exception {
        try (VenueServer venue = launch("reset: true");
             Socket socket = new Socket(InetAddress.getLoopbackAddress(), venue.port())) {
            socket.setSoTimeout(WITHIN_MS);
            socket.getOutputStream().write(("GET /public/ws HTTP/1.1\r\nHost: venue\r\n"
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
            InputStream input = socket.getInputStream();
            BufferedReader reader =
                new BufferedReader(new InputStreamReader(input, StandardCharsets.US_ASCII));
            assertThat(reader.lines().takeWhile(line -> !line.isEmpty()).findFirst())
                .contains("HTTP/1.1 101 Switching Protocols");

            assertThatThrownBy(input::read).isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
            assertThat(awaitNotice()).endsWith(": 1 sockets reset, handshakes refused");
        }
    }

    private VenueServer launch(String ending) throws Exception {
        return VenueServer.launch(new VenueServerOptions(0, false, MarketSymbol.DEFAULT, 2000, 42,
            List.of(), 1, VenueServerOptions.PING_EVERY_NS, VenueServerOptions.PONG_WITHIN_NS,
            RequestWeightMeter.DEFAULT_LIMIT, Scenarios.plan("faults: [{at: " + AT + ", for: " + FOR
                + ", fault: sockets-closed, " + ending + "}]")), notices::add);
    }

    private String awaitNotice() throws InterruptedException {
        String notice = notices.poll(WITHIN_MS, TimeUnit.MILLISECONDS);
        assertThat(notice).as("a notice in time").isNotNull();
        return notice;
    }

    private static Client open(VenueServer venue, String path) throws Exception {
        return Client.open(HTTP, "ws://127.0.0.1:" + venue.port() + path);
    }

    private static HttpResponse<String> get(VenueServer venue, String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + venue.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    }
}
