package io.tickwire.transport.loopback.wire;

import io.tickwire.transport.loopback.message.Payload;

/** One client's socket, as faults see it. Event loop only. */
public interface OpenSocket {
    /** @return when its handshake was done, by the venue's clock */
    long openedNs();

    /** Writes a message; sent with the next {@link #flush}. */
    void send(Payload payload);

    /** Sends what was written. */
    void flush();

    /** Sends a ping, and cuts the connection where no pong comes within a time. */
    void ping(long pongWithinNs);

    /**
     * Ends the socket with a close frame; does nothing to one that is ending already. The client
     * closes the connection behind it; closing it here at once could discard answers that it has
     * not read yet.
     *
     * @param code   that a server may send
     * @param reason up to 123 bytes
     */
    void end(int code, String reason);

    /** Cuts the connection without a close frame. */
    void drop();

    /** Resets the connection: no close frame, with TLS no farewell either, no orderly end. */
    void reset();

    /** Neither reads nor writes nor closes any more; only {@link #reset} ends it. */
    void freeze();
}
