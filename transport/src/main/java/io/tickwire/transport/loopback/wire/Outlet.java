package io.tickwire.transport.loopback.wire;

import io.tickwire.transport.loopback.message.Payload;

/** Where a message goes on its way to a socket. On the event loop only. */
@FunctionalInterface
public interface Outlet {
    /** Passes it on; written with the socket's next flush. */
    void send(OpenSocket socket, Payload payload);
}
