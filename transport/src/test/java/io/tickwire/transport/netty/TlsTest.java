package io.tickwire.transport.netty;

import static io.tickwire.transport.netty.ServerFrames.close;
import static io.tickwire.transport.netty.ServerFrames.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.tickwire.transport.netty.TestAuthority.Certificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS against the JDK's own server sockets. */
class TlsTest {
    @TempDir
    private static Path folder;

    private static TestAuthority authority;

    private final RecordingListener heard = new RecordingListener();
    private final EventLoops loops = EventLoops.open("test-io");

    @BeforeAll
    static void makeCertificates() throws Exception {
        authority = TestAuthority.make(folder);
    }

    @AfterEach
    void nothingMore() {
        loops.close();
        heard.assertNothingMore();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void trustedAndRightName(boolean openSsl) throws Exception {
        String large = "0123456789".repeat(4700);
        try (RawServer server = secureServer(peer -> {
            peer.accept(text("one"), text(large));
            peer.write(close(1000, ""));
            assertThat(peer.readFrame()).hasSize(3);
        })) {
            connect(server, "localhost", context(openSsl, true));
            assertThat(heard.next()).isEqualTo("opened");
            assertThat(heard.next()).isEqualTo("text one");
            assertThat(heard.next()).isEqualTo("text " + large);
            assertThat(heard.next()).isEqualTo("closed 1000  [0]");
            server.join();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wrongName(boolean openSsl) throws Exception {
        try (RawServer server = secureServer(RawServer.Peer::readHead)) {
            connect(server, "127.0.0.1", context(openSsl, true));
            assertThat(heard.next()).startsWith("failed TLS: ").contains("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void untrusted(boolean openSsl) throws Exception {
        try (RawServer server = secureServer(RawServer.Peer::readHead)) {
            connect(server, "localhost", context(openSsl, false));
            assertThat(heard.next()).startsWith("failed TLS: ").contains("certification path");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, EXPIRED, expired", "false, EXPIRED, expired",
        "true, NOT_YET, not yet valid", "false, NOT_YET, not yet valid"})
    void outOfDate(boolean openSsl, Certificate certificate, String reason) throws Exception {
        try (RawServer server = RawServer.start(
                authority.serverSocket(certificate), RawServer.Peer::readHead)) {
            connect(server, "localhost", context(openSsl, true));
            assertThat(heard.next()).startsWith("failed TLS: certificate " + reason + ", Not");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endInsideTheHandshake(boolean openSsl) throws Exception {
        try (RawServer server = RawServer.start(peer -> peer.read(5), peer -> {
            peer.read(5);
            peer.reset();
        })) {
            connect(server, "localhost", context(openSsl, true));
            assertThat(heard.next()).startsWith("failed ").containsIgnoringCase("connection")
                .contains("clos");
            connect(server, "localhost", context(openSsl, true));
            assertThat(heard.next()).startsWith("failed ").containsIgnoringCase("reset");
        }
    }

    @Test
    void endWithoutTheFarewellOfTls() throws Exception {
        CountDownLatch heardIt = new CountDownLatch(1);
        try (RawServer server = secureServer(peer -> {
            peer.accept(text("one"));
            assertThat(heardIt.await(10, TimeUnit.SECONDS)).isTrue();
            peer.reset();
        })) {
            connect(server, "localhost", context(OpenSsl.isAvailable(), true));
            assertThat(heard.next()).isEqualTo("opened");
            assertThat(heard.next()).isEqualTo("text one");
            heardIt.countDown();
            assertThat(heard.next()).startsWith("closed 1006 ");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noTlsAtAll(boolean openSsl) throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.read(5);
            peer.write("HTTP/1.1 400 Bad Request\r\n\r\n");
        })) {
            connect(server, "localhost", context(openSsl, true));
            assertThat(heard.next()).startsWith("failed TLS: ");
        }
    }

    @Test
    void handshakeThatIsNeverAnswered() throws Exception {
        try (RawServer server = RawServer.start(RawServer.Peer::readToEnd)) {
            connect(server, "localhost", context(false, true), 300);
            assertThat(heard.next())
                .isEqualTo("failed timed out after 300 ms in the TLS handshake");
        }
    }

    @Test
    void callsOverTlsOnOneConnection() throws Exception {
        try (RawServer server = secureServer(peer -> {
            for (int call = 1; call <= 3; call++) {
                peer.readHead();
                peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
            }
        })) {
            RestClient client = new RestClient(
                new Connector(loops, context(OpenSsl.isAvailable(), true)), 1000);
            for (int call = 1; call <= 3; call++) {
                loops.loop().submit(() -> client.send(
                    RestRequest.get(
                        URI.create("https://localhost:" + server.port() + "/fapi/v1/time")),
                    TimeUnit.SECONDS.toNanos(10), heard)).get();
                assertThat(heard.next()).isEqualTo("answered 200 null {}");
            }
            server.join();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void requestToAServerThatIsNotTrustedIsNotSent(boolean openSsl) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer server = secureServer(peer -> {
            peer.readHead();
            requests.incrementAndGet();
        })) {
            RestClient client =
                new RestClient(new Connector(loops, context(openSsl, true)), 1000);
            post(client, "https://127.0.0.1:" + server.port() + "/");
            assertThat(heard.next()).startsWith("failed NOT_SENT TLS: ").contains("127.0.0.1");
            assertThat(requests).hasValue(0);
        }
    }

    /** By a reset, of which the loop has not heard yet when it writes. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void requestThatIsMadeAgainOverTls(boolean openSsl) throws Exception {
        CountDownLatch reset = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (RawServer server = RawServer.start(plain -> {
            RawServer.Peer peer = new RawServer.Peer(authority.secure(plain.socket()));
            peer.readHead();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1");
            assertThat(reset.await(10, TimeUnit.SECONDS)).isTrue();
            plain.reset();
            done.countDown();
        }, plain -> {
            RawServer.Peer peer = new RawServer.Peer(authority.secure(plain.socket()));
            assertThat(peer.readHead()).startsWith("POST / ");
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n2");
            peer.readHead();
        })) {
            RestClient client =
                new RestClient(new Connector(loops, context(openSsl, true)), 1000);
            String url = "https://localhost:" + server.port() + "/";
            post(client, url);
            assertThat(heard.next()).isEqualTo("answered 200 null 1");
            loops.loop().submit(() -> {
                reset.countDown();
                assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
                client.send(RestRequest.of(RestRequest.Method.POST, URI.create(url)),
                    TimeUnit.SECONDS.toNanos(10), heard);
                return null;
            }).get();
            assertThat(heard.next()).isEqualTo("answered 200 null 2");
            post(client, url);
            assertThat(heard.next()).startsWith("failed NO_ANSWER ");
            server.join();
        }
    }

    /** Whoever connects plainly does without; all others share the one that the first has made. */
    @Test
    void tlsIsMadeWhenItIsNeededAndOnce() throws Exception {
        AtomicInteger made = new AtomicInteger();
        Connector connector = new Connector(loops, () -> {
            made.incrementAndGet();
            return context(OpenSsl.isAvailable(), true);
        });
        RestClient client = new RestClient(connector, 1000);
        RawServer.Script answers = peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
        };
        try (RawServer plain = RawServer.start(answers)) {
            post(client, "http://localhost:" + plain.port() + "/");
            assertThat(heard.next()).isEqualTo("answered 200 null {}");
            assertThat(made).hasValue(0);
        }
        RawServer.Script secure = peer -> answers.serve(
            new RawServer.Peer(authority.secure(peer.socket())));
        try (RawServer server = RawServer.start(secure, secure, secure)) {
            String url = "https://localhost:" + server.port() + "/";
            loops.loop().submit(() -> {
                client.send(RestRequest.get(URI.create(url)), TimeUnit.SECONDS.toNanos(10), heard);
                client.send(RestRequest.get(URI.create(url)), TimeUnit.SECONDS.toNanos(10), heard);
            }).get();
            assertThat(heard.next()).isEqualTo("answered 200 null {}");
            assertThat(heard.next()).isEqualTo("answered 200 null {}");
            post(client, url);
            assertThat(heard.next()).isEqualTo("answered 200 null {}");
            assertThat(made).hasValue(1);
        }
    }

    @Test
    void tlsThatCannotBeMadeIsTriedAgain() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        RestClient client = new RestClient(new Connector(loops, () -> {
            if (tries.incrementAndGet() == 1) {
                throw new IOException("no trust store");
            }
            return context(OpenSsl.isAvailable(), true);
        }), 1000);
        try (RawServer server = secureServer(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        })) {
            String url = "https://localhost:" + server.port() + "/";
            post(client, url);
            assertThat(heard.next()).isEqualTo("failed NOT_SENT no TLS: no trust store");
            post(client, url);
            assertThat(heard.next()).isEqualTo("answered 200 null {}");
            server.join();
        }
    }

    private void post(RestClient client, String url) throws Exception {
        loops.loop().submit(() -> client.send(
            RestRequest.of(RestRequest.Method.POST, URI.create(url)),
            TimeUnit.SECONDS.toNanos(10), heard)).get();
    }

    @Test
    void authoritiesThatAreNone() throws Exception {
        Path file = folder.resolve("none.pem");
        Files.writeString(file, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> ClientTls.alsoTrusting(file))
            .isInstanceOf(IOException.class).hasMessageContaining("none.pem");
        assertThatThrownBy(() -> ClientTls.alsoTrusting(folder.resolve("absent.pem")))
            .isInstanceOf(IOException.class).hasMessageContaining("absent.pem");
    }

    private void connect(RawServer server, String host, SslContext context) throws Exception {
        connect(server, host, context, 30_000);
    }

    private void connect(RawServer server, String host, SslContext context, int handshakeMs)
            throws Exception {
        WebSocketOptions defaults = WebSocketOptions.DEFAULT;
        WebSocketOptions options = new WebSocketOptions(
            defaults.connectTimeoutNs(), TimeUnit.MILLISECONDS.toNanos(handshakeMs),
            defaults.closeTimeoutNs(), defaults.limits());
        Connector connector = new Connector(loops, context);
        loops.loop().submit(() -> WebSocketClient.open(
            connector, URI.create("wss://" + host + ":" + server.port() + "/"),
            RequestHeaders.NONE, options, heard)).get();
    }

    private static SslContext context(boolean openSsl, boolean trusting) throws IOException {
        Assumptions.assumeTrue(!openSsl || OpenSsl.isAvailable(), "no BoringSSL here");
        return ClientTls.build(trusting ? authority.pem() : null, openSsl);
    }

    private static RawServer secureServer(RawServer.Script script) throws Exception {
        return RawServer.start(authority.serverSocket(Certificate.GOOD), script);
    }
}
