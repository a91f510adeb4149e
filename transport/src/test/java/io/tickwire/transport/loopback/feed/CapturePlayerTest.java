package io.tickwire.transport.loopback.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.transport.loopback.Client;
import io.tickwire.transport.loopback.VenueServer;
import io.tickwire.transport.loopback.VenueServerOptions;
import io.tickwire.transport.recording.Captures;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings over real sockets: the text that arrives is that in the file, but for its times. */
final class CapturePlayerTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CAPTURE = """
        wss://host/stream?streams=ab@trade <-> 1626992741.0
        1626992741.06217: {"stream":"abusdt@bookTicker","data":\
        {"e":"bookTicker", "u":1,"s":"ABUSDT",\
        "b":"7.61","B":"2","a":"7.62","A":"297","T":5,"E":6}}

        1626992741.07: {"stream":"abusdt@aggTrade","data":\
        {"e":"aggTrade","E":7,"a":11,"s":"ABUSDT",\
        "p":"7.62","q":"3","f":1,"l":2,"T":6,"m":true}}
        1626992741.06: {"stream":"abusdt@aggTrade","data":\
        {"e":"aggTrade","E":8,"a":12,"s":"ABUSDT",\
        "p":"7.63","q":"4","f":3,"l":3,"T":7,"m":true}}
        1626992741.08: {"stream":"abusdt@bookTicker","data":{"e":"bookTicker","u":2,"s":"ABUSDT",\
        "b":"7.60","B":"2","a":"7.62","A":"297","T":8,"E":9}}
        """;

    private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();

    @Test
    void payloadsAreUnchangedAndRestFollows(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("capture.txt");
        Files.writeString(file, CAPTURE);
        List<String> frames = CAPTURE.lines().filter(line -> line.contains("\"stream\""))
            .map(line -> line.substring(line.indexOf('{'))).toList();
        try (VenueServer server = launch(List.of(file), 1)) {
            assertThat(get(server, "/fapi/v1/exchangeInfo").get("symbols").get(0).get("symbol")
                .asText()).isEqualTo("ABUSDT");
            try (Client market = open(server, "/market/stream?streams=abusdt@aggTrade");
                 Client open = open(server, "/public/ws")) {
                assertThat(market.next()).isEqualTo(frames.get(1));
                assertThat(market.next()).isEqualTo(frames.get(2));
                assertThat(notices.take()).endsWith("capture.txt:2: receive times in seconds");
                assertThat(notices.take()).contains("lines older than one before them: 1, ");
                assertThat(notices.take()).contains("4 frames played, 2 lines skipped");
                open.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}");
                assertThat(open.next()).isEqualTo("{\"result\":[],\"id\":1}");
            }
            assertThat(get(server, "/fapi/v1/ticker/bookTicker?symbol=ABUSDT").get("bidPrice")
                .asText()).isEqualTo("7.60");
            assertThat(get(server, "/fapi/v2/ticker/price").get(0).get("price").asText())
                .isEqualTo("7.63");
            assertThat(get(server, "/fapi/v1/aggTrades?symbol=ABUSDT&fromId=12")).hasSize(1);
            assertThat(get(server, "/fapi/v1/premiumIndex")).isEmpty();
            assertThat(get(server, "/fapi/v1/ticker/24hr?symbol=ABUSDT")).isEmpty();
        }
    }

    @Test
    void rawPayloadIsTheTextOfTheDataObject(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("capture.txt");
        Files.writeString(file, CAPTURE);
        try (VenueServer server = launch(List.of(file), CapturePlayer.FLAT_OUT);
             Client client = open(server, "/public/ws/abusdt@bookTicker/abusdt@aggTrade")) {
            assertThat(client.next()).isEqualTo("{\"e\":\"bookTicker\", \"u\":1,\"s\":\"ABUSDT\","
                + "\"b\":\"7.61\",\"B\":\"2\",\"a\":\"7.62\",\"A\":\"297\",\"T\":5,\"E\":6}");
            assertThat(Client.json(client.next()).get("u").asInt()).isEqualTo(2);
        }
    }

    @Test
    void aRealRecordingArrivesWholeAndInOrderFlatOut() throws Exception {
        Path file = Captures.folder()
            .resolve("binance-usdm/hftbacktest_usdm_btcusdt_20240718.txt.gz");
        List<String> expected = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> line.contains(" {\"stream\":"))
                .forEach(line -> expected.add(line.substring(line.indexOf('{'))));
        }
        assertThat(expected).hasSize(11_413);
        try (VenueServer server = launch(List.of(file), CapturePlayer.FLAT_OUT);
             Client client = open(server, "/public/stream?streams="
                 + "btcusdt@bookTicker/btcusdt@depth@0ms/btcusdt@trade")) {
            for (String frame : expected) {
                assertThat(client.next()).isEqualTo(frame);
            }
        }
    }

    /** Two quotes 1 s apart at the recorded pace, made 40 ms before they were received. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 100, CapturePlayer.FLAT_OUT})
    void timesAreOfNow(double speed, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("capture.txt");
        Files.writeString(file, """
            1626992741000 {"stream":"abusdt@ticker","data":{"e":"24hrTicker","E":1626992740960,\
            "s":"ABUSDT","c":"7","O":1626906300000,"C":1626992740960}}
            1626992741000 {"stream":"abusdt@bookTicker","data":{"e":"bookTicker","u":1,\
            "s":"ABUSDT","b":"7.61","B":"2","a":"7.62","A":"297","T":1626992740955,\
            "E":1626992740960}}
            1626992742000 {"stream":"abusdt@bookTicker","data":{"e":"bookTicker","u":2,\
            "s":"ABUSDT","b":"7.60","B":"2","a":"7.62","A":"297","T":1626992741960,\
            "E":1626992741960}}
            1626992742000 {"stream":"cdusdt@markPrice@1s","data":{"e":"markPriceUpdate",\
            "E":1626992741960,"s":"CDUSDT","p":"1","i":"1","r":"0","T":1626998400000}}
            """);
        double span = Double.isInfinite(speed) ? 1 : speed;
        try (VenueServer server = launch(List.of(file), speed, false)) {
            long beganMs = System.currentTimeMillis();
            JsonNode before = get(server, "/fapi/v1/premiumIndex?symbol=CDUSDT");
            assertThat(before.get("time").asLong()).isBetween(beganMs - 50, beganMs + 10_000);
            assertThat(get(server, "/fapi/v1/premiumIndex?symbol=CDUSDT")).isEqualTo(before);
            try (Client client = open(server, "/public/ws/abusdt@bookTicker")) {
                JsonNode first = Client.json(client.next());
                JsonNode second = Client.json(client.next());
                long nowMs = get(server, "/fapi/v1/time").get("serverTime").asLong();

                assertThat(first.get("E").asLong()).isBetween(beganMs - 100, nowMs);
                assertThat(second.get("E").asLong()).isBetween(beganMs - 100, nowMs);
                if (!Double.isInfinite(speed)) {
                    assertThat(second.get("E").asLong() - first.get("E").asLong())
                        .isBetween((long) (1000 / speed) - 1, (long) (1000 / speed) + 1);
                    assertThat(first.get("E").asLong() - first.get("T").asLong())
                        .isBetween((long) (5 / speed), (long) (5 / speed) + 1);
                }
                assertThat(get(server, "/fapi/v1/ticker/bookTicker?symbol=ABUSDT").get("time"))
                    .isEqualTo(second.get("T"));
                JsonNode day = get(server, "/fapi/v1/ticker/24hr?symbol=ABUSDT");
                assertThat(day.get("closeTime").asLong() - day.get("openTime").asLong())
                    .isBetween((long) (86_440_960 / span) - 1, (long) (86_440_960 / span) + 1);
            }
        }
    }

    private VenueServer launch(List<Path> files, double speed) throws Exception {
        return launch(files, speed, true);
    }

    private VenueServer launch(List<Path> files, double speed, boolean keepTimes)
        throws Exception {
        VenueServerOptions options =
            new VenueServerOptions(0, false, MarketSymbol.DEFAULT, 1, 1, files, speed,
            VenueServerOptions.PING_EVERY_NS, VenueServerOptions.PONG_WITHIN_NS);
        return VenueServer.launch(
            keepTimes ? options.withKeptTimes() : options, notices::add);
    }

    private static Client open(VenueServer server, String path) throws Exception {
        return Client.open(HTTP, "ws://127.0.0.1:" + server.port() + path);
    }

    private static JsonNode get(VenueServer server, String path) throws Exception {
        return Client.json(HTTP.send(HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString()).body());
    }
}
