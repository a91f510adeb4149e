package io.tickwire.transport.venue;

import java.util.List;

/** What can be wrong with a certificate, one thing at a time. */
enum CertificateFlaw {
    /** By the trusted authority, in force, for another host. */
    WRONG_HOST("wrong-host", List.of("-signer", VenueCertificate.AUTHORITY,
        "-ext", "san=dns:elsewhere.invalid", "-validity", "30")),
    /** By the trusted authority, for this host, no longer in force. */
    EXPIRED("expired", List.of("-signer", VenueCertificate.AUTHORITY,
        "-ext", VenueCertificate.NAMES, "-startdate", "-10d", "-validity", "5")),
    /** For this host, in force, by nobody whom anybody trusts. */
    UNKNOWN("unknown", List.of("-ext", VenueCertificate.NAMES, "-validity", "30"));

    private final String word;
    private final List<String> arguments;

    CertificateFlaw(String word, List<String> arguments) {
        this.word = word;
        this.arguments = arguments;
    }

    /** @return its name in scenario files */
    String word() {
        return word;
    }

    /** @return of keytool */
    List<String> arguments() {
        return arguments;
    }
}
