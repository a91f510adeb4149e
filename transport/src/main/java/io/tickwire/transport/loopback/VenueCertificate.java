package io.tickwire.transport.loopback;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.tickwire.transport.loopback.fault.CertificateFlaw;
import io.tickwire.transport.loopback.fault.CertificateSwitch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The certificate that the venue presents: one for 127.0.0.1 and localhost, or for the time of a
 * fault one with a flaw. All are made anew for each run by the JDK's keytool, signed by an
 * authority of the run, whose certificate clients are told to trust. An authority of its own,
 * since a client asks neither date nor host of a certificate that it trusts by itself. Only the
 * authority's certificate stays on disk, the keys in memory.
 */
final class VenueCertificate implements CertificateSwitch {
    /** Who signs, in the key store. */
    private static final String AUTHORITY = "authority";
    /** Whom the venue's own is for, as keytool is told. */
    private static final String NAMES =
        "san=ip:127.0.0.1,dns:localhost,dns:" + HostsFile.NAME;

    private static final String USUAL = "venue";
    private static final String PASSWORD_VARIABLE = "TICKWIRE_STORE_PASSWORD";
    private static final int KEYTOOL_WITHIN_S = 30;

    private final Path pem;
    private final SslContext usual;
    private final Map<CertificateFlaw, SslContext> flawed;
    private SslContext presented;

    private VenueCertificate(
        Path pem, SslContext usual, Map<CertificateFlaw, SslContext> flawed) {
        this.pem = pem;
        this.usual = usual;
        this.flawed = flawed;
        this.presented = usual;
    }

    /**
     * Makes the usual one, and those with flaws.
     *
     * @param flaws that will be wanted
     */
    static VenueCertificate make(Set<CertificateFlaw> flaws)
        throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("tickwire-venue");
        Path store = folder.resolve("key.p12");
        String password = UUID.randomUUID().toString();
        try {
            keytool(store, password, AUTHORITY,
                List.of("-ext", "bc=ca:true", "-ext", "ku=keyCertSign", "-validity", "60",
                    "-startdate", "-30d"));
            keytool(store, password, USUAL,
                List.of("-signer", AUTHORITY, "-ext", NAMES, "-validity", "30"));
            for (CertificateFlaw flaw : flaws) {
                keytool(store, password, flaw.word(), arguments(flaw));
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream input = Files.newInputStream(store)) {
                keys.load(input, password.toCharArray());
            }
            Map<CertificateFlaw, SslContext> flawed = new EnumMap<>(CertificateFlaw.class);
            for (CertificateFlaw flaw : flaws) {
                flawed.put(flaw, context(keys, flaw.word(), password));
            }
            Path pem = folder.resolve("certificate.pem");
            Files.writeString(pem, pem(keys.getCertificate(AUTHORITY).getEncoded()));
            return new VenueCertificate(pem, context(keys, USUAL, password), flawed);
        } finally {
            Files.deleteIfExists(store);
        }
    }

    /** @return for a handshake that begins now; on the event loop only */
    SslContext presented() {
        return presented;
    }

    /** @return file that clients are told to trust */
    Path pem() {
        return pem;
    }

    @Override
    public void present(CertificateFlaw flaw) {
        presented = flawed.get(flaw);
    }

    @Override
    public void presentUsual() {
        presented = usual;
    }

    void delete() throws IOException {
        Files.deleteIfExists(pem);
        Files.deleteIfExists(pem.getParent());
    }

    private static List<String> arguments(CertificateFlaw flaw) {
        return switch (flaw) {
            case WRONG_HOST -> List.of("-signer", AUTHORITY,
                "-ext", "san=dns:elsewhere.invalid", "-validity", "30");
            case EXPIRED -> List.of("-signer", AUTHORITY,
                "-ext", NAMES, "-startdate", "-10d", "-validity", "5");
            case UNKNOWN -> List.of("-ext", NAMES, "-validity", "30");
        };
    }

    private static SslContext context(KeyStore keys, String alias, String password)
        throws IOException, GeneralSecurityException {
        PrivateKey key = (PrivateKey) keys.getKey(alias, password.toCharArray());
        X509Certificate[] chain = Arrays.stream(keys.getCertificateChain(alias))
            .toArray(X509Certificate[]::new);
        return SslContextBuilder.forServer(key, chain).sslProvider(SslProvider.JDK).build();
    }

    private static void keytool(
        Path store, String password, String alias, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
            "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1", "-dname",
            "CN=tickwire " + alias, "-storetype", "PKCS12", "-keystore", store.toString(),
            "-storepass:env", PASSWORD_VARIABLE));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
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
