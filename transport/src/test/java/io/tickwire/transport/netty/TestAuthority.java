package io.tickwire.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * An authority made by the JDK's keytool for a test, certificates of it for {@code localhost}, and
 * the JDK's own server sockets that show them.
 */
public final class TestAuthority {
    private static final String PASSWORD = "changeit";

    private final Path folder;

    private TestAuthority(Path folder) {
        this.folder = folder;
    }

    /** What a server's certificate is. */
    public enum Certificate {
        /** As it should be. */
        GOOD("-1d", "30"),
        /** Of a month ago, for ten days. */
        EXPIRED("-30d", "10"),
        /** Of next month. */
        NOT_YET("+30d", "10");

        private final String start;
        private final String days;

        Certificate(String start, String days) {
            this.start = start;
            this.days = days;
        }
    }

    /** Makes all of it, in a folder of its own. */
    public static TestAuthority make(Path folder) throws Exception {
        TestAuthority authority = new TestAuthority(folder);
        authority.keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=Test CA",
            "-ext", "bc:c=ca:true", "-startdate", "-60d", "-validity", "120", "-keystore",
            "ca.p12");
        authority.keytool("-exportcert", "-alias", "ca", "-rfc", "-file", "ca.pem", "-keystore",
            "ca.p12");
        authority.keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname",
            "CN=server", "-keystore", "server.p12");
        authority.keytool("-certreq", "-alias", "server", "-file", "server.csr", "-keystore",
            "server.p12");
        authority.keytool("-importcert", "-noprompt", "-alias", "ca", "-file", "ca.pem",
            "-keystore", "server.p12");
        for (Certificate certificate : Certificate.values()) {
            authority.sign(certificate);
        }
        return authority;
    }

    private void sign(Certificate certificate) throws Exception {
        Files.copy(folder.resolve("server.p12"), folder.resolve(certificate + ".p12"));
        keytool("-gencert", "-alias", "ca", "-rfc", "-infile", "server.csr", "-outfile",
            certificate + ".pem", "-ext", "san=dns:localhost", "-startdate", certificate.start,
            "-validity", certificate.days, "-keystore", "ca.p12");
        keytool("-importcert", "-noprompt", "-alias", "server", "-file", certificate + ".pem",
            "-keystore", certificate + ".p12");
    }

    /** @return what a client has to trust */
    public Path pem() {
        return folder.resolve("ca.pem");
    }

    /**
     * A server's socket on a free port.
     *
     * @param certificate that it shows
     * @return bound; insists on the server name indication "localhost" if there is one
     */
    public ServerSocket serverSocket(Certificate certificate) throws Exception {
        SSLServerSocket socket = (SSLServerSocket) context(certificate).getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("localhost")));
        socket.setSSLParameters(parameters);
        return socket;
    }

    /**
     * The server's end of TLS over a connection.
     *
     * @param plain stays usable, to be reset
     */
    SSLSocket secure(Socket plain) throws Exception {
        SSLSocket socket = (SSLSocket) context(Certificate.GOOD).getSocketFactory()
            .createSocket(plain, "localhost", plain.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }

    private SSLContext context(Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(certificate + ".p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void keytool(String... arguments) throws Exception {
        Path output = folder.resolve("keytool.log");
        List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).directory(folder.toFile())
            .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }
}
