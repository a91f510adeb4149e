package io.tickwire.perf.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Key and certificate of the load server, made for one run by the JDK's keytool. The key is worth
 * nothing to anybody: the certificate is for this machine and trusted by its own clients alone.
 */
record ServerKeys(SSLContext context, Path pem) {
    private static final String PASSWORD = "for one run";
    private static final String ALIAS = "load";

    static ServerKeys make() throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("tickwire-load-");
        Path store = folder.resolve("key.p12");
        try {
            keytool(store);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream input = Files.newInputStream(store)) {
                keys.load(input, PASSWORD.toCharArray());
            }
            KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            Path pem = folder.resolve("certificate.pem");
            Files.writeString(pem, "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(keys.getCertificate(ALIAS).getEncoded())
                + "\n-----END CERTIFICATE-----\n");
            return new ServerKeys(context, pem);
        } finally {
            Files.deleteIfExists(store);
        }
    }

    private static void keytool(Path store) throws IOException {
        Process process = new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
            "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-dname",
            "CN=tickwire load", "-ext", "san=ip:127.0.0.1,dns:localhost", "-validity", "30",
            "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD))
            .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool ended with " + process.exitValue());
            }
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", hurry);
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(pem);
        Files.deleteIfExists(pem.getParent());
    }
}
