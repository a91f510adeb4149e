package io.tickwire.transport.netty;

import java.util.regex.Pattern;

/**
 * Removes keys and signatures from messages, also where a server quotes what it was sent. Not for
 * the hot path.
 */
final class Secrets {
    /** What is shorter, such as a version number, would be found in any message by chance. */
    private static final int MIN_LENGTH = 8;
    private static final String HIDDEN = "***";

    private Secrets() {
    }

    /** The message without the secret, and without its last word: the token behind "Bearer". */
    static String hide(String message, String secret) {
        String shown = hideWord(message, secret);
        return hideWord(shown, secret.substring(secret.lastIndexOf(' ') + 1));
    }

    private static String hideWord(String message, String secret) {
        // In any case of letters: Netty quotes an HTTP version in upper case, whatever it is.
        return secret.length() < MIN_LENGTH ? message
            : Pattern.compile(secret, Pattern.LITERAL | Pattern.CASE_INSENSITIVE)
                .matcher(message).replaceAll(HIDDEN);
    }
}
