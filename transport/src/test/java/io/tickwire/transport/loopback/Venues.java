package io.tickwire.transport.loopback;

import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.transport.loopback.fault.FaultAction;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Venues for tests, whose faults begin and end when a test says so. */
public final class Venues {
    private static final long WITHIN_S = 30;

    private Venues() {
    }

    public static VenueServer launch() throws Exception {
        return VenueServer.launch(new VenueServerOptions(0, false, MarketSymbol.DEFAULT, 2000, 42,
            List.of(), 1, VenueServerOptions.PING_EVERY_NS, VenueServerOptions.PONG_WITHIN_NS),
            notice -> { });
    }

    /** Once this returns, the fault is on. */
    public static String begin(VenueServer venue, FaultAction fault) throws Exception {
        return venue.begin(fault).get(WITHIN_S, TimeUnit.SECONDS);
    }

    public static void end(VenueServer venue, FaultAction fault) throws Exception {
        venue.end(fault).get(WITHIN_S, TimeUnit.SECONDS);
    }

    /** Of a client that trusts one certificate. */
    public static SSLContext trusting(Path certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream input = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry("venue",
                CertificateFactory.getInstance("X.509").generateCertificate(input));
        }
        TrustManagerFactory managers =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
