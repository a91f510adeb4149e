package io.tickwire.transport.venue;

/**
 * What a venue wants to hear on a connection so as not to close it. A ping of the venue's own is
 * answered by the socket in any case.
 *
 * @param kind    what is sent
 * @param everyNs how often, 0 for {@link Kind#NONE}
 * @param text    of a {@link Kind#TEXT}, else empty
 */
public record KeepAlive(Kind kind, long everyNs, String text) {
    /** The venue pings, we answer, and that is all. */
    public static final KeepAlive NONE = new KeepAlive(Kind.NONE, 0, "");

    /** What is sent. */
    public enum Kind {
        /** Nothing. */
        NONE,
        /** A ping frame (RFC 6455, 5.5.2). */
        PING_FRAME,
        /** A text message that the venue knows. */
        TEXT
    }

    /** Checks that the parts fit each other. */
    public KeepAlive {
        if ((kind == Kind.NONE) != (everyNs == 0) || everyNs < 0
            || (kind == Kind.TEXT) == text.isEmpty()) {
            throw new IllegalArgumentException(
                "kind=" + kind + ", everyNs=" + everyNs + ", text=" + text);
        }
    }
}
