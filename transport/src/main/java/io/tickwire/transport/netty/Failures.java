package io.tickwire.transport.netty;

import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Messages from socket exceptions, which may quote what a server sent, and keys with it. Not for
 * the hot path.
 */
final class Failures {
    private static final int MAX_DEPTH = 16;
    /** What the system says of TCP. */
    private static final List<String> SYSTEM_WORDS = List.of("connection refused",
        "connection reset", "no route to host", "network is unreachable", "host is unreachable",
        "broken pipe", "too many open files", "permission denied");
    private static final Pattern SYSTEM_CALL =
        Pattern.compile("^\\w+\\(\\.\\.\\) failed(?: with error\\(-?\\d+\\))?: ");

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
            ? failure.getClass().getSimpleName() : plain(message);
    }

    /** Not how a library calls the system, but what the system says. */
    private static String plain(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        for (String words : SYSTEM_WORDS) {
            if (lower.contains(words)) {
                return words;
            }
        }
        return SYSTEM_CALL.matcher(message).replaceFirst("");
    }
}
