package io.tickwire.transport.netty;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** TLS for clients: host names are always verified; BoringSSL where it loads, the JDK elsewhere. */
public final class ClientTls {
    private ClientTls() {
    }

    /**
     * Trusts what the system trusts. Reads files: never on the event loop.
     *
     * @return to be shared by all connections
     * @throws IOException if the trust store or TLS itself cannot be used
     */
    public static SslContext systemTrust() throws IOException {
        return build(null, OpenSsl.isAvailable());
    }

    /**
     * Trusts what the system trusts, and more. Reads files: never on the event loop.
     *
     * @param extraCas PEM file of further certificate authorities
     * @return to be shared by all connections
     * @throws IOException if the file, the trust store or TLS itself cannot be used
     */
    public static SslContext alsoTrusting(Path extraCas) throws IOException {
        return build(extraCas, OpenSsl.isAvailable());
    }

    static SslContext build(Path extraCas, boolean openSsl) throws IOException {
        try {
            return SslContextBuilder.forClient()
                .sslProvider(openSsl ? SslProvider.OPENSSL : SslProvider.JDK)
                .trustManager(trust(extraCas))
                .endpointIdentificationAlgorithm("HTTPS")
                .protocols("TLSv1.3", "TLSv1.2")
                .build();
        } catch (GeneralSecurityException e) {
            throw new IOException(
                "no trust store" + (extraCas == null ? "" : " with " + extraCas), e);
        }
    }

    private static TrustManagerFactory trust(Path extraCas)
            throws GeneralSecurityException, IOException {
        TrustManagerFactory system = factory(null);
        if (extraCas == null) {
            return system;
        }
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        int count = 0;
        for (TrustManager manager : system.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                for (X509Certificate certificate : x509.getAcceptedIssuers()) {
                    all.setCertificateEntry("ca" + count++, certificate);
                }
            }
        }
        try (InputStream pem = Files.newInputStream(extraCas)) {
            for (Certificate certificate
                    : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                all.setCertificateEntry("ca" + count++, certificate);
            }
        }
        return factory(all);
    }

    /** With null: what the system trusts. */
    private static TrustManagerFactory factory(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
