package io.tickwire.transport.loopback.fault.socket;

import static io.tickwire.transport.loopback.scenario.Scenarios.fault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.transport.loopback.VenueFixture;
import io.tickwire.transport.loopback.WireClient;
import io.tickwire.transport.loopback.fault.FaultAction;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of whole sockets over the wire, begun and ended by hand. */
final class SocketFaultsTest extends VenueFixture {
    private static final String QUOTES = "/public/ws/btcusdt@bookTicker";
    private static final String LIST = "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":7}";

    @Test
    void aCutWithCodeLetsEverybodyComeBackAtOnce() throws Exception {
        FaultAction cut = fault("fault: sockets-cut, code: 1012");
        try (WireClient client = WireClient.open(venue, QUOTES)) {
            client.next();
            assertThat(begin(cut)).isEqualTo("1 sockets closed with code 1012");
            assertThat(client.nextOther().closeCode()).isEqualTo(1012);
            try (WireClient again = WireClient.open(venue, QUOTES)) {
                assertThat(again.next().get("e").asText()).isEqualTo("bookTicker");
            }
        }
    }

    @Test
    void aCutWithoutFrameIsAnOrderlyEndOfTcpOnly() throws Exception {
        try (WireClient client = WireClient.open(venue, "/public/ws")) {
            client.send(LIST);
            client.next();
            begin(fault("fault: sockets-cut, frame: false"));
            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @Test
    void aCutByResetIsNone() throws Exception {
        try (WireClient client = WireClient.open(venue, "/public/ws")) {
            client.send(LIST);
            client.next();
            begin(fault("fault: sockets-cut, reset: true"));
            assertThatThrownBy(client::read).isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        }
    }

    @Test
    void cutsCanGoOn() throws Exception {
        FaultAction cuts = fault("fault: sockets-cut, every: 50ms");
        begin(cuts);
        for (int i = 0; i < 3; i++) {
            try (WireClient client = WireClient.open(venue, "/public/ws")) {
                assertThat(client.nextOther().closeCode()).isEqualTo(1001);
            }
        }
        end(cuts);
        try (WireClient client = WireClient.open(venue, QUOTES)) {
            for (int i = 0; i < 200; i++) {
                client.next();
            }
        }
    }

    @Test
    void aHalfOpenSocketDoesNothingAtAllAndANewOneIsWell() throws Exception {
        FaultAction halfOpen = fault("fault: half-open");
        try (WireClient old = WireClient.open(venue, "/public/ws")) {
            old.send(LIST);
            old.next();
            assertThat(begin(halfOpen)).isEqualTo("1 sockets neither read nor write nor close");
            old.send("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@bookTicker\"],\"id\":8}");
            old.send(WireClient.PING, "?");
            old.send(WireClient.CLOSE, "");
            begin(fault("fault: sockets-cut"));
            begin(fault("fault: pings, every: 10ms"));
            try (WireClient fresh = WireClient.open(venue, QUOTES)) {
                for (int i = 0; i < 100; i++) {
                    fresh.frame();
                }
            }
            assertThat(old.hasInput()).isFalse();
            end(halfOpen);
            assertThatThrownBy(old::read).isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "stream"})
    void anOldSocketIsToldThenClosed(String kind) throws Exception {
        begin(fault("fault: lifetime, max: 600ms, announce: 400ms, code: 1000"));
        long openedNs = System.nanoTime();
        try (WireClient client = WireClient.open(venue, "/public/" + kind)) {
            JsonNode notice = client.next();
            if (kind.equals("stream")) {
                assertThat(notice.get("stream").asText()).isEqualTo("!serverShutdown");
                notice = notice.get("data");
            }
            assertThat(notice.get("e").asText()).isEqualTo("serverShutdown");
            assertThat(notice.get("E").isIntegralNumber()).isTrue();
            assertThat(client.frame().closeCode()).isEqualTo(1000);
            assertThat(System.nanoTime() - openedNs).isGreaterThanOrEqualTo(600_000_000L);
        }
    }

    @Test
    void oneFromBeforeTheFaultIsTooOldAtOnce() throws Exception {
        try (WireClient client = WireClient.open(venue, "/public/ws")) {
            client.send(LIST);
            client.next();
            FaultAction lifetime = fault("fault: lifetime, max: 10ms, frame: false");
            begin(lifetime);
            assertThat(client.read()).isEqualTo(-1);
            end(lifetime);
        }
    }

    @Test
    void noMessageAtAllIsTakenAndThenFifteenAgain() throws Exception {
        FaultAction limit = fault("fault: control-limit");
        begin(limit);
        try (WireClient client = WireClient.open(venue, "/public/ws")) {
            client.send(LIST);
            WireClient.Frame close = client.frame();
            assertThat(close.closeCode()).isEqualTo(1008);
            assertThat(close.text()).endsWith("Too many requests");
        }
        end(limit);
        try (WireClient client = WireClient.open(venue, "/public/ws")) {
            for (int i = 0; i < 15; i++) {
                client.send(LIST);
                assertThat(client.next().get("id").asInt()).isEqualTo(7);
            }
        }
    }

    @Test
    void aBurstOfTwoMessagesAndTheThirdCloses() throws Exception {
        begin(fault("fault: control-limit, burst: 2, refill: 1h"));
        try (WireClient client = WireClient.open(venue, "/public/ws")) {
            for (int i = 0; i < 3; i++) {
                client.send(LIST);
            }
            client.next();
            client.next();
            assertThat(client.frame().closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void pingsComeOftenAndWithoutAPongTheSocketIsCut() throws Exception {
        FaultAction pings = fault("fault: pings, every: 20ms, within: 500ms");
        begin(pings);
        try (WireClient client = WireClient.open(venue, "/public/ws")) {
            for (int i = 0; i < 5; i++) {
                WireClient.Frame ping = client.frame();
                assertThat(ping.opcode()).isEqualTo(WireClient.PING);
                assertThat(ping.text()).matches("[0-9]{13}");
            }
            while (client.read() >= 0) {
                continue;
            }
        }
        end(pings);
        try (WireClient client = WireClient.open(venue, QUOTES)) {
            for (int i = 0; i < 100; i++) {
                assertThat(client.frame().opcode()).isEqualTo(WireClient.TEXT);
            }
        }
    }

    @Test
    void aStreamOnAnotherRouteIsAcknowledgedAndSilentWhereItWas() throws Exception {
        FaultAction wrong = fault("fault: wrong-route, stream: bookTicker");
        assertThat(begin(wrong)).isEqualTo("bookTicker is delivered on the other route");
        try (WireClient usual = WireClient.open(venue, "/public/ws");
             WireClient other = WireClient.open(venue, "/market/ws/btcusdt@bookTicker")) {
            usual.send("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@bookTicker\"],\"id\":8}");
            assertThat(usual.next().toString()).isEqualTo("{\"result\":null,\"id\":8}");
            for (int i = 0; i < 50; i++) {
                assertThat(other.next().get("e").asText()).isEqualTo("bookTicker");
            }
            usual.send(LIST);
            assertThat(usual.next().get("id").asInt()).isEqualTo(7);
            end(wrong);
            assertThat(usual.next().get("e").asText()).isEqualTo("bookTicker");
        }
    }
}
