package io.tickwire.transport.loopback.fault.stream;

import static io.tickwire.transport.loopback.scenario.Scenarios.fault;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.transport.loopback.Client;
import io.tickwire.transport.loopback.VenueFixture;
import io.tickwire.transport.loopback.WireClient;
import io.tickwire.transport.loopback.fault.FaultAction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Impairments of streams over real sockets: what goes over the wire, begun and ended by hand. */
final class StreamFaultsTest extends VenueFixture {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TRADES = "/market/ws/btcusdt@aggTrade";

    @ParameterizedTest
    @ValueSource(strings = {"bookTicker", "btcusdt@bookTicker"})
    void aMutedStreamIsSilentWhileTheSocketAnswersAndOthersGoOn(String stream) throws Exception {
        FaultAction mute = fault("fault: mute, stream: '" + stream + "'");
        try (WireClient client = WireClient.open(venue, "/public/stream?streams=btcusdt@bookTicker"
            + "/btcusdt@trade")) {
            assertThat(begin(mute)).isEqualTo("nothing is sent: " + stream);
            client.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":7}");
            client.send(WireClient.PING, "alive");
            // What was sent before it began comes before the reply.
            readReply(client);
            WireClient.Frame pong = client.frame();
            while (pong.opcode() != WireClient.PONG) {
                assertThat(streamOf(pong)).isEqualTo("btcusdt@trade");
                pong = client.frame();
            }
            assertThat(pong.text()).isEqualTo("alive");
            for (int i = 0; i < 20; i++) {
                assertThat(client.next().get("stream").asText()).isEqualTo("btcusdt@trade");
            }
            end(mute);
            while (!client.next().get("stream").asText().equals("btcusdt@bookTicker")) {
                continue;
            }
        }
    }

    @Test
    void aStreamThatNobodyWantsIsTold() throws Exception {
        try (WireClient client = WireClient.open(venue, "/public/ws/btcusdt@bookTicker")) {
            client.next();
            assertThat(begin(fault("fault: mute, stream: btcusd@bookTicker"))).isEqualTo(
                "nothing is sent: btcusd@bookTicker, which nobody has subscribed to");
        }
    }

    @Test
    void whereOnlyOpenSocketsAreMutedANewOneIsWell() throws Exception {
        FaultAction mute = fault("fault: mute, sockets: open");
        try (WireClient old = WireClient.open(venue, "/public/ws/btcusdt@bookTicker")) {
            old.next();
            assertThat(begin(mute))
                .isEqualTo("nothing is sent: all streams on the sockets that are open");
            try (WireClient fresh = WireClient.open(venue, "/public/ws/btcusdt@bookTicker")) {
                old.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":7}");
                readReply(old);
                for (int i = 0; i < 50; i++) {
                    assertThat(fresh.next().get("e").asText()).isEqualTo("bookTicker");
                }
                assertThat(old.hasInput()).isFalse();
            }
        }
    }

    @Test
    void aDelayKeepsTheOrderAndLosesNothing() throws Exception {
        FaultAction delay = fault("fault: delay, by: 1s");
        try (WireClient client = WireClient.open(venue, TRADES)) {
            long id = client.next().get("a").asLong();
            assertThat(begin(delay)).isEqualTo("sent late by 1s: all streams");
            for (boolean late = false; !late;) {
                JsonNode trade = client.next();
                assertThat(trade.get("a").asLong()).isEqualTo(++id);
                late = System.currentTimeMillis() - trade.get("E").asLong() >= 1000;
            }
            end(delay);
            for (int i = 0; i < 100; i++) {
                assertThat(client.next().get("a").asLong()).isEqualTo(++id);
            }
        }
    }

    @Test
    void skippedIdsAreMissingOnEverySocketAndRestHasThem() throws Exception {
        FaultAction skip = fault("fault: skip-ids, count: 4");
        try (WireClient one = WireClient.open(venue, TRADES);
             WireClient other = WireClient.open(venue, TRADES)) {
            long oneLast = one.next().get("a").asLong();
            long otherLast = other.next().get("a").asLong();
            begin(skip);
            long before = gap(one, oneLast, 4);
            assertThat(gap(other, otherLast, 4)).isEqualTo(before);
            for (int i = 1; i < 20; i++) {
                assertThat(one.next().get("a").asLong()).isEqualTo(before + 5 + i);
            }
            JsonNode rest = get("/fapi/v1/aggTrades?symbol=BTCUSDT&limit=4&fromId=" + (before + 1));
            assertThat(rest).extracting(row -> row.get("a").asLong())
                .containsExactly(before + 1, before + 2, before + 3, before + 4);
        }
    }

    @Test
    void duplicatesComeAtOnce() throws Exception {
        FaultAction duplicate = fault("fault: duplicate, copies: 2, stream: aggTrade");
        try (WireClient client = WireClient.open(venue, TRADES)) {
            long id = client.next().get("a").asLong();
            begin(duplicate);
            JsonNode first = client.next();
            JsonNode second = client.next();
            while (!first.equals(second)) {
                first = second;
                second = client.next();
            }
            assertThat(client.next()).isEqualTo(first);
            long next = first.get("a").asLong() + 1;
            assertThat(next).isGreaterThan(id);
            for (int i = 0; i < 10; i++) {
                for (int copy = 0; copy <= 2; copy++) {
                    assertThat(client.next().get("a").asLong()).isEqualTo(next + i);
                }
            }
        }
    }

    @Test
    void runsComeBackwardsAndTheLastOneIsNotLost() throws Exception {
        FaultAction reorder = fault("fault: reorder, run: 3, stream: btcusdt@aggTrade");
        try (WireClient client = WireClient.open(venue, TRADES)) {
            long id = client.next().get("a").asLong();
            begin(reorder);
            long came = client.next().get("a").asLong();
            while (came == id + 1) {
                id = came;
                came = client.next().get("a").asLong();
            }
            assertThat(came).isEqualTo(id + 3);
            assertThat(client.next().get("a").asLong()).isEqualTo(id + 2);
            assertThat(client.next().get("a").asLong()).isEqualTo(id + 1);
            end(reorder);
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                ids.add(client.next().get("a").asLong());
            }
            assertThat(ids.stream().sorted().distinct().toList())
                .hasSize(300).startsWith(id + 4).endsWith(id + 303);
            assertThat(ids.subList(200, 300)).isSorted();
        }
    }

    @ParameterizedTest
    @CsvSource({"truncated", "not-json", "no-fields", "invalid-utf-8"})
    void oneMessageInThreeIsMalformed(String how) throws Exception {
        FaultAction malformed = fault("fault: malformed, every: 3, how: " + how);
        try (WireClient client = WireClient.open(venue, TRADES)) {
            client.next();
            begin(malformed);
            WireClient.Frame frame = client.frame();
            while (isTrade(frame)) {
                frame = client.frame();
            }
            for (int i = 0; i < 9; i++) {
                assertThat(frame.opcode()).isEqualTo(WireClient.TEXT);
                assertThat(isTrade(frame)).isEqualTo(i % 3 != 0);
                frame = client.frame();
            }
        }
    }

    @Test
    void aTruncatedMessageIsItsFirstHalf() throws Exception {
        begin(fault("fault: malformed"));
        try (WireClient client = WireClient.open(venue, "/public/stream?streams=btcusdt@trade")) {
            assertThat(client.frame().text())
                .startsWith("{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\"")
                .doesNotContain("}");
        }
    }

    @Test
    void binaryFramesHaveTheSameText() throws Exception {
        begin(fault("fault: binary-frames, stream: trade"));
        try (WireClient client = WireClient.open(venue, "/public/ws/btcusdt@trade")) {
            WireClient.Frame frame = client.frame();
            assertThat(frame.opcode()).isEqualTo(WireClient.BINARY);
            assertThat(Client.json(frame.text()).get("e").asText()).isEqualTo("trade");
        }
    }

    @Test
    void fragmentsAddUpWithPingsBetweenThem() throws Exception {
        begin(fault("fault: fragmented, parts: 4, pings: true"));
        try (WireClient client = WireClient.open(venue, TRADES)) {
            int pings = 0;
            for (int message = 0; message < 20; message++) {
                StringBuilder text = new StringBuilder();
                for (int part = 0; part < 4; part++) {
                    WireClient.Frame frame = client.frame();
                    if (frame.opcode() == WireClient.PING) {
                        assertThat(part).isEqualTo(1);
                        assertThat(frame.text()).matches("[0-9]{13}");
                        pings++;
                        frame = client.frame();
                    }
                    assertThat(frame.opcode())
                        .isEqualTo(part == 0 ? WireClient.TEXT : WireClient.CONTINUATION);
                    assertThat(frame.last()).isEqualTo(part == 3);
                    text.append(frame.text());
                }
                assertThat(Client.json(text.toString()).get("e").asText()).isEqualTo("aggTrade");
            }
            assertThat(pings).isPositive();
        }
    }

    @Test
    void oneFrameOfEachSocketIsTooLong() throws Exception {
        begin(fault("fault: oversized, bytes: 3000000"));
        for (int i = 0; i < 2; i++) {
            try (WireClient client = WireClient.open(venue, TRADES)) {
                WireClient.Frame frame = client.frame();
                assertThat(frame.payload()).hasSize(3_000_000);
                assertThat(Client.json(frame.text()).get("e").asText()).isEqualTo("aggTrade");
                assertThat(client.frame().payload()).hasSizeLessThan(1000);
            }
        }
    }

    @Test
    void timeStandsStillWhileIdsMoveOnAndRestTellsTheTruth() throws Exception {
        FaultAction frozen = fault("fault: frozen-time, stream: aggTrade");
        try (WireClient client = WireClient.open(venue, TRADES)) {
            client.next();
            long beganMs = System.currentTimeMillis();
            begin(frozen);
            JsonNode trade = client.next();
            JsonNode next = client.next();
            while (next.get("T").asLong() > trade.get("T").asLong()
                || next.get("T").asLong() < beganMs) {
                trade = next;
                next = client.next();
            }
            JsonNode rest;
            do {
                JsonNode later = client.next();
                assertThat(later.get("T")).isEqualTo(trade.get("T"));
                assertThat(later.get("E")).isEqualTo(trade.get("E"));
                assertThat(later.get("a").asLong()).isEqualTo(next.get("a").asLong() + 1);
                next = later;
                rest = get("/fapi/v1/aggTrades?symbol=BTCUSDT&limit=1&fromId="
                    + later.get("a").asLong()).get(0);
            } while (rest.get("T").asLong() <= trade.get("T").asLong() + 100);
            assertThat(rest.get("p")).isEqualTo(next.get("p"));
            end(frozen);
            while (client.next().get("T").asLong() <= rest.get("T").asLong()) {
                continue;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"tick-in-microseconds, 1000, 0", "'tick-ahead, by: 1h', 1, 3600000"})
    void someTimesAreWrongAndTheNextOnesRight(String keys, long factor, long moreMs)
        throws Exception {
        FaultAction wrong = fault("fault: " + keys + ", count: 2");
        try (WireClient client = WireClient.open(venue, TRADES)) {
            client.next();
            begin(wrong);
            JsonNode trade = client.next();
            while (isNow(trade.get("T").asLong())) {
                trade = client.next();
            }
            long id = trade.get("a").asLong();
            assertThat(isNow((trade.get("T").asLong() - moreMs) / factor)).isTrue();
            assertThat(isNow((trade.get("E").asLong() - moreMs) / factor)).isTrue();
            assertThat(isNow(client.next().get("T").asLong())).isFalse();
            for (int i = 2; i < 50; i++) {
                trade = client.next();
                assertThat(trade.get("a").asLong()).isEqualTo(id + i);
                assertThat(isNow(trade.get("T").asLong())).isTrue();
            }
            end(wrong);
        }
    }

    private static boolean isNow(long ms) {
        return Math.abs(ms - System.currentTimeMillis()) < 60_000;
    }

    @Test
    void faultsAtTheSameTimeAddUp() throws Exception {
        FaultAction delay = fault("fault: delay, by: 300ms");
        FaultAction skip = fault("fault: skip-ids, count: 2");
        try (WireClient client = WireClient.open(venue, TRADES)) {
            long last = client.next().get("a").asLong();
            begin(delay);
            begin(skip);
            end(delay);
            gap(client, last, 2);
            end(skip);
        }
    }

    /** The id before a gap of {@code missing} ids; there is none between {@code id} and it. */
    private static long gap(WireClient client, long id, int missing) throws IOException {
        long last = id;
        long next = client.next().get("a").asLong();
        while (next == last + 1) {
            last = next;
            next = client.next().get("a").asLong();
        }
        assertThat(next).isEqualTo(last + missing + 1);
        return last;
    }

    private static void readReply(WireClient client) throws IOException {
        while (!client.next().has("result")) {
            continue;
        }
    }

    private static String streamOf(WireClient.Frame frame) {
        return Client.json(frame.text()).get("stream").asText();
    }

    private static boolean isTrade(WireClient.Frame frame) {
        String text = frame.text();
        return text.startsWith("{\"e\":\"aggTrade\"") && text.endsWith("}")
            && text.indexOf('\uFFFD') < 0;
    }

    private JsonNode get(String path) throws Exception {
        return Client.json(HTTP.send(HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + venue.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString()).body());
    }
}
