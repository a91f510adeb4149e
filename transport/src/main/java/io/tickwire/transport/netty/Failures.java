package io.tickwire.transport.netty;

import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/**
 * Messages from socket exceptions, which may quote what a server sent, and keys with it. Not for
 * the hot path.
 */
final class Failures {
    private static final int MAX_DEPTH = 16;

    private Failures() {
    }

    static String reason(Throwable failure) {
        Throwable deepest = failure;
        boolean tls = false;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            tls |= deepest instanceof SSLException;
            if (deepest.getCause() == null) {
                break;
            }
            deepest = deepest.getCause();
        }
        String reason = messageOf(deepest);
        return tls ? "TLS: " + reason : reason;
    }

    private static String messageOf(Throwable failure) {
        String message = failure.getMessage();
        // Of these two the message is only a date.
        if (failure instanceof CertificateExpiredException) {
            return "certificate expired, " + message;
        }
        if (failure instanceof CertificateNotYetValidException) {
            return "certificate not yet valid, " + message;
        }
        if (failure instanceof ClosedChannelException) {
            return "the connection was closed";
        }
        return message == null || message.isBlank()
            ? failure.getClass().getSimpleName() : message;
    }
}
