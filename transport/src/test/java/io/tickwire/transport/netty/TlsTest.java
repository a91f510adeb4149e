package io.tickwire.transport.netty;

import static io.tickwire.transport.netty.ServerFrames.close;
import static io.tickwire.transport.netty.ServerFrames.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS against the JDK's own server sockets, with an authority made by keytool for the test. */
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path folder;

    private final RecordingListener heard = new RecordingListener();
    private final EventLoops loops = EventLoops.open("test-io");

    @BeforeAll
    static void makeCertificates() throws Exception {
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=Test CA",
            "-ext", "bc:c=ca:true", "-keystore", "ca.p12");
        keytool("-exportcert", "-alias", "ca", "-rfc", "-file", "ca.pem", "-keystore", "ca.p12");
        keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=server",
            "-keystore", "server.p12");
        keytool("-certreq", "-alias", "server", "-file", "server.csr", "-keystore", "server.p12");
        keytool("-gencert", "-alias", "ca", "-rfc", "-infile", "server.csr", "-outfile",
            "server.pem", "-ext", "san=dns:localhost", "-keystore", "ca.p12");
        keytool("-importcert", "-noprompt", "-alias", "ca", "-file", "ca.pem", "-keystore",
            "server.p12");
        keytool("-importcert", "-noprompt", "-alias", "server", "-file", "server.pem",
            "-keystore", "server.p12");
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
                loops.loop().submit(() -> client.get(
                    URI.create("https://localhost:" + server.port() + "/fapi/v1/time"),
                    TimeUnit.SECONDS.toNanos(10), heard)).get();
                assertThat(heard.next()).isEqualTo("answered 200 null {}");
            }
            server.join();
        }
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
            options, heard)).get();
    }

    private static SslContext context(boolean openSsl, boolean trusting) throws IOException {
        Assumptions.assumeTrue(!openSsl || OpenSsl.isAvailable(), "no BoringSSL here");
        return ClientTls.build(trusting ? folder.resolve("ca.pem") : null, openSsl);
    }

    /** Insists on the server name indication "localhost" if there is one. */
    private static RawServer secureServer(RawServer.Script script) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("server.p12"))) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        ServerSocket socket = context.getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SSLParameters parameters = ((SSLServerSocket) socket).getSSLParameters();
        parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("localhost")));
        ((SSLServerSocket) socket).setSSLParameters(parameters);
        return RawServer.start(socket, script);
    }

    private static void keytool(String... arguments) throws Exception {
        Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Path output = folder.resolve("keytool.log");
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.command().addAll(List.of(arguments));
        builder.command().addAll(List.of(
            "-storetype", "PKCS12", "-storepass", new String(PASSWORD), "-validity", "30"));
        if (!List.of(arguments).contains("-genkeypair")
                && !List.of(arguments).contains("-gencert")) {
            builder.command().removeAll(List.of("-validity", "30"));
        }
        Process process = builder.directory(folder.toFile()).redirectErrorStream(true)
            .redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }
}
