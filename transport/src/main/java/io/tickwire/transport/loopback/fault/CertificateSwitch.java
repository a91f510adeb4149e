package io.tickwire.transport.loopback.fault;

/** Which certificate is presented, from the next handshake on. On the event loop only. */
public interface CertificateSwitch {
    /** Presents one with a flaw that it was made with. */
    void present(CertificateFlaw flaw);

    /** Presents the one that clients may take. */
    void presentUsual();
}
