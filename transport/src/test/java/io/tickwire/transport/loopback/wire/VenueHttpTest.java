package io.tickwire.transport.loopback.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.transport.loopback.Client;
import io.tickwire.transport.loopback.VenueServer;
import io.tickwire.transport.loopback.VenueServerOptions;
import io.tickwire.transport.loopback.rest.RequestWeightMeter;
import io.tickwire.transport.loopback.scenario.FaultPlan;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP of the venue over real sockets: compression, connections kept or closed, limit and ban. */
final class VenueHttpTest {
    private static final int WITHIN_MS = 30_000;
    private static final int LIMIT = 100;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static VenueServer server;

    @BeforeAll
    static void launch() throws Exception {
        server = launch(RequestWeightMeter.DEFAULT_LIMIT);
    }

    @AfterAll
    static void close() throws Exception {
        server.close();
    }

    @Test
    void compressesWhereAsked() throws Exception {
        var response = HTTP.send(request(server, "/fapi/v1/exchangeInfo")
            .header("Accept-Encoding", "br, gzip, deflate").build(), BodyHandlers.ofInputStream());

        assertThat(response.headers().firstValue("content-encoding")).contains("gzip");
        try (GZIPInputStream body = new GZIPInputStream(response.body())) {
            assertThat(Client.JSON.readTree(body).get("symbols")).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/fapi/v1/exchangeInfo|identity",
        "/fapi/v1/exchangeInfo|deflate, br", "/fapi/v1/ping|gzip"})
    void answersPlainlyOtherwise(String path, String accepted) throws Exception {
        var response = HTTP.send(
            request(server, path).header("Accept-Encoding", accepted).build(),
            BodyHandlers.ofString());

        assertThat(response.headers().firstValue("content-encoding")).isEmpty();
        assertThat(response.body()).startsWith("{");
    }

    @ParameterizedTest
    @CsvSource({"1024, ", "1025, gzip"})
    void compressesFromOneByteOverAKilobyteOn(int length, String encoding) {
        EmbeddedChannel channel = new EmbeddedChannel(Connections.compressor());
        DefaultFullHttpRequest request =
            new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.headers().set(HttpHeaderNames.ACCEPT_ENCODING, "gzip");
        channel.writeInbound(request);
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
            HttpResponseStatus.OK, Unpooled.wrappedBuffer(new byte[length])));
        HttpResponse response = channel.readOutbound();

        assertThat(response.headers().get(HttpHeaderNames.CONTENT_ENCODING)).isEqualTo(encoding);
        channel.finishAndReleaseAll();
    }

    @Test
    void aConnectionIsKeptForAnyNumberOfCalls() throws Exception {
        String call = "GET /fapi/v1/ping HTTP/1.1\r\nHost: venue\r\n\r\n";
        String last = "GET /fapi/v1/ping HTTP/1.1\r\nHost: venue\r\nConnection: close\r\n\r\n";

        assertThat(exchange(call + call + last).stream().filter(line -> line.endsWith("200 OK")
            || line.startsWith("connection"))).containsExactly("HTTP/1.1 200 OK",
                "HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "connection: close");
    }

    @Test
    void anOldClientIsToldThatTheConnectionStays() throws Exception {
        String kept = "GET /fapi/v1/ping HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
        String last = "GET /fapi/v1/ping HTTP/1.0\r\n\r\n";

        assertThat(exchange(kept + last).stream().filter(line -> line.endsWith("200 OK")
            || line.startsWith("connection"))).containsExactly("HTTP/1.1 200 OK",
                "connection: keep-alive", "HTTP/1.1 200 OK");
    }

    /** Bounded, not counted: a minute of the clock may begin in between. */
    @Test
    void limitAndBanOverTheWire() throws Exception {
        try (VenueServer limited = launch(LIMIT)) {
            var refused = callUntil(limited, "/fapi/v1/ticker/24hr", 429);
            assertThat(refused.headers().firstValueAsLong("retry-after").getAsLong())
                .isBetween(1L, 60L);
            assertThat(refused.headers().firstValueAsLong("x-mbx-used-weight-1m").getAsLong())
                .isGreaterThan(LIMIT);
            var banned = callUntil(limited, "/fapi/v1/ticker/24hr", 418);
            assertThat(banned.headers().firstValue("retry-after")).contains("120");
            assertThat(Client.json(banned.body()).get("msg").asText())
                .matches("Way too many requests; IP\\(127\\.0\\.0\\.1\\) banned until [0-9]{13}\\."
                    + " Please use the websocket for live updates to avoid bans\\.");

            var handshake = handshakeOf(limited);
            assertThat(handshake.statusCode()).isEqualTo(418);
            assertThat(handshake.headers().firstValueAsLong("retry-after").getAsLong())
                .isBetween(60L, 120L);
            assertThat(handshake.headers().firstValue("x-mbx-used-weight-1m")).isEmpty();
        }
    }

    private static java.net.http.HttpResponse<String> callUntil(
        VenueServer venue, String path, int status) throws Exception {
        java.net.http.HttpResponse<String> response = null;
        for (int i = 0; i < 60 && (response == null || response.statusCode() != status); i++) {
            response = HTTP.send(request(venue, path).build(), BodyHandlers.ofString());
        }
        assertThat(response.statusCode()).isEqualTo(status);
        return response;
    }

    private static java.net.http.HttpResponse<?> handshakeOf(VenueServer venue) {
        return ((WebSocketHandshakeException) catchThrowableOfType(ExecutionException.class,
            () -> Client.open(HTTP, "ws://127.0.0.1:" + venue.port() + "/public/ws")).getCause())
            .getResponse();
    }

    private static VenueServer launch(int weightPerMinute) throws Exception {
        return VenueServer.launch(new VenueServerOptions(0, false,
            MarketSymbol.DEFAULT, 200, 42, List.of(), 1,
            VenueServerOptions.PING_EVERY_NS, VenueServerOptions.PONG_WITHIN_NS, weightPerMinute,
            FaultPlan.NONE), notice -> { });
    }

    private static HttpRequest.Builder request(VenueServer venue, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + venue.port() + path));
    }

    /** Writes, and reads lines until the venue closes. */
    private static List<String> exchange(String text) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(WITHIN_MS);
            OutputStream output = socket.getOutputStream();
            output.write(text.getBytes(StandardCharsets.US_ASCII));
            output.flush();
            return new BufferedReader(new InputStreamReader(socket.getInputStream(),
                StandardCharsets.US_ASCII)).lines()
                .map(line -> line.startsWith("{}HTTP") ? line.substring(2) : line).toList();
        }
    }
}
