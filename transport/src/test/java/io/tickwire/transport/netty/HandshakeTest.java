package io.tickwire.transport.netty;

import static io.tickwire.transport.netty.ServerFrames.close;
import static io.tickwire.transport.netty.ServerFrames.frame;
import static io.tickwire.transport.netty.ServerFrames.hex;
import static io.tickwire.transport.netty.ServerFrames.join;
import static io.tickwire.transport.netty.ServerFrames.text;
import static io.tickwire.transport.netty.ServerFrames.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The opening handshake: RFC 6455, section 4; protocols/websocket.md, "Handshake". */
class HandshakeTest extends ClientRig {
    @Test
    void requestIsAsTheRfcWantsIt() throws Exception {
        String[] head = new String[1];
        try (RawServer server = RawServer.start(peer -> head[0] = peer.accept())) {
            connect(server, "/market/stream?streams=a@b/c@d", PATIENT);
            assertThat(heard.next()).isEqualTo("opened");
            assertThat(heard.next()).startsWith("closed 1006");
            assertThat(head[0].toLowerCase(Locale.ROOT)).startsWith(
                "get /market/stream?streams=a@b/c@d http/1.1\r\n")
                .contains("\r\nhost: 127.0.0.1:" + server.port() + "\r\n")
                .contains("\r\nupgrade: websocket\r\n")
                .contains("\r\nconnection: upgrade\r\n")
                .contains("\r\nsec-websocket-version: 13\r\n")
                .doesNotContain("extensions").doesNotContain("sec-websocket-protocol");
        }
    }

