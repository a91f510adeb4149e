package io.tickwire.transport.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.transport.monitor.FeedScript;
import io.tickwire.transport.monitor.Records;
import io.tickwire.transport.monitor.SessionInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's server, by the bytes. */
@Timeout(60)
final class PageServerTest {
    private static final int READ_WITHIN_MS = 30_000;

    private final AtomicLong nowNs = new AtomicLong();
    private final PageFeed feed = new PageFeed(
        new SessionInfo("session", "loopback", "monitor", 2), Records.DISPLAY, 50_000_000L,
        nowNs::get);
    private final FeedScript script = new FeedScript(feed::onRecord);
    private PageServer server;

    @BeforeEach
    void serve() throws IOException {
        server = PageServer.bind(0);
        server.serve(feed);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), server.port());
        socket.setSoTimeout(READ_WITHIN_MS);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Head and body of the answer, until the server closes. */
    private String ask(String requestLine, String... headers) throws IOException {
        try (Socket socket = connect()) {
            write(socket, requestLine + " HTTP/1.1\r\nConnection: close\r\n"
                + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList())
                + "\r\n");
            return new String(
                socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String own() {
        return "Host: 127.0.0.1:" + server.port();
    }

    private JsonNode json() throws IOException {
        String answer = ask("GET /feed.json", own());
        return new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }

    @Test
    void thePageIsOneDocumentThatLoadsNothingFromElsewhere() throws IOException {
        String answer = ask("GET /", own());
        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("<h1>Tickwire</h1>")
            .containsIgnoringCase("Content-Type: text/html; charset=utf-8")
            .containsIgnoringCase("Cache-Control: no-store")
            .containsIgnoringCase("X-Content-Type-Options: nosniff")
            .containsPattern("(?i)Content-Security-Policy: default-src 'none'; connect-src 'self';"
                + " img-src data:; style-src 'sha256-[A-Za-z0-9+/=]{44}'; script-src"
                + " 'sha256-[A-Za-z0-9+/=]{44}'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'");
        assertThat(answer.substring(answer.indexOf("<html"))).doesNotContain("://", "url(",
            "@import")
            .doesNotContainPattern("(?i)(src|href)=\"(?!data:)");
    }

    @Test
    void theDataIsJson() throws IOException {
        script.plan().green(2);
        assertThat(ask("GET /feed.json", own())).startsWith("HTTP/1.1 200 ")
            .containsIgnoringCase("Content-Type: application/json; charset=utf-8")
            .containsIgnoringCase("Cache-Control: no-store");
        JsonNode json = json();
        assertThat(json.get("flag").asText()).isEqualTo("GREEN");
        assertThat(json.get("session").asText()).isEqualTo("session");
        assertThat(json.get("incarnation").asInt()).isEqualTo(2);
        assertThat(json.get("symbols")).hasSize(2);
    }

    @Test
    void silenceOfTheEngineIsRedWhateverWasSaidLast() throws IOException {
        script.plan().green(2);
        nowNs.set(2_000_000_000L);
        assertThat(json().get("flag").asText()).isEqualTo("GREEN");
        nowNs.set(2_000_000_001L);
        JsonNode json = json();
        assertThat(json.get("flag").asText()).isEqualTo("RED");
        assertThat(json.get("reason").asText()).isEqualTo("engine silent");
        assertThat(json.get("stalled").asBoolean()).isTrue();
        script.at(4);
        assertThat(json().get("flag").asText()).isEqualTo("GREEN");
        script.ended();
        assertThat(json().get("flag").asText()).isEqualTo("RED");
    }

    @Test
    void aSlowPulseIsNoSilence() {
        PageFeed slow = new PageFeed(
            new SessionInfo("s", "v", "paper", 1), Records.DISPLAY, 5_000_000_000L, nowNs::get);
        nowNs.set(10_000_000_000L);
        assertThat(new String(slow.json(), StandardCharsets.UTF_8)).contains("\"stalled\":false");
        nowNs.set(10_000_000_001L);
        assertThat(new String(slow.json(), StandardCharsets.UTF_8)).contains("\"stalled\":true");
    }

    @Test
    void ofManySymbolsThoseInTroubleAreShown() {
        for (int id = 1; id <= 300; id++) {
            script.at(0).instrument(id, "S" + id);
        }
        script.symbol(299, io.tickwire.engine.event.FeedFlag.RED,
            io.tickwire.engine.event.StatusReason.SILENT);
        assertThat(new String(feed.json(), StandardCharsets.UTF_8))
            .contains("\"symbol_count\":300,\"symbols\":[{\"symbol\":\"S299\"")
            .contains("\"S199\"").doesNotContain("\"S200\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.1:1", "localhost", "LOCALHOST:8080", "[::1]",
        "[::1]:8080"})
    void ownNamesAreAnswered(String host) throws IOException {
        assertThat(ask("GET /feed.json", "Host: " + host)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example",
        "localhost.evil.example", "localhost@evil.example", "127.0.0.2", "0.0.0.0", "",
        "127.0.0.1:8080:1", "127.0.0.1:", "xlocalhost"})
    void otherNamesAreRefused(String host) throws IOException {
        String answer = ask("GET /feed.json", "Host: " + host);
        assertThat(answer).startsWith("HTTP/1.1 403 ").doesNotContain("session");
    }

    @Test
    void noNameIsRefused() throws IOException {
        assertThat(ask("GET /feed.json")).startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"})
    void otherMethodsAreRefused(String method) throws IOException {
        assertThat(ask(method + " /", own(), "Content-Length: 0"))
            .startsWith("HTTP/1.1 405 ").containsIgnoringCase("Allow: GET, HEAD");
    }

    @Test
    void headHasTheLengthAndNoBody() throws IOException {
        String answer = ask("HEAD /", own());
        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n")
            .containsPattern("(?i)Content-Length: [1-9][0-9]{3,}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/index.html", "/feed.json/", "/feed", "/../etc/passwd", "/%2e%2e/",
        "/page.html"})
    void otherPathsAreNotThere(String path) throws IOException {
        assertThat(ask("GET " + path, own())).startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "mailto:x", "http://evil.example:80", "*"})
    void whatIsNoPathIsRefused(String target) throws IOException {
        assertThat(ask("GET " + target, own())).doesNotContain("HTTP/1.1 200", "session");
    }

    @Test
    void oneClientThatStandsStillIsNoMatterForTheOthers() throws IOException {
        script.plan().green(2);
        try (Socket slow = connect()) {
            write(slow, "GET /feed.json HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ");
            for (int i = 0; i < 10; i++) {
                assertThat(json().get("flag").asText()).isEqualTo("GREEN");
            }
        }
    }

    @Test
    void manyThatStandStillAreSentAwayAndOthersServedAfterwards() throws IOException {
        script.plan().green(2);
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = connect();
                slow.add(socket);
                write(socket, "GET /feed.json HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ");
            }
            // The observer, too, goes on meanwhile.
            script.at(3).at(4);
            for (Socket socket : slow) {
                assertThat(isSentAway(socket)).isTrue();
            }
            assertThat(json().get("now_ms").asLong()).isEqualTo(FeedScript.ns(4) / 1_000_000);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static boolean isSentAway(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillThere) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void aPortInUseIsSaid() {
        assertThatThrownBy(() -> PageServer.bind(server.port())).isInstanceOf(IOException.class)
            .hasMessageContaining("in use");
    }

    @Test
    void onlyThisMachineCanConnect() throws IOException {
        assertThat(server.url()).isEqualTo("http://127.0.0.1:" + server.port() + "/");
        // Were it bound to all addresses, another of the loopback network would do.
        assertThatThrownBy(() -> new Socket(InetAddress.getByName("127.0.0.2"), server.port()))
            .isInstanceOf(IOException.class);
    }

    @Test
    void afterItsEndNobodyAnswersAndNoThreadIsLeft() {
        server.close();
        assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
        server.close();
    }
}
