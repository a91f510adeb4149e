package io.tickwire.transport.netty;

import javax.net.ssl.SSLException;

/** Exceptions of sockets in words for people. Cold. */
final class Failures {
    private static final int MAX_DEPTH = 16;

    private Failures() {
    }

    static String words(Throwable failure) {
        Throwable deepest = failure;
        boolean tls = false;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            tls |= deepest instanceof SSLException;
            if (deepest.getCause() == null) {
                break;
            }
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        String words = message == null || message.isBlank()
            ? deepest.getClass().getSimpleName() : message;
        return tls ? "TLS: " + words : words;
    }
}
