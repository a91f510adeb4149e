package io.tickwire.engine.session;

/** A session folder that cannot be used; the message is for the user. */
public final class SessionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SessionException(String message) {
        super(message);
    }
}
