package io.tickwire.transport.live;

import java.io.IOException;

/** A session that cannot begin as it is configured, with a message for its user. */
public final class StartException extends IOException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }
}