    @ParameterizedTest
    @CsvSource({"9000,true", "60000,true", "65536,false"})
    void aHandshakeMayHaveHeadersOf64KiB(int length, boolean taken) throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            String head = peer.readHead();
            peer.write(RawServer.Peer.switching(head, "A: " + "x".repeat(length) + "\r\n"));
        })) {
            connect(server, "/", PATIENT);
            if (taken) {
                assertThat(heard.next()).isEqualTo("opened");
                assertThat(heard.next()).startsWith("closed");
            } else {
                assertThat(heard.next()).startsWith("failed").contains("longer than 65536 bytes");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"9000,refused 503", "65536,failed"})
    void aRefusalMayHaveHeadersOf64KiB(int length, String heardOf) throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 503 Away\r\nA: " + "x".repeat(length)
                + "\r\nContent-Length: 0\r\n\r\n");
            peer.readToEnd();
        })) {
            connect(server, "/", PATIENT);
            assertThat(heard.next()).startsWith(heardOf);
        }
    }

    @Test
    void framesInTheSegmentOfTheHandshakeAreNotLost() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.accept(text("one"), text("two"), hex("81 05 4865"));
            peer.write("llo");
            peer.write(join(frame(0x82, utf8("bin")), close(1001, "bye")));
            assertThat(peer.readFrame()).isEqualTo(hex("88 03e9"));
        })) {
            connect(server, "/", PATIENT);
            assertThat(events(6)).containsExactly("opened", "text one", "text two", "text Hello",
                "binary bin", "closed 1001 bye [0]");
            server.join();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "403 Forbidden| |{\"msg\":\"WAF\"}|refused 403 -1 Forbidden WAF",
        "418 I'm a teapot|Retry-After: 120|banned until 1"
            + "|refused 418 120 I'm a teapot banned until 1",
        "429 Too Many Requests|retry-after: 3|''|refused 429 3 Too Many Requests",
        "401 Unauthorized|X-Error-Message: Invalid token|''"
            + "|refused 401 -1 Unauthorized Invalid token",
        "451 Elsewhere|x-error-message: not here~Retry-After: 60|your place"
            + "|refused 451 60 Elsewhere not here your place",
        "302 Found|Location: /x|''|refused 302 -1 Found",
        "200 OK|Retry-After: soon|hello|refused 200 -1 OK hello",
        "503 Away|Date: Sun, 22 Nov 2026 10:00:00 GMT~Retry-After: Sun, 22 Nov 2026 10:02:05 GMT"
            + "|''|refused 503 125 Away",
        "403 No|content-type: text/html; charset=utf-8|<html><style>p{}</style><p>Sign\u001b[2J in"
            + "|refused 403 -1 text/html: No Sign [2J in",
        "302 Moved|content-type: text/html|<h1>Hotel</h1><script>location='/'</script>"
            + "|refused 302 -1 text/html: Moved Hotel"})
    void refused(String status, String headers, String body, String expected) throws Exception {
        String lines = headers == null ? "" : headers.replace("~", "\r\n") + "\r\n";
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 " + status + "\r\n" + lines + "Content-Length: "
                + utf8(body).length + "\r\n\r\n" + body);
            peer.readToEnd();
        })) {
            connect(server, "/", PATIENT);
            assertThat(heard.next()).isEqualTo(expected);
            server.join();
        }
    }

    @Test
    void refusalWithoutItsWholeBody() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 99\r\n\r\nhalf");
        })) {
            connect(server, "/", PATIENT);
            assertThat(heard.next()).isEqualTo("refused 429 7 Slow half");
        }
    }

    /** The server holds the connection for open, so it is told why it is not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Sec-WebSocket-Extensions: permessage-deflate|03f2|closed with 1010: extension"
            + "|permessage-deflate",
        "sec-websocket-extensions: permessage-deflate; server_no_context_takeover|03f2"
            + "|closed with 1010: extension|permessage-deflate; server_no_context_takeover",
        "Sec-WebSocket-Extensions: x-unknown|03f2|closed with 1010: extension|x-unknown",
        "Sec-WebSocket-Extensions: permessage-deflate~Sec-WebSocket-Protocol: mqtt|03f2"
            + "|closed with 1010: extension|permessage-deflate",
        "sec-websocket-protocol: mqtt|03ea|closed with 1002: subprotocol|mqtt"})
    void whatWasNotOffered(String headers, String code, String reason, String what)
            throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            String head = peer.readHead();
            peer.write(join(
                utf8(RawServer.Peer.switching(head, headers.replace("~", "\r\n") + "\r\n")),
                hex("c1 07 f248cdc9c90700"), text("never heard"), hex("89 00")));
            assertThat(peer.readFrame()).isEqualTo(hex("88" + code));
            peer.end();
            assertThat(peer.readToEnd()).as("nothing more").isZero();
        })) {
            WebSocketClient client = connect(server, "/", PATIENT);
            assertThat(heard.next()).isEqualTo(
                "failed " + reason + " that was not offered: " + what);
            assertThat(onLoop(() -> sendText(client, "late"))).isFalse();
            server.join();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Accept: "
            + "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=|Sec-WebSocket-Accept",
        "Upgrade: websocket~Connection: Upgrade|Sec-WebSocket-Accept",
        "Connection: Upgrade|Upgrade: websocket",
        "Upgrade: websocket|Connection: Upgrade",
        "Upgrade: websockets~Connection: Upgrade|Upgrade: websocket"})
    void handshakeThatIsNone(String headers, String reason) throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 101 Switching Protocols\r\n" + headers.replace("~", "\r\n")
                + "\r\n\r\n");
            peer.readToEnd();
        })) {
            connect(server, "/", PATIENT);
            assertThat(heard.next()).startsWith("failed handshake ").contains(reason);
            server.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 101 Swit", "SSH-2.0-OpenSSH_9.2\r\n\r\n"})
    void answerThatIsNoHttp(String answer) throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write(answer);
        })) {
            connect(server, "/", PATIENT);
            assertThat(heard.next()).startsWith("failed ").hasSizeGreaterThan(15);
        }
    }

    @Test
    void handshakeThatIsNeverAnswered() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            assertThat(peer.readToEnd()).isZero();
        })) {
            connect(server, "/", ANSWER_SOON);
            assertThat(heard.next())
                .isEqualTo("failed timed out after 300 ms waiting for the answer");
            server.join();
        }
    }

    @Test
    void keyIsFreshForEachAttempt() throws Exception {
        Set<String> keys = ConcurrentHashMap.newKeySet();
        RawServer.Script script = peer -> keys.add(peer.readHead().lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
            .findFirst().orElseThrow());
        try (RawServer server = RawServer.start(script, script, script)) {
            for (int attempt = 1; attempt <= 3; attempt++) {
                connect(server, "/", PATIENT);
                assertThat(heard.next()).startsWith("failed ");
            }
            server.join();
        }
        assertThat(keys).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Upgrade: websocket~Connection: Upgrade",
        "UPGRADE: WEBSOCKET~CONNECTION: UPGRADE",
        "upgrade: h2c, WebSocket~connection: keep-alive , upgrade",
        "Upgrade:websocket~Connection: keep-alive~Connection: Upgrade"})
    void tokensInAnyCaseAndPlace(String headers) throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            String head = peer.readHead();
            peer.write("HTTP/1.1 101 OK\r\n" + headers.replace("~", "\r\n")
                + "\r\nsec-websocket-ACCEPT: " + RawServer.Peer.acceptOf(head) + "\r\n\r\n");
            peer.write(text("heard"));
        })) {
            connect(server, "/", PATIENT);
            assertThat(events(2)).containsExactly("opened", "text heard");
            assertThat(heard.next()).startsWith("closed 1006");
        }
    }

    @Test
    void whateverComesBeforeTheAnswerIsNone() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            String head = peer.readHead();
            peer.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: </x>\r\n\r\n"
                + RawServer.Peer.switching(head, ""));
        })) {
            connect(server, "/", PATIENT);
            assertThat(heard.next()).isEqualTo("opened");
            assertThat(heard.next()).startsWith("closed 1006");
        }
    }

    @Test
    void headWithoutEnd() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 101 OK\r\nX: " + "x".repeat(100_000));
            peer.readToEnd();
        })) {
            connect(server, "/", PATIENT);
            assertThat(heard.next()).startsWith("failed the status line or the headers");
        }
    }

    @Test
    void refusalWhoseBodyNeverEnds() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 99\r\n\r\nhalf");
            assertThat(peer.readToEnd()).isZero();
        })) {
            connect(server, "/", ANSWER_SOON);
            assertThat(heard.next()).isEqualTo("refused 429 7 Slow half");
            server.join();
        }
    }

    @Test
    void refusalInPiecesReadsAsOne() throws Exception {
        for (int split = 1; split < 10; split++) {
            EmbeddedChannel channel = new EmbeddedChannel();
            Upgrade upgrade = new Upgrade(connector(),
                Endpoint.ofWebSocket(URI.create("ws://h/")), RequestHeaders.NONE, PATIENT,
                heard);
            upgrade.connected(channel, null);
            byte[] head = utf8("HTTP/1.1 403 No\r\nContent-Length: 11\r\n\r\n");
            byte[] body = utf8("go awäy ü");
            channel.writeInbound(Unpooled.copiedBuffer(join(head, Arrays.copyOf(body, split))));
            channel.writeInbound(Unpooled.copiedBuffer(body, split, body.length - split));
            assertThat(heard.next()).isEqualTo("refused 403 -1 No go awäy ü");
            channel.finishAndReleaseAll();
        }
    }

    @Test
    void longRefusalIsCut() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 403 No\r\nContent-Length: 100000\r\n\r\n"
                + "<\u001b[2J\u202e\n>".repeat(20_000));
            peer.readToEnd();
        })) {
            connect(server, "/", PATIENT);
            assertThat(heard.next()).startsWith("refused 403 -1 No < [2J >< [2J >")
                .hasSizeLessThanOrEqualTo("refused 403 -1 ".length() + 80).matches("[ -~]+");
        }
    }

    @Test
    void whatIsSentAsSoonAsItIsOpen() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.accept(text("first"));
            assertThat(peer.readFrame()).isEqualTo(join(hex("81"), utf8("SUBSCRIBE")));
        })) {
            WebSocketClient[] client = new WebSocketClient[1];
            heard.onOpened(() -> assertThat(sendText(client[0], "SUBSCRIBE")).isTrue());
            onLoop(() -> client[0] = WebSocketClient.open(
                connector(), uri(server, "/"), RequestHeaders.NONE, PATIENT, heard));
            assertThat(events(2)).containsExactly("opened", "text first");
            server.join();
            assertThat(heard.next()).startsWith("closed 1006");
        }
    }

    /** As if each byte of head and frames could be the last of its TCP segment. */
    @Test
    void sameFromEverySplit() throws Exception {
        byte[] frames = join(hex("81 05 48656c6c6f 01 03 48656c 89 00 80 02 6c6f"),
            text("é".repeat(63)), hex("88 02 03e8"));
        String[] expected = {"opened", "text Hello", "text Hello", "text " + "é".repeat(63),
            "closed 1000  [0]"};
        int length = 1;
        for (int split = 0; split <= length; split++) {
            EmbeddedChannel channel = new EmbeddedChannel();
            Upgrade upgrade = new Upgrade(connector(),
                Endpoint.ofWebSocket(URI.create("ws://h/")), RequestHeaders.NONE, PATIENT,
                heard);
            upgrade.connected(channel, null);
            channel.pipeline().fireChannelActive();
            byte[] all = join(utf8(RawServer.Peer.switching(sent(channel), "")), frames);
            length = all.length;
            channel.writeInbound(Unpooled.copiedBuffer(all, 0, split));
            channel.writeInbound(Unpooled.copiedBuffer(all, split, length - split));
            assertThat(events(expected.length)).as("split at %d", split).containsExactly(expected);
            channel.finishAndReleaseAll();
        }
        assertThat(length).isGreaterThan(250);
    }

    private static String sent(EmbeddedChannel channel) {
        StringBuilder text = new StringBuilder();
        ByteBuf part;
        while ((part = channel.readOutbound()) != null) {
            text.append(part.toString(StandardCharsets.ISO_8859_1));
            part.release();
        }
        return text.toString();
    }
}
