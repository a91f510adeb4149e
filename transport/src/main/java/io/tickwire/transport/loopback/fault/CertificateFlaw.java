package io.tickwire.transport.loopback.fault;

/** What can be wrong with a certificate, one thing at a time. */
public enum CertificateFlaw {
    /** By the trusted authority, in force, for another host. */
    WRONG_HOST("wrong-host"),
    /** By the trusted authority, for this host, no longer in force. */
    EXPIRED("expired"),
    /** For this host, in force, by nobody whom anybody trusts. */
    UNKNOWN("unknown");

    private final String word;

    CertificateFlaw(String word) {
        this.word = word;
    }

    /** @return its name in scenario files */
    public String word() {
        return word;
    }
}
