package io.tickwire.transport.loopback.fault.http;

import static io.tickwire.transport.loopback.scenario.Scenarios.fault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.transport.loopback.Client;
import io.tickwire.transport.loopback.VenueFixture;
import io.tickwire.transport.loopback.WireClient;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of REST and of handshakes over the wire, begun and ended by hand. */
final class HttpFaultsTest extends VenueFixture {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PING = "/fapi/v1/ping";
    private static final String QUOTES = "/public/ws/btcusdt@bookTicker";

    @Test
    void callsAreRefusedThenBannedAndHandshakesWithThem() throws Exception {
        FaultAction limited = fault("30s", "fault: rest-limited, forgiven: 2, ban: 90s");
        assertThat(begin(limited))
            .isEqualTo("REST calls are refused with 429, after 2 of them with 418 for 90s");
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> refused = get(PING);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValueAsLong("retry-after").getAsLong())
                .isBetween(1L, 30L);
            assertThat(refused.headers().firstValueAsLong("x-mbx-used-weight-1m").getAsLong())
                .isPositive();
            assertThat(Client.json(refused.body()).get("code").asInt()).isEqualTo(-1003);
        }
        long beforeMs = System.currentTimeMillis();
        HttpResponse<String> banned = get(PING);
        assertThat(banned.statusCode()).isEqualTo(418);
        assertThat(banned.headers().firstValue("retry-after")).contains("90");
        assertThat(Long.parseLong(Client.json(banned.body()).get("msg").asText()
            .replaceAll(".* banned until ([0-9]{13})\\..*", "$1")))
            .isBetween(beforeMs + 89_000, beforeMs + 120_000);
        end(limited);
        assertThat(get(PING).statusCode()).as("a ban outlasts the fault").isEqualTo(418);
        try (WireClient client = WireClient.ask(venue, QUOTES)) {
            assertThat(client.head()).startsWith("HTTP/1.1 418 ");
        }
    }

    @Test
    void withoutHeaderAndOverInTime() throws Exception {
        FaultAction limited = fault("30s", "fault: rest-limited, header: false");
        begin(limited);
        HttpResponse<String> refused = get(PING);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).isEmpty();
        end(limited);
        assertThat(get(PING).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"500, -1000, application/json", "503, -1001, application/json",
        "408, -1007, application/json", "502, , text/html", "403, , text/html"})
    void callsFailInTheWordsOfTheirStatus(int status, Integer code, String type)
        throws Exception {
        FaultAction failing = fault("fault: rest-failing, status: " + status);
        begin(failing);
        HttpResponse<String> response = get(PING);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith(type);
        assertThat(response.headers().firstValue("x-mbx-used-weight-1m")).isEmpty();
        if (code != null) {
            assertThat(Client.json(response.body()).get("code").asInt()).isEqualTo(code);
        }
        try (WireClient client = WireClient.open(venue, QUOTES)) {
            client.next();
        }
        end(failing);
        assertThat(get(PING).headers().firstValueAsLong("x-mbx-used-weight-1m").getAsLong())
            .as("a failed call costs no weight").isEqualTo(1);
    }

    @Test
    void callsAreNotAnsweredAndTheirConnectionsResetAtTheEnd() throws Exception {
        FaultAction silent = fault("fault: rest-silent");
        begin(silent);
        try (Socket caller = call(PING); WireClient client = WireClient.open(venue, QUOTES)) {
            for (int i = 0; i < 100; i++) {
                client.next();
            }
            assertThat(caller.getInputStream().available()).isZero();
            end(silent);
            assertThatThrownBy(caller.getInputStream()::read).isInstanceOf(SocketException.class);
        }
        assertThat(get(PING).statusCode()).isEqualTo(200);
    }

    @Test
    void answersComeLateAndTellOfTheTimeOfTheCall() throws Exception {
        FaultAction delay = fault("fault: rest-delay, by: 700ms");
        begin(delay);
        long beganMs = System.currentTimeMillis();
        long serverMs = Client.json(get("/fapi/v1/time").body()).get("serverTime").asLong();
        assertThat(System.currentTimeMillis() - serverMs).isGreaterThanOrEqualTo(700);
        assertThat(serverMs).isGreaterThanOrEqualTo(beganMs - 1);
        end(delay);
    }

    @Test
    void lateAnswersComeAtTheEndInTheirOrder() throws Exception {
        FaultAction delay = fault("fault: rest-delay, by: 10m");
        begin(delay);
        try (Socket caller = call("/fapi/v1/time");
             BufferedReader lines = new BufferedReader(new InputStreamReader(
                 caller.getInputStream(), StandardCharsets.US_ASCII))) {
            write(caller, "/fapi/v1/nothing");
            awaitWeight(2);
            assertThat(lines.ready()).isFalse();
            end(delay);
            write(caller, PING);
            assertThat(lines.lines().filter(line -> line.contains("HTTP/1.1 ")).limit(3)
                .map(line -> line.replaceAll(".*HTTP/1.1 ([0-9]+) .*", "$1")).toList())
                .containsExactly("200", "404", "200");
        }
    }

    @ParameterizedTest
    @CsvSource({"403,", "429, 7", "503, 120"})
    void handshakesAreRefusedAndOpenSocketsStay(int status, Integer retryS) throws Exception {
        FaultAction refused = fault("fault: upgrade-refused, status: " + status
            + (retryS == null ? "" : ", retry: " + retryS + "s"));
        try (WireClient open = WireClient.open(venue, QUOTES)) {
            begin(refused);
            try (WireClient client = WireClient.ask(venue, QUOTES)) {
                String head = client.head();
                assertThat(head).startsWith("HTTP/1.1 " + status + " ");
                assertThat(head.contains("retry-after: " + retryS + "\r\n"))
                    .isEqualTo(retryS != null);
            }
            for (int i = 0; i < 50; i++) {
                open.next();
            }
            assertThat(get(PING).statusCode()).isEqualTo(200);
        }
        end(refused);
        WireClient.open(venue, QUOTES).close();
    }

    @Test
    void handshakesAreNotAnsweredWhileRestIs() throws Exception {
        FaultAction silent = fault("fault: upgrade-silent");
        begin(silent);
        try (WireClient client = WireClient.ask(venue, QUOTES)) {
            assertThat(get(PING).statusCode()).isEqualTo(200);
            assertThat(client.hasInput()).isFalse();
            end(silent);
            assertThatThrownBy(client::read).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void connectionsWaitUntilTheyAreAcceptedAgain() throws Exception {
        FaultAction stalled = fault("fault: accept-stalled");
        try (WireClient open = WireClient.open(venue, QUOTES)) {
            begin(stalled);
            try (WireClient client = WireClient.ask(venue, QUOTES)) {
                CompletableFuture<HttpResponse<String>> call = CompletableFuture.supplyAsync(() -> {
                    try {
                        return HttpClient.newHttpClient().send(request(PING),
                            HttpResponse.BodyHandlers.ofString());
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
                for (int i = 0; i < 200; i++) {
                    open.next();
                }
                assertThat(client.hasInput()).isFalse();
                assertThat(call).isNotDone();
                end(stalled);
                assertThat(client.head()).startsWith("HTTP/1.1 101 ");
                assertThat(call.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void answersHaveAHeaderMore() throws Exception {
        FaultAction large = fault("fault: large-heads");
        assertThat(begin(large)).isEqualTo("REST answers have a header of 9000 bytes");
        HttpResponse<String> response = get("/fapi/v1/exchangeInfo");
        assertThat(response.headers().map().values()).anySatisfy(
            values -> assertThat(values.get(0)).hasSize(9_000));
        assertThat(Client.json(response.body()).get("symbols")).isNotEmpty();
        end(large);
        assertThat(get(PING).headers().map().values()).allSatisfy(
            values -> assertThat(values.get(0)).hasSizeLessThan(100));
    }

    @Test
    void aCacheNeverLooksAgain() throws Exception {
        String time = "/fapi/v1/time";
        FaultAction cached = fault("fault: rest-cached");
        begin(cached);
        String first = get(time).body();
        try (WireClient client = WireClient.open(venue, QUOTES)) {
            client.next();
        }
        assertThat(get(time).body()).isEqualTo(first);
        assertThat(get(PING).body()).as("another call is another answer").isEqualTo("{}");
        end(cached);
        long beganMs = Client.json(first).get("serverTime").asLong();
        assertThat(Client.json(get(time).body()).get("serverTime").asLong())
            .isGreaterThan(beganMs);
    }

    @ParameterizedTest
    @CsvSource({"'', -70000", "', to: ahead', 70000"})
    void theTimeLeapsSoOften(String to, long byMs) throws Exception {
        FaultAction leaps = fault("fault: rest-time-leaps, by: 70s, times: 2" + to);
        begin(leaps);
        for (int i = 0; i < 2; i++) {
            assertThat(aheadMs()).isBetween(byMs - 1_000, byMs + 1_000);
        }
        assertThat(aheadMs()).isBetween(-1_000L, 1_000L);
        end(leaps);
    }

    private long aheadMs() throws Exception {
        long beforeMs = System.currentTimeMillis();
        return Client.json(get("/fapi/v1/time").body()).get("serverTime").asLong() - beforeMs;
    }

    @ParameterizedTest
    @CsvSource({"'', 200", "', status: 403', 403"})
    void aPageAnswersCallsAndHandshakes(String key, int status) throws Exception {
        FaultAction html = fault("fault: html-answers" + key);
        begin(html);
        HttpResponse<String> response = get(PING);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("text/html");
        assertThat(response.body()).startsWith("<!DOCTYPE html>");
        try (WireClient client = WireClient.ask(venue, QUOTES)) {
            assertThat(client.head()).startsWith("HTTP/1.1 " + status + " ");
        }
        end(html);
        WireClient.open(venue, QUOTES).close();
        assertThat(get(PING).body()).isEqualTo("{}");
    }

    /** Until so much weight is charged. */
    private void awaitWeight(int weight) throws Exception {
        FaultAction look = new FaultAction() {
            @Override
            public String begin(FaultControls controls) {
                return Integer.toString(controls.meter().used());
            }

            @Override
            public void end(FaultControls controls) {
                throw new UnsupportedOperationException();
            }
        };
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WireClient.WITHIN_MS);
        while (Integer.parseInt(begin(look)) < weight && System.nanoTime() < endNs) {
            Thread.onSpinWait();
        }
    }

    private Socket call(String path) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), venue.port());
        socket.setSoTimeout(WireClient.WITHIN_MS);
        write(socket, path);
        return socket;
    }

    private static void write(Socket socket, String path) throws Exception {
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: venue\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + venue.port() + path))
            .build();
    }
}
