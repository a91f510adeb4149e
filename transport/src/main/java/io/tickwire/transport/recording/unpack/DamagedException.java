package io.tickwire.transport.recording.unpack;

import java.io.IOException;

/** Packed data that cannot be unpacked further; its message says at which byte, and why. */
final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message, Throwable cause) {
        super(message, cause);
    }
}
