package io.tickwire.transport.loopback.fault.socket;

import io.tickwire.transport.loopback.fault.CertificateFlaw;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.fault.VenueFeatures;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * TLS handshakes present a certificate that no client may take; connections from before go on.
 *
 * @param flaw what is wrong with it
 */
record TlsCertificate(CertificateFlaw flaw) implements FaultAction {
    /** Name in scenario files. */
    static final String NAME = "tls-certificate";

    private static final Map<String, CertificateFlaw> FLAWS =
        Arrays.stream(CertificateFlaw.values()).collect(Collectors.toMap(
            CertificateFlaw::word, flaw -> flaw, (one, other) -> one, TreeMap::new));

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        String word = entry.name("present", FLAWS.keySet());
        return new TlsCertificate(word == null ? null : FLAWS.get(word));
    }

    @Override
    public String begin(FaultControls controls) {
        controls.certificate().present(flaw);
        return "the certificate presented is " + flaw.word();
    }

    @Override
    public void end(FaultControls controls) {
        controls.certificate().presentUsual();
    }

    @Override
    public String missing(VenueFeatures features) {
        return features.tls() ? null : "needs a venue with TLS (--tls)";
    }

    @Override
    public void addFlaws(Set<CertificateFlaw> flaws) {
        flaws.add(flaw);
    }
}
