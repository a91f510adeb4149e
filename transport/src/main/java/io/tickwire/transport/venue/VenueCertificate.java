package io.tickwire.transport.venue;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;

/**
 * A certificate for 127.0.0.1 and localhost that trusts itself, made anew for each run by the
 * JDK's keytool. Only the certificate stays on disk, the key in memory.
 *
 * @param context for the server
 * @param pem     file that clients are told to trust
 */
record VenueCertificate(SslContext context, Path pem) {
    private static final String ALIAS = "venue";
    private static final String PASSWORD_VARIABLE = "TICKWIRE_STORE_PASSWORD";
    private static final int KEYTOOL_WITHIN_S = 30;

    static VenueCertificate make() throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("tickwire-venue");
        Path store = folder.resolve("key.p12");
        String password = UUID.randomUUID().toString();
        try {
            keytool(store, password);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream input = Files.newInputStream(store)) {
                keys.load(input, password.toCharArray());
            }
            KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password.toCharArray());
            SslContext context =
                SslContextBuilder.forServer(managers).sslProvider(SslProvider.JDK).build();
            Path pem = folder.resolve("certificate.pem");
            Files.writeString(pem, pem(keys.getCertificate(ALIAS).getEncoded()));
            return new VenueCertificate(context, pem);
        } finally {
            Files.deleteIfExists(store);
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(pem);
        Files.deleteIfExists(pem.getParent());
    }

    private static void keytool(Path store, String password) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
            "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost",
            "-ext", "san=ip:127.0.0.1,dns:localhost", "-validity", "30", "-storetype", "PKCS12",
            "-keystore", store.toString(), "-storepass:env", PASSWORD_VARIABLE);
        builder.environment().put(PASSWORD_VARIABLE, password);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        try {
            if (!process.waitFor(KEYTOOL_WITHIN_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("keytool took longer than " + KEYTOOL_WITHIN_S + " s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("keytool ended with " + process.exitValue());
        }
    }

    private static String pem(byte[] certificate) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(certificate);
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }
}
