package io.tickwire.transport.netty;

import java.util.concurrent.TimeUnit;

/**
 * Deadlines and limits of a connection.
 *
 * @param connectTimeoutNs   name resolution and TCP together
 * @param handshakeTimeoutNs TLS and HTTP together
 * @param closeTimeoutNs     from our Close frame to the server's end of the connection
 * @param limits             of what the server may send
 */
public record WebSocketOptions(
    long connectTimeoutNs, long handshakeTimeoutNs, long closeTimeoutNs, WebSocketLimits limits) {
    /** 5 s, 5 s and 2 s. */
    public static final WebSocketOptions DEFAULT = new WebSocketOptions(
        TimeUnit.SECONDS.toNanos(5), TimeUnit.SECONDS.toNanos(5), TimeUnit.SECONDS.toNanos(2),
        WebSocketLimits.DEFAULT);
}
