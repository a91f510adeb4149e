package io.tickwire.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that a venue wants in the upgrade request, such as keys and tokens. */
class UpgradeHeadersTest extends ClientRig {
    private static final String TOKEN = "eyJhbGciOi.t0k3n";
    private static final String KEY = "k3y-of-the-account";
    private static final RequestHeaders KEYS = RequestHeaders.NONE
        .with("Authorization", "Bearer " + TOKEN).with("x-api-key", KEY)
        .with("x-client-code", "A1").with("x-feed-token", "f33d-token");

    @Test
    void standBehindThoseOfTheHandshake() throws Exception {
        String[] head = new String[1];
        try (RawServer server = RawServer.start(peer -> head[0] = peer.accept())) {
            connect(server, KEYS);
            assertThat(heard.next()).isEqualTo("opened");
            assertThat(heard.next()).startsWith("closed 1006");
            assertThat(head[0]).matches("GET /smart-stream HTTP/1.1\r\nhost: 127.0.0.1:"
                + server.port() + "\r\nupgrade: websocket\r\nconnection: Upgrade\r\n"
                + "sec-websocket-key: [A-Za-z0-9+/]{22}==\r\nsec-websocket-version: 13\r\n"
                + "user-agent: tickwire\r\nAuthorization: Bearer " + TOKEN + "\r\nx-api-key: "
                + KEY + "\r\nx-client-code: A1\r\nx-feed-token: f33d-token\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "UPGRADE", "connection", "Sec-WebSocket-Key",
        "sec-websocket-version", "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions",
        "Content-Length", "Transfer-Encoding"})
    void thoseOfTheHandshakeAreNotTheCallers(String name) throws Exception {
        RequestHeaders headers = KEYS.with(name, KEY);
        try (RawServer server = RawServer.start()) {
            assertThatThrownBy(() -> WebSocketClient.open(
                connector(), uri(server, "/"), headers, PATIENT, heard))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("header " + name + ": set by the handshake itself");
        }
    }

    /** A server may say in its refusal which token it did not like. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HTTP/1.1 401 No~x-error-message: bad token eyJhbGciOi.t0k3n~Content-Length: 0~~"
            + "|refused 401 -1 No bad token ***",
        "HTTP/1.1 401 No~Content-Length: 40~~no: Bearer eyJhbGciOi.t0k3n, k3y-of-the-account"
            + "|refused 401 -1 No no: ***, ***",
        "HTTP/1.1 403 k3y-of-the-account A1~Content-Length: 0~~|refused 403 -1 *** A1",
        "k3y-of-the-account 401 No~~|failed malformed HTTP: invalid version format: ***"})
    void whatAServerQuotesIsNotShown(String answer, String expected) throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write(answer.replace("~", "\r\n").replace("Content-Length: 40", "Content-Length: "
                + "no: Bearer eyJhbGciOi.t0k3n, k3y-of-the-account".length()));
            peer.readToEnd();
        })) {
            connect(server, KEYS);
            assertThat(heard.next()).isEqualTo(expected);
        }
    }

    /** The query may hold a key as well: its values, as they are sent or decoded. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HTTP/1.1 401 No~x-error-message: no key l1st3n-k3y~Content-Length: 0~~"
            + "|refused 401 -1 No no key ***",
        "HTTP/1.1 401 No~Content-Length: 32~~no: a/token-of-1, a%2Ftoken-of-1|"
            + "refused 401 -1 No no: ***, ***",
        "HTTP/1.1 403 No~Content-Length: 40~~/feed?k=l1st3n-k3y&t=a%2Ftoken-of-1&v=17"
            + "|refused 403 -1 No /feed?***",
        "HTTP/1.1 403 version 7~Content-Length: 0~~|refused 403 -1 version 7",
        "l1st3n-k3y 401 No~~|failed malformed HTTP: invalid version format: ***"})
    void whatAServerQuotesOfTheQueryIsNotShown(String answer, String expected) throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write(answer.replace("~", "\r\n"));
            peer.readToEnd();
        })) {
            connect(uri(server, "/feed?k=l1st3n-k3y&t=a%2Ftoken-of-1&v=17"), PATIENT);
            assertThat(heard.next()).isEqualTo(expected);
        }
    }

    @Test
    void norIsWhatItQuotesAsItClosesAnOpenConnection() throws Exception {
        try (RawServer server = RawServer.start(peer -> peer.accept(
            ServerFrames.close(1008, "bad l1st3n-k3y")))) {
            connect(uri(server, "/feed?k=l1st3n-k3y"), PATIENT);
            assertThat(heard.next()).isEqualTo("opened");
            assertThat(heard.next()).startsWith("closed 1008 bad ***");
        }
    }

    private void connect(RawServer server, RequestHeaders headers) throws Exception {
        onLoop(() -> WebSocketClient.open(
            connector(), uri(server, "/smart-stream"), headers, PATIENT, heard));
    }
}
